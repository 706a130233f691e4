"""The columns of benefits' Excel files."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.benefits.queries.law import title_of
from juxian.kit.codes import mask_name
from juxian.kit.excel import Column

STATEMENT = [
    Column("month", _("月份"), "month"),
    Column("title", _("待遇"), width=28),
    Column("owed_fen", _("应发（元）"), "money"),
    Column("paid_fen", _("已到账（元）"), "money"),
    Column("state", _("状态")),
    Column("paid_on", _("到账日期"), "date"),
    Column("number", _("拨付编号"), width=24),
    Column("message", _("银行的答复"), width=28),
]
ENTITLEMENTS = [
    Column("name", _("姓名")),
    Column("policy", _("待遇"), width=28),
    Column("state", _("状态")),
    Column("origin", _("来源")),
    Column("amount_fen", _("月标准（元）"), "money"),
    Column("from_month", _("起始月份"), "month"),
    Column("asked_on", _("请本人确认日期"), "date"),
    Column("granted_on", _("兑现日期"), "date"),
    Column("reason", _("说明"), width=40),
]


def entitlement_row(row: Any) -> dict[str, Any]:
    """Return an entitlement as the office's sheet keeps it."""
    return {
        "name": row.person.name,
        "policy": title_of(row.policy),
        "state": str(row.get_state_display()),
        "origin": str(row.get_origin_display()),
        "amount_fen": row.amount_fen,
        "from_month": row.from_month,
        "asked_on": row.asked_at and timezone.localdate(row.asked_at),
        "granted_on": row.granted_at and timezone.localdate(row.granted_at),
        "reason": row.reason,
    }


def staff_row(row: Any) -> dict[str, Any]:
    """Return what an employer gets of one of its staff: a masked name and a state; to be filled in and sent back."""
    return {
        "key": str(row.pk),
        "name": mask_name(row.person.name),
        "policy": title_of(row.policy),
        "state": str(row.get_state_display()),
    }
