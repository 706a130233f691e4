"""Addresses of schemes."""

from django.urls import path

from juxian.evaluation.views import scheme

SCHEMES = "office/schemes/"

urlpatterns = [
    path(SCHEMES, scheme.scheme_list, name="scheme_list"),
    path(f"{SCHEMES}new/", scheme.scheme_create, name="scheme_create"),
    path(f"{SCHEMES}fill/", scheme.scheme_fill, name="scheme_fill"),
    path(f"{SCHEMES}<uuid:pk>/", scheme.scheme_detail, name="scheme_detail"),
    path(f"{SCHEMES}<uuid:pk>/copy/", scheme.scheme_copy, name="scheme_copy"),
    path(f"{SCHEMES}<uuid:pk>/remove/", scheme.scheme_remove, name="scheme_remove"),
]
