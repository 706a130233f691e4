"""Addresses of what events brought."""

from django.urls import path

from juxian.fairs.views import report

DESK, OFFICE = "fairs/desk/<uuid:pk>/report/", "office/fairs/figures/"

urlpatterns = [
    path(DESK, report.event_report, name="event_report"),
    path(f"{DESK}report.pdf", report.event_report_pdf, name="event_report_pdf"),
    path(f"{DESK}<slug:measure>/", report.event_report_rows, name="event_report_rows"),
    path(OFFICE, report.figures, name="figures"),
    path(f"{OFFICE}export/", report.figures_export, name="figures_export"),
    path(f"{OFFICE}report.pdf", report.figures_pdf, name="figures_pdf"),
    path(f"{OFFICE}<slug:measure>/", report.figure_rows, name="figure_rows"),
]
