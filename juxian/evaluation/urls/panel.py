"""Addresses of panels, of their members, and of the cases before them."""

from django.urls import path

from juxian.evaluation.views import case, panel

PANELS, CASES = "office/panels/", "office/cases/"

urlpatterns = [
    path(PANELS, panel.panel_list, name="panel_list"),
    path(f"{PANELS}new/", panel.panel_create, name="panel_create"),
    path(f"{PANELS}draw/", panel.panel_draw, name="panel_draw"),
    path(f"{PANELS}pick/", panel.panel_pick, name="panel_pick"),
    path(f"{PANELS}<uuid:pk>/", panel.panel_detail, name="panel_detail"),
    path(f"{PANELS}<uuid:pk>/close/", panel.panel_close, name="panel_close"),
    path(f"{PANELS}<uuid:pk>/record/", panel.panel_record, name="panel_record"),
    path(f"{PANELS}<uuid:pk>/members/<uuid:member_pk>/replace/", panel.member_replace, name="member_replace"),
    path(f"{PANELS}<uuid:pk>/members/<uuid:member_pk>/sheet/", panel.member_sheet, name="member_sheet"),
    path(CASES, case.case_list, name="case_list"),
    path(f"{CASES}<uuid:pk>/", case.case_detail, name="case_detail"),
    path(f"{CASES}seats/<uuid:pk>/confirm/", case.seat_confirm, name="seat_confirm"),
    path(f"{CASES}seats/<uuid:pk>/recuse/", case.seat_recuse, name="seat_recuse"),
    path(f"{CASES}seats/<uuid:pk>/sign/", case.seat_sign, name="seat_sign"),
]
