"""Addresses of benefits, one module a noun."""

from django.urls import URLPattern, URLResolver

from juxian.benefits.urls import calculator, figures

app_name = "benefits"
urlpatterns: list[URLPattern | URLResolver] = [
    *calculator.urlpatterns,
    *figures.urlpatterns,
]
