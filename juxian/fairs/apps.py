"""Registration of fairs."""

from django.apps import AppConfig


class FairsConfig(AppConfig):
    name = "juxian.fairs"
    label = "fairs"
