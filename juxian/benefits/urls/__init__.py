"""Addresses of benefits, one module a noun."""

from django.urls import URLPattern, URLResolver

from juxian.benefits.urls import appeal, calculator, decision, entitlement, figures, mine, run, simulation, staff

app_name = "benefits"
urlpatterns: list[URLPattern | URLResolver] = [
    *calculator.urlpatterns,
    *appeal.urlpatterns,
    *entitlement.urlpatterns,
    *mine.urlpatterns,
    *staff.urlpatterns,
    *run.urlpatterns,
    *decision.urlpatterns,
    *figures.urlpatterns,
    *simulation.urlpatterns,
]
