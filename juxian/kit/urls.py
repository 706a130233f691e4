"""Addresses of the kit itself: the gallery of the design system, language, uploads, health."""

from django.urls import URLPattern, URLResolver

app_name = "kit"
urlpatterns: list[URLPattern | URLResolver] = []
