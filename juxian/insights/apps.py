"""Registration of insights: menus."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience


class InsightsConfig(AppConfig):
    name = "juxian.insights"
    label = "insights"

    def ready(self) -> None:
        from juxian.insights.permissions import Permission
        from juxian.kit.ui import navigation

        add, group = navigation.register, _("数据")
        add(Audience.PUBLIC, _("数据"), "insights:figure_list", order=60)
        add(
            Audience.OFFICE,
            _("数字台账"),
            "insights:office_figures",
            Permission.READ_ROWS,
            410,
            icon="list",
            group=group,
        )
        add(Audience.OFFICE, _("数据分析"), "insights:overview", Permission.READ_ROWS, 420, icon="chart", group=group)
