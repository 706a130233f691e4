"""Addresses of the leaders' figures."""

from django.urls import path

from juxian.benefits.views import figures as views

urlpatterns = [
    path("office/benefits/figures/", views.figures, name="figures"),
    path("office/benefits/figures/<slug:policy>/<slug:place>/", views.figure_people, name="figure_people"),
]
