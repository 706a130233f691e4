"""Addresses of the desk: booths, floor plan, door, materials and questions of an event."""

from django.urls import path

from juxian.fairs.views import archive, booth_desk, door, floor

DESK = "fairs/desk/"
EVENT, BOOTH = f"{DESK}<uuid:pk>/", f"{DESK}booths/<uuid:pk>/"

urlpatterns = [
    path(f"{EVENT}booths/add/", booth_desk.booth_add, name="booth_add"),
    path(f"{BOOTH}approve/", booth_desk.booth_approve, name="booth_approve"),
    path(f"{BOOTH}refuse/", booth_desk.booth_refuse, name="booth_refuse"),
    path(f"{BOOTH}withdraw/", booth_desk.booth_withdraw, name="booth_withdraw"),
    path(f"{BOOTH}move/", booth_desk.booth_move, name="booth_move"),
    path(f"{EVENT}floor/", floor.floor, name="floor"),
    path(f"{EVENT}floor/draw/", floor.floor_draw, name="floor_draw"),
    path(f"{EVENT}floor/spot/", floor.spot_set, name="spot_set"),
    path(f"{EVENT}floor/<uuid:spot_pk>/clear/", floor.spot_clear, name="spot_clear"),
    path(f"{EVENT}door/", door.door, name="door"),
    path(f"{EVENT}door/look/", door.door_look, name="door_look"),
    path(f"{EVENT}places/", door.places, name="places"),
    path(f"{EVENT}places/export/", door.places_export, name="places_export"),
    path(f"{DESK}places/<uuid:pk>/check-in/", door.check_in, name="check_in"),
    path("fairs/in/<str:code>/", door.check_in_code, name="check_in_code"),
    path(f"{EVENT}materials/add/", archive.material_add, name="material_add"),
    path(f"{DESK}materials/<uuid:pk>/remove/", archive.material_remove, name="material_remove"),
    path(f"{DESK}questions/<uuid:pk>/answer/", archive.question_answer, name="question_answer"),
    path(f"{DESK}questions/<uuid:pk>/hide/", archive.question_hide, name="question_hide"),
    path(f"{DESK}questions/<uuid:pk>/show/", archive.question_show, name="question_show"),
]
