"""Addresses of fairs, one module a noun. /fairs/ for everybody, /my/fairs/, /org/fairs/, /office/fairs/."""

from django.urls import URLPattern, URLResolver

app_name = "fairs"
urlpatterns: list[URLPattern | URLResolver] = []
