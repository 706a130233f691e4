"""Addresses of what is taken along to a place without network."""

from django.urls import path

from juxian.credentials.views import offline

urlpatterns = [
    path("verify/offline/", offline.guide, name="offline"),
    path("verify/offline/checker/", offline.checker, name="offline_checker"),
    path("verify/offline/list/", offline.status_list, name="offline_list"),
]
