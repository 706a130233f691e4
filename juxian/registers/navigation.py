"""The lines of the registers in every menu."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience
from juxian.kit.ui import navigation
from juxian.registers.permissions import Permission as P

GROUP = _("部门数据")
OFFICE = [
    (_("数据总览"), "registers:overview", P.READ, 50, "chart"),
    (_("导入批次"), "registers:delivery_list", P.READ, 51, "upload"),
    (_("按人查询"), "registers:look_up", P.LOOK_UP, 52, "search"),
    (_("核实申请"), "registers:query_list", P.ANSWER, 53, "inbox"),
]


def register() -> None:
    """Put every line into its menu."""
    for label, address, permission, order, icon in OFFICE:
        navigation.register(Audience.OFFICE, label, address, permission, order, icon=icon, group=GROUP)
    navigation.register(
        Audience.PERSON, _("部门怎么说我"), "registers:my_registers", permission=P.ASK, order=60, icon="list"
    )
