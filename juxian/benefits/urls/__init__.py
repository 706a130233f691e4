"""Addresses of benefits, one module a noun."""

from django.urls import URLPattern

app_name = "benefits"
urlpatterns: list[URLPattern] = []
