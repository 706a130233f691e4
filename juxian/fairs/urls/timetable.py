"""Addresses of a timetable of interviews: for people, for booths, for organisers."""

from django.urls import path

from juxian.fairs.views import booth_timetable, my_timetable, timetable_desk

MY, ORG, DESK = "my/fairs/", "org/fairs/", "fairs/desk/<uuid:pk>/timetable/"
APPOINTMENT, CHANGE = f"{MY}appointments/<uuid:pk>/", "fairs/desk/changes/<uuid:pk>/"

urlpatterns = [
    path(f"{MY}<uuid:pk>/timetable/", my_timetable.my_timetable, name="my_timetable"),
    path(f"{APPOINTMENT}cancel/", my_timetable.appointment_cancel, name="appointment_cancel"),
    path(f"{APPOINTMENT}interview.ics", my_timetable.appointment_ics, name="appointment_ics"),
    path(f"{ORG}timetable/<uuid:pk>/", booth_timetable.booth_timetable, name="booth_timetable"),
    path(f"{ORG}appointments/<uuid:pk>/hold/", booth_timetable.appointment_hold, name="appointment_hold"),
    path(f"{ORG}appointments/<uuid:pk>/miss/", booth_timetable.appointment_miss, name="appointment_miss"),
    path(DESK, timetable_desk.timetable_desk, name="timetable_desk"),
    path(f"{DESK}open/", timetable_desk.timetable_open, name="timetable_open"),
    path(f"{DESK}solve/", timetable_desk.timetable_solve, name="timetable_solve"),
    path(f"{DESK}reopen/", timetable_desk.timetable_reopen, name="timetable_reopen"),
    path(f"{DESK}publish/", timetable_desk.timetable_publish, name="timetable_publish"),
    path(f"{DESK}propose/", timetable_desk.change_propose, name="change_propose"),
    path(f"{DESK}export/", timetable_desk.timetable_export, name="timetable_export"),
    path(f"{DESK}entrants/<uuid:entrant_pk>/restore/", timetable_desk.entrant_restore, name="entrant_restore"),
    path(f"{CHANGE}tell/", timetable_desk.change_tell, name="change_tell"),
    path(f"{CHANGE}drop/", timetable_desk.change_drop, name="change_drop"),
]
