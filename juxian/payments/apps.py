"""Registration of payments."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "juxian.payments"
    label = "payments"
