"""Addresses of an employer's booths, and of barrings."""

from django.urls import path

from juxian.fairs.views import barring, org_booth

ORG, OFFICE = "org/fairs/booths/", "office/fairs/barrings/"
BOOTH, BARRING = f"{ORG}<uuid:pk>/", f"{OFFICE}<uuid:pk>/"

urlpatterns = [
    path(ORG, org_booth.org_booths, name="org_booths"),
    path(f"{ORG}request/<uuid:pk>/", org_booth.booth_request, name="booth_request"),
    path(BOOTH, org_booth.org_booth, name="org_booth"),
    path(f"{BOOTH}vacancies/", org_booth.booth_show, name="booth_show"),
    path(f"{BOOTH}describe/", org_booth.booth_describe, name="booth_describe"),
    path(f"{BOOTH}cancel/", org_booth.booth_cancel, name="booth_cancel"),
    path(f"{BOOTH}sheet/", org_booth.booth_sheet, name="booth_sheet"),
    path(f"{BOOTH}materials/", org_booth.booth_material_add, name="booth_material_add"),
    path(f"{ORG}materials/<uuid:pk>/remove/", org_booth.booth_material_remove, name="booth_material_remove"),
    path(f"{ORG}questions/<uuid:pk>/", org_booth.booth_question_answer, name="booth_question_answer"),
    path("org/fairs/barrings/<uuid:pk>/explain/", org_booth.org_barring_explain, name="org_barring_explain"),
    path(OFFICE, barring.barrings, name="barrings"),
    path(BARRING, barring.barring, name="barring"),
    path(f"{BARRING}lift/", barring.barring_lift, name="barring_lift"),
    path(f"{BARRING}keep/", barring.barring_keep, name="barring_keep"),
]
