"""Addresses of fairs, one module a noun. /fairs/ for everybody, /my/fairs/, /org/fairs/, /office/fairs/."""

from django.urls import URLPattern, URLResolver

from juxian.fairs.urls import booth, desk, event, hall, report, stream, timetable

app_name = "fairs"
urlpatterns: list[URLPattern | URLResolver] = [
    *event.urlpatterns,
    *desk.urlpatterns,
    *booth.urlpatterns,
    *report.urlpatterns,
    *stream.urlpatterns,
    *hall.urlpatterns,
    *timetable.urlpatterns,
]
