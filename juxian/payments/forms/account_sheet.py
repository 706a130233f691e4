"""The sheet with which a bank is asked about accounts, and in which its answers come back."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.excel import Column, Reading, read_rows
from juxian.payments.models import AccountCheck

REFERENCE = Column("reference", _("核对编号"), required=True, width=40, help=_("不要改动，结果凭它对应。"))
QUESTION = [
    REFERENCE,
    Column("name", _("户名")),
    Column("identity_number", _("证件号码"), width=24),
    Column("bank", _("开户银行")),
    Column("number", _("银行账号"), width=28),
]
ANSWER = [
    Column("result", _("核对结果"), "choice", choices=AccountCheck.choices, help=_("一致、不一致或无法核对。")),
    Column("message", _("银行说明"), longest=200),
]


def read_answers(file: Any) -> Reading:
    """Read the bank's answers. Rows that were left empty are no answers yet and are passed over."""
    reading = read_rows(file, [REFERENCE, *ANSWER])
    seen: set[str] = set()
    for number, row in list(reading.by_number.items()):
        if not row["result"]:
            del reading.by_number[number]
        elif _key(row["reference"]) is None:
            reading.refuse(number, "reference", _t("核对编号不对。请从导出的表格里原样复制。"))
        elif row["reference"] in seen:
            reading.refuse(number, "reference", _t("同一个核对编号出现了两次。请只留一行。"))
        else:
            seen.add(row["reference"])
    return reading


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
