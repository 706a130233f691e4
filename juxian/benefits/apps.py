"""Registration of benefits: its menus, its notice, its uploads, and what it knows of a person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenefitsConfig(AppConfig):
    name = "juxian.benefits"
    label = "benefits"

    def ready(self) -> None:
        from juxian.benefits import navigation
        from juxian.benefits.permissions import EVIDENCE
        from juxian.benefits.queries import appeal, rights
        from juxian.kit.uploads import register_purpose
        from juxian.notices.kinds import NoticeKind, register_kind
        from juxian.people.queries import register_export, register_hold

        navigation.register()
        register_kind(NoticeKind("benefits.entitlement", _("拟兑现人才待遇公示")))
        register_purpose(EVIDENCE, rights.may_read_evidence)
        register_export("benefits", _("人才待遇"), rights.entitlements_of_person)
        register_export("benefits.appeal", _("待遇申诉和申请"), appeal.appeals_of_person)
        register_hold("benefits", rights.reasons_to_keep)
