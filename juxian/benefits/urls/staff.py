"""Addresses of an employer's staff."""

from django.urls import path

from juxian.benefits.views import staff

urlpatterns = [
    path("org/benefits/", staff.staff_list, name="org_staff"),
    path("org/benefits/excel/", staff.staff_export, name="org_staff_export"),
    path("org/benefits/upload/", staff.staff_upload, name="org_staff_upload"),
    path("org/benefits/<uuid:pk>/left/", staff.departure, name="org_departure"),
    path("org/benefits/reports/<uuid:pk>/withdraw/", staff.departure_withdraw, name="org_departure_withdraw"),
    path("office/departures/<uuid:pk>/settle/", staff.departure_settle, name="departure_settle"),
]
