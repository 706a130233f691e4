"""Registration of payments."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "juxian.payments"
    label = "payments"

    def ready(self) -> None:
        from juxian.payments import navigation
        from juxian.payments.queries import rights
        from juxian.people.queries import register_export, register_hold

        navigation.register()
        register_export("payments", _("收款与拨付"), rights.payments_of_person)
        register_hold("payments", rights.reasons_to_keep)
