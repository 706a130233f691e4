"""Registration of credentials: menus."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience


class CredentialsConfig(AppConfig):
    name = "juxian.credentials"
    label = "credentials"

    def ready(self) -> None:
        from juxian.credentials.permissions import Permission
        from juxian.credentials.queries.rights import credentials_of_person, reasons_to_keep
        from juxian.kit.ui import navigation
        from juxian.people.queries import register_export, register_hold

        register_export("credentials", _("人才证书"), credentials_of_person)
        register_hold("credentials", reasons_to_keep)
        add = navigation.register
        add(Audience.PUBLIC, _("查验证书"), "credentials:verify", order=40)
        add(Audience.PERSON, _("我的证书"), "credentials:my_credentials", Permission.HOLD, order=30, icon="certificate")
        add(Audience.PERSON, _("技能护照"), "credentials:my_passports", Permission.SHARE, order=31, icon="external")
        add(
            Audience.ORGANISATION,
            _("批量查验证书"),
            "credentials:org_checks",
            Permission.CHECK_LIST,
            order=35,
            icon="certificate",
        )
        group, office = _("证书"), Audience.OFFICE
        lines = (
            (_("证书台账"), "credentials:office_credentials", Permission.SEE_ALL, 50, "certificate"),
            (_("证书补发"), "credentials:copy_requests", Permission.SEE_ALL, 51, "file"),
            (_("颁证仪式"), "credentials:ceremonies", Permission.HAND_OVER, 52, "calendar"),
            (_("批量打印"), "credentials:print_runs", Permission.HAND_OVER, 53, "print"),
            (_("批量查验"), "credentials:office_checks", Permission.CHECK_LIST, 54, "search"),
            (_("批量撤销"), "credentials:revocations", Permission.PROPOSE_REVOCATION, 55, "stop"),
        )
        for label, address, permission, order, icon in lines:
            add(office, label, address, permission, order, icon=icon, group=group)
