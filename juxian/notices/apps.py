from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "juxian.notices"
    label = "notices"
