"""Addresses of the hall of an online fair: for everybody, for who waits, for booths, for organisers."""

from django.urls import path

from juxian.fairs.views import hall, hall_desk, my_meeting, talk

MY, ORG, DESK = "my/fairs/", "org/fairs/", "fairs/desk/<uuid:pk>/hall/"
MEETING, BOOTH, TALK = f"{MY}talks/<uuid:pk>/", f"{ORG}talk-desk/<uuid:pk>/", f"{ORG}talks/<uuid:pk>/"

urlpatterns = [
    path("fairs/<uuid:pk>/hall/", hall.hall, name="hall"),
    path("fairs/hall/<uuid:pk>/", hall.hall_booth, name="hall_booth"),
    path(f"{MY}talks/", my_meeting.my_meetings, name="my_meetings"),
    path(f"{MY}queue/<uuid:pk>/", my_meeting.queue_join, name="queue_join"),
    path(MEETING, my_meeting.my_meeting, name="my_meeting"),
    path(f"{MEETING}enter/", my_meeting.talk_enter, name="talk_enter"),
    path(f"{MEETING}leave/", my_meeting.queue_leave, name="queue_leave"),
    path(f"{MEETING}return/", my_meeting.queue_return, name="queue_return"),
    path(f"{MEETING}contact/", my_meeting.contact_share, name="contact_share"),
    path(f"{MEETING}say/", my_meeting.talk_say, name="talk_say"),
    path(BOOTH, talk.talk_desk, name="talk_desk"),
    path(f"{BOOTH}open/", talk.desk_open, name="desk_open"),
    path(f"{BOOTH}pause/", talk.desk_pause, name="desk_pause"),
    path(f"{BOOTH}help/", talk.desk_help, name="desk_help"),
    path(f"{BOOTH}next/", talk.desk_next, name="desk_next"),
    path(TALK, talk.talk, name="talk"),
    path(f"{TALK}answer/", talk.talk_answer, name="talk_answer"),
    path(f"{TALK}end/", talk.talk_end, name="talk_end"),
    path(f"{TALK}note/", talk.talk_note, name="talk_note"),
    path(f"{TALK}miss/", talk.talk_miss, name="talk_miss"),
    path(f"{TALK}refuse/", talk.talk_refuse, name="talk_refuse"),
    path(f"{TALK}contact/", talk.talk_contact, name="talk_contact"),
    path(DESK, hall_desk.hall_desk, name="hall_desk"),
    path(f"{DESK}set/", hall_desk.hall_set, name="hall_set"),
    path(f"{DESK}talks/", hall_desk.hall_talks, name="hall_talks"),
    path(f"{DESK}export/", hall_desk.hall_export, name="hall_export"),
    path("fairs/desk/booths/<uuid:pk>/help/", hall_desk.help_answer, name="help_answer"),
]
