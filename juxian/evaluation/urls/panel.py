"""Addresses of panels and of the cases before them."""

from django.urls import path

from juxian.evaluation.views import assessor, panel

urlpatterns = [
    path("office/panels/", panel.panel_list, name="panel_list"),
    path("office/panels/new/", panel.panel_create, name="panel_create"),
    path("office/panels/<uuid:pk>/", panel.panel_detail, name="panel_detail"),
    path("office/panels/<uuid:pk>/close/", panel.panel_close, name="panel_close"),
    path("office/cases/", assessor.case_list, name="case_list"),
    path("office/cases/<uuid:pk>/", assessor.case_detail, name="case_detail"),
]
