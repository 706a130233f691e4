"""Addresses of certificates, by noun."""

from juxian.credentials.urls import copy, credential, list_check, offline, open_badge, passport, printing, revocation

app_name = "credentials"

urlpatterns = [
    *credential.urlpatterns,
    *copy.urlpatterns,
    *revocation.urlpatterns,
    *printing.urlpatterns,
    *list_check.urlpatterns,
    *offline.urlpatterns,
    *open_badge.urlpatterns,
    *passport.urlpatterns,
]
