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
        add(
            Audience.OFFICE,
            _("证书"),
            "credentials:office_credentials",
            Permission.SEE_ALL,
            order=30,
            icon="certificate",
        )
