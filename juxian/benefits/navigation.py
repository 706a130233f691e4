"""The lines of benefits in every menu: one table an audience, in the order of the work."""

from django.utils.translation import gettext_lazy as _

from juxian.benefits.permissions import Permission as P
from juxian.kit.access import Audience, Text
from juxian.kit.ui import navigation

BENEFITS = _("待遇")

Line = tuple[Text, str, str, int, str, Text]
OFFICE: list[Line] = [
    (_("月度计算"), "benefits:run_list", P.SEE_ALL, 40, "chart", BENEFITS),
    (_("待遇名单"), "benefits:entitlement_list", P.SEE_ALL, 41, "users", BENEFITS),
    (_("待遇公示"), "benefits:publish", P.REVIEW, 42, "bell", BENEFITS),
    (_("待遇兑现"), "benefits:grant", P.GRANT, 43, "check", BENEFITS),
    (_("待遇申诉"), "benefits:appeal_list", P.SEE_ALL, 44, "inbox", BENEFITS),
    (_("兑现情况"), "benefits:figures", P.READ_FIGURES, 45, "chart", BENEFITS),
    (_("政策沙盘"), "benefits:simulations", P.SIMULATE, 46, "chart", BENEFITS),
]
ORGANISATION: list[Line] = [(_("员工待遇"), "benefits:org_staff", P.CONFIRM_STAFF, 33, "users", "")]
PERSON: list[Line] = [(_("我的待遇"), "benefits:my_benefits", P.CLAIM, 21, "star", "")]
PUBLIC: list[Line] = [(_("政策计算器"), "benefits:calculators", "", 40, "", "")]


def register() -> None:
    """Put every line into its menu."""
    for audience, lines in (
        (Audience.PUBLIC, PUBLIC),
        (Audience.PERSON, PERSON),
        (Audience.ORGANISATION, ORGANISATION),
        (Audience.OFFICE, OFFICE),
    ):
        for label, address, permission, order, icon, group in lines:
            navigation.register(audience, label, address, permission or None, order, icon=icon, group=group)
