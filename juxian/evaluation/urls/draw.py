"""Addresses of draws: the office's and everybody's."""

from django.urls import path

from juxian.evaluation.views import draw

urlpatterns = [
    path("office/draws/", draw.draw_list, name="draw_list"),
    path("office/draws/commit/", draw.draw_commit, name="draw_commit"),
    path("office/draws/<uuid:pk>/void/", draw.draw_void, name="draw_void"),
    path("draws/", draw.draw_index, name="draw_index"),
    path("draws/<slug:number>/", draw.draw_page, name="draw_page"),
    path("draws/<slug:number>/data/", draw.draw_data, name="draw_data"),
]
