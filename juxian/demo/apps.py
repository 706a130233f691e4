from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "juxian.demo"
    label = "demo"
