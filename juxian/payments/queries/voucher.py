"""The books as a finance system takes them in: sums a day, debit and credit, in one fixed order of columns."""

import csv
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from juxian.kit.excel import Column
from juxian.kit.excel.export import export_bytes
from juxian.payments.models import Entry, LedgerAccount

CAUSES = {
    "obligation": _("计提补助"),
    "disburse": _("报送银行"),
    "settle": _("银行付讫"),
    "bounce": _("银行退回"),
    "corrected": _("更正为已付"),
    "reversed": _("更正为退回"),
    "repaid": _("收回多发"),
    "waived": _("免除追回"),
}
COLUMNS = [
    Column("on", _("业务日期"), "date"),
    Column("policy", _("政策")),
    Column("summary", _("摘要")),
    Column("account", _("科目")),
    Column("debit_fen", _("借方金额"), "money"),
    Column("credit_fen", _("贷方金额"), "money"),
    Column("count", _("笔数"), "integer"),
]


@dataclass(frozen=True)
class VoucherLine:
    """What one cause did to one account on one day. What left an account is its debit, what came in its credit."""

    on: date
    policy: str
    cause: str
    summary: str
    account: str
    debit_fen: int
    credit_fen: int
    count: int


def voucher_lines(since: date, until: date, policy: str = "") -> list[VoucherLine]:
    """Return the sums of the days from `since` to `until` (both counted), of one policy or of all. Debit and credit of
    each cause and day are equal."""
    rows = Entry.objects.filter(at__date__gte=since, at__date__lte=until)
    if policy:
        rows = rows.filter(policy=policy)
    sums = rows.order_by().annotate(on=TruncDate("at")).values("on", "policy", "cause", "account")
    sums = sums.annotate(
        debit=Sum("amount_fen", filter=Q(amount_fen__lt=0), default=0),
        credit=Sum("amount_fen", filter=Q(amount_fen__gt=0), default=0),
        count=Count("pk"),
    )
    return [_line(row) for row in sums.order_by("on", "policy", "cause", "account")]


def _line(row: Mapping[str, Any]) -> VoucherLine:
    return VoucherLine(
        on=row["on"],
        policy=row["policy"],
        cause=row["cause"],
        summary=str(CAUSES[row["cause"]]),
        account=str(LedgerAccount(row["account"]).label),
        debit_fen=-int(row["debit"]),
        credit_fen=int(row["credit"]),
        count=row["count"],
    )


def as_workbook(lines: list[VoucherLine]) -> bytes:
    return export_bytes(COLUMNS, lines)


def as_csv(lines: list[VoucherLine]) -> bytes:
    """Return the lines as CSV in UTF-8 with its mark, amounts in yuan, lines ended by CRLF."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([str(column.label) for column in COLUMNS])
    for line in lines:
        values = asdict(line)
        writer.writerow([_text(column, values[column.key]) for column in COLUMNS])
    return target.getvalue().encode("utf-8-sig")


def _text(column: Column, value: Any) -> str:
    return f"{value // 100}.{value % 100:02d}" if column.kind == "money" else str(value)
