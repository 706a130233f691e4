"""Addresses of the yearly report."""

from django.urls import path

from juxian.evaluation.views import report

urlpatterns = [
    path("office/report/", report.report, name="report"),
    path("office/report/pdf/", report.report_paper, name="report_pdf"),
    path("office/report/export/", report.report_export, name="report_export"),
]
