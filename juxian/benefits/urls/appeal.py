"""Addresses of appeals in the office."""

from django.urls import path

from juxian.benefits.views import appeal

HERE = "office/benefit-appeals/"
urlpatterns = [
    path(HERE, appeal.appeal_list, name="appeal_list"),
    path(f"{HERE}<uuid:pk>/", appeal.appeal_detail, name="appeal_detail"),
    path(f"{HERE}<uuid:pk>/accept/", appeal.accept, name="appeal_accept"),
    path(f"{HERE}<uuid:pk>/uphold/", appeal.uphold, name="appeal_uphold"),
    path(f"{HERE}<uuid:pk>/dismiss/", appeal.dismiss, name="appeal_dismiss"),
]
