"""Addresses of checking a list."""

from django.urls import path

from juxian.credentials.views import list_check

urlpatterns = [
    path("org/certificates/check/", list_check.org_checks, name="org_checks"),
    path("org/certificates/check/<uuid:pk>/", list_check.org_check, name="org_check"),
    path("org/certificates/check/<uuid:pk>/file/", list_check.org_check_file, name="org_check_file"),
    path("office/certificates/check/", list_check.office_checks, name="office_checks"),
    path("office/certificates/check/<uuid:pk>/", list_check.office_check, name="office_check"),
    path("office/certificates/check/<uuid:pk>/file/", list_check.office_check_file, name="office_check_file"),
    path("certificates/check/template/", list_check.check_template, name="check_template"),
]
