"""Addresses of certificates, by noun."""

from juxian.credentials.urls import credential

app_name = "credentials"

urlpatterns = [
    *credential.urlpatterns,
]
