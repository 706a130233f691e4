"""Addresses of payments: /office/payments for finance and audit, /my/account for payees."""

from django.urls import URLPattern, URLResolver

app_name = "payments"
urlpatterns: list[URLPattern | URLResolver] = []
