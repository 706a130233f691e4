from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "juxian.insights"
    label = "insights"
