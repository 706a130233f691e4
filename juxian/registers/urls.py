"""Addresses of the registers of other offices."""

from typing import Any

app_name = "registers"
urlpatterns: list[Any] = []
