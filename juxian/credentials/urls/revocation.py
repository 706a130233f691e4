"""Addresses of lists of certificates that are taken back."""

from django.urls import path

from juxian.credentials.views import revocation

urlpatterns = [
    path("office/revocations/", revocation.revocation_list, name="revocations"),
    path("office/revocations/new/", revocation.revocation_new, name="revocation_new"),
    path("office/revocations/template/", revocation.revocation_template, name="revocation_template"),
    path("office/revocations/<uuid:pk>/", revocation.revocation, name="revocation"),
    path("office/revocations/<uuid:pk>/execute/", revocation.revocation_execute, name="revocation_execute"),
    path("office/revocations/<uuid:pk>/drop/", revocation.revocation_drop, name="revocation_drop"),
]
