from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "juxian.evaluation"
    label = "evaluation"
