"""Registration of benefits: its menus, its notice, and what it knows of a person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenefitsConfig(AppConfig):
    name = "juxian.benefits"
    label = "benefits"

    def ready(self) -> None:
        from juxian.notices.kinds import NoticeKind, register_kind

        register_kind(NoticeKind("benefits.entitlement", _("拟兑现人才待遇公示")))
