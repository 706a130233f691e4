"""Registration of the portals: menus, the header's search box, the footer."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience


class PortalsConfig(AppConfig):
    name = "juxian.portals"
    label = "portals"

    def ready(self) -> None:
        from juxian.kit.ui import navigation, places

        add = navigation.register
        add(Audience.PUBLIC, _("首页"), "portals:home", order=10)
        add(Audience.PUBLIC, _("办事指南"), "portals:service_list", order=25)
        add(Audience.PUBLIC, _("帮助"), "portals:help", order=70)
        add(Audience.PERSON, _("我的事项"), "portals:my_home", order=10, icon="home")
        add(Audience.ORGANISATION, _("单位首页"), "portals:org_home", order=10, icon="home")
        add(Audience.OFFICE, _("我的待办"), "portals:office_home", order=10, icon="inbox")
        navigation.register_search("portals:search")
        places.register("footer", "portals/_footer.html", footer)


def footer(request: HttpRequest) -> dict[str, Any]:
    """Shown to everybody on every public page."""
    return {}
