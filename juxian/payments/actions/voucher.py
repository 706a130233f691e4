"""The books leave for the finance system; who took them is on record."""

from datetime import date

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.audit import record
from juxian.kit.errors import RuleBroken
from juxian.payments.permissions import Permission
from juxian.payments.queries.voucher import as_csv, as_workbook, voucher_lines

WRITERS = {"csv": as_csv, "xlsx": as_workbook}


@action(_("导出财务凭证"), Permission.SEE_PAYMENTS)
def export_vouchers(
    subject: None, *, since: date, until: date, policy: str = "", layout: str = "xlsx", by: Actor
) -> tuple[str, bytes]:
    """Return name and bytes of the sums of a period for the finance system ("csv" or "xlsx")."""
    if since > until:
        raise RuleBroken(_t("开始日期在结束日期之后。请改正日期。"), field="since")
    if layout not in WRITERS:
        raise RuleBroken(_t("只能导出CSV或Excel。请选择其中一种。"), field="layout")
    lines = voucher_lines(since, until, policy)
    data = {"since": since, "until": until, "policy": policy, "count": len(lines)}
    record("export", "payments.vouchers", by=by, data=data)
    return f"vouchers-{since:%Y%m%d}-{until:%Y%m%d}.{layout}", WRITERS[layout](lines)
