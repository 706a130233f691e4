"""Registration of the catalogue."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience


class CatalogueConfig(AppConfig):
    name = "juxian.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from juxian.catalogue.permissions import SHEET, Permission, may_read_sheet
        from juxian.catalogue.queries.registers import industry_choices, street_choices
        from juxian.kit.ui import navigation
        from juxian.kit.uploads import register_purpose
        from juxian.people.queries import register_choices

        register_purpose(SHEET, may_read_sheet)
        register_choices("street", street_choices)
        register_choices("industry", industry_choices)
        navigation.register(Audience.PUBLIC, _("紧缺工种目录"), "catalogue:edition_list", order=30, icon="list")
        navigation.register(
            Audience.OFFICE,
            _("紧缺工种目录"),
            "catalogue:office_editions",
            permission=Permission.READ_DRAFTS,
            order=42,
            icon="list",
            group=_("公示与目录"),
        )
        navigation.register(
            Audience.OFFICE,
            _("产业分组"),
            "catalogue:industry_groups",
            permission=Permission.MANAGE_REGISTERS,
            order=43,
            icon="folder",
            group=_("公示与目录"),
        )
