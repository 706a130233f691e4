"""Addresses of the digital twin: those that machines know, and the holder's."""

from django.urls import path

from juxian.credentials.views import open_badge

urlpatterns = [
    path(".well-known/did.json", open_badge.did, name="did"),
    path("issuer/", open_badge.issuer, name="issuer"),
    path("status/<slug:purpose>/<int:number>.<slug:form>", open_badge.status, name="status_list"),
    path("my/credentials/<uuid:pk>/badge/<slug:form>/", open_badge.take, name="my_badge"),
]
