"""Addresses of events for everybody, of a person's places, and of those who run events."""

from django.urls import path

from juxian.fairs.views import desk, desk_step, event_lists, event_public, my_reservation

FAIRS, MY, DESK = "fairs/", "my/fairs/", "fairs/desk/"
EVENT, AT_DESK = f"{FAIRS}<uuid:pk>/", f"{DESK}<uuid:pk>/"

urlpatterns = [
    path(FAIRS, event_public.events, name="events"),
    path(f"{FAIRS}feed.atom", event_public.events_atom, name="events_atom"),
    path(EVENT, event_public.event, name="event"),
    path(f"{EVENT}event.ics", event_public.event_ics, name="event_ics"),
    path(f"{EVENT}screen/", event_public.event_screen, name="event_screen"),
    path(f"{FAIRS}booths/<uuid:pk>/", event_public.booth, name="booth"),
    path(MY, my_reservation.my_reservations, name="my_reservations"),
    path(f"{MY}reserve/<uuid:pk>/", my_reservation.reserve, name="reserve"),
    path(f"{MY}ask/<uuid:pk>/", my_reservation.ask, name="ask"),
    path(f"{MY}<uuid:pk>/", my_reservation.my_reservation, name="my_reservation"),
    path(f"{MY}<uuid:pk>/cancel/", my_reservation.reservation_cancel, name="reservation_cancel"),
    path(f"{MY}barrings/<uuid:pk>/explain/", my_reservation.my_barring_explain, name="my_barring_explain"),
    path("office/fairs/", event_lists.office_events, name="office_events"),
    path("office/fairs/<uuid:pk>/", event_lists.office_event, name="office_event"),
    path("org/fairs/", event_lists.org_events, name="org_events"),
    path("org/fairs/<uuid:pk>/", event_lists.org_event, name="org_event"),
    path(f"{DESK}new/", desk.event_new, name="event_new"),
    path(f"{AT_DESK}edit/", desk.event_edit, name="event_edit"),
    path(f"{AT_DESK}reschedule/", desk.event_reschedule, name="event_reschedule"),
    path(f"{AT_DESK}cancel/", desk.event_cancel, name="event_cancel"),
    path(f"{AT_DESK}submit/", desk_step.event_submit, name="event_submit"),
    path(f"{AT_DESK}discard/", desk_step.event_discard, name="event_discard"),
    path(f"{AT_DESK}start/", desk_step.event_start, name="event_start"),
    path(f"{AT_DESK}end/", desk_step.event_end, name="event_end"),
    path("office/fairs/<uuid:pk>/publish/", desk_step.event_publish, name="event_publish"),
    path("office/fairs/<uuid:pk>/return/", desk_step.event_return, name="event_return"),
]
