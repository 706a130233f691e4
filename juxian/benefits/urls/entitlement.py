"""Addresses of entitlements in the office."""

from django.urls import path

from juxian.benefits.views import entitlement, granting

HERE = "office/entitlements/"
urlpatterns = [
    path(HERE, entitlement.entitlement_list, name="entitlement_list"),
    path(f"{HERE}export/", entitlement.entitlement_export, name="entitlement_export"),
    path(f"{HERE}publish/", granting.publish, name="publish"),
    path(f"{HERE}grant/", granting.grant, name="grant"),
    path(f"{HERE}<uuid:pk>/", entitlement.entitlement_detail, name="entitlement_detail"),
    path(f"{HERE}<uuid:pk>/hold/", entitlement.hold, name="entitlement_hold"),
    path(f"{HERE}<uuid:pk>/release/", entitlement.release, name="entitlement_release"),
    path(f"{HERE}<uuid:pk>/refuse/", entitlement.refuse, name="entitlement_refuse"),
    path(f"{HERE}<uuid:pk>/ask/", entitlement.ask, name="entitlement_ask"),
    path(f"{HERE}<uuid:pk>/end/", entitlement.end, name="entitlement_end"),
    path(f"{HERE}<uuid:pk>/reopen/", entitlement.reopen, name="entitlement_reopen"),
]
