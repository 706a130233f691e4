"""Addresses of sites, sittings, the day of a sitting, and the applicant's tickets."""

from django.urls import path

from juxian.evaluation.views import invigilation, my_sitting, site, sitting, timetable

SITES = "office/sites/"
SITTINGS = "office/sittings/"
SEATS = "office/seats/<uuid:pk>/"

urlpatterns = [
    path(SITES, site.site_list, name="site_list"),
    path(f"{SITES}new/", site.site_create, name="site_create"),
    path(f"{SITES}export/", site.site_export, name="site_export"),
    path(f"{SITES}template/", site.site_template, name="site_template"),
    path(f"{SITES}import/", site.site_import, name="site_import"),
    path(f"{SITES}import/<uuid:upload_id>/", site.site_import_preview, name="site_import_preview"),
    path(f"{SITES}import/<uuid:upload_id>/faults/", site.site_import_faults, name="site_import_faults"),
    path(f"{SITES}<uuid:pk>/", site.site_detail, name="site_detail"),
    path(f"{SITES}<uuid:pk>/change/", site.site_change, name="site_change"),
    path(f"{SITES}<uuid:pk>/close/", site.site_close, name="site_close"),
    path(f"{SITES}<uuid:pk>/reopen/", site.site_reopen, name="site_reopen"),
    path(f"{SITES}<uuid:pk>/rooms/new/", site.room_add, name="room_add"),
    path("office/rooms/<uuid:pk>/", site.room_change, name="room_change"),
    path(SITTINGS, sitting.sitting_list, name="sitting_list"),
    path(f"{SITTINGS}new/", sitting.sitting_create, name="sitting_create"),
    path(f"{SITTINGS}timetable/", timetable.timetable, name="timetable"),
    path(f"{SITTINGS}publish/", sitting.sitting_publish_all, name="sitting_publish_all"),
    path(f"{SITTINGS}papers/", sitting.day_papers, name="day_papers"),
    path(f"{SITTINGS}<uuid:pk>/", sitting.sitting_detail, name="sitting_detail"),
    path(f"{SITTINGS}<uuid:pk>/change/", sitting.sitting_change, name="sitting_change"),
    path(f"{SITTINGS}<uuid:pk>/staff/", sitting.sitting_staff, name="sitting_staff"),
    path(f"{SITTINGS}<uuid:pk>/seats/", sitting.sitting_seats, name="sitting_seats"),
    path(f"{SITTINGS}<uuid:pk>/publish/", sitting.sitting_publish, name="sitting_publish"),
    path(f"{SITTINGS}<uuid:pk>/cancel/", sitting.sitting_cancel, name="sitting_cancel"),
    path(f"{SITTINGS}<uuid:pk>/papers/<slug:paper>/", sitting.sitting_paper, name="sitting_paper"),
    path(f"{SITTINGS}<uuid:pk>/tickets/", sitting.sitting_tickets, name="sitting_tickets"),
    path(f"{SITTINGS}<uuid:pk>/day/", invigilation.sitting_day, name="sitting_day"),
    path(f"{SITTINGS}<uuid:pk>/check-in/", invigilation.sitting_check_in, name="sitting_check_in"),
    path(f"{SITTINGS}<uuid:pk>/log/", invigilation.sitting_log, name="sitting_log"),
    path(f"{SITTINGS}<uuid:pk>/start/", invigilation.sitting_start, name="sitting_start"),
    path(f"{SITTINGS}<uuid:pk>/end/", invigilation.sitting_end, name="sitting_end"),
    path(f"{SEATS}release/", sitting.seat_release, name="seat_release"),
    path(f"{SEATS}undo/", invigilation.seat_undo, name="seat_undo"),
    path(f"{SEATS}violation/", invigilation.seat_violation, name="seat_violation"),
    path("office/tickets/<slug:code>/", invigilation.ticket, name="ticket"),
    path("my/applications/<uuid:pk>/ticket/", my_sitting.my_ticket, name="my_ticket"),
    path("my/applications/<uuid:pk>/calendar/", my_sitting.my_calendar, name="my_calendar"),
    path("my/seats/<uuid:pk>/another-date/", my_sitting.my_date_request, name="my_date_request"),
]
