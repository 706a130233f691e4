from django.apps import AppConfig


class PortalsConfig(AppConfig):
    name = "juxian.portals"
    label = "portals"
