"""Rows of sheets that leave the house."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from juxian.kit.excel import Column
from juxian.kit.punctuation import listed
from juxian.payments.models import BankAccount, Payment
from juxian.payments.queries.reconciliation import Difference, Figure


def inquiry_row(account: BankAccount) -> dict[str, Any]:
    """Return what the bank is asked about one account: whole numbers, so the export is on record."""
    person = account.person.surviving()
    return {
        "reference": str(account.pk),
        "name": account.holder_name,
        "identity_number": person.identity_number.open() if person.identity_number else "",
        "bank": account.bank_name,
        "number": account.number.open(),
        "result": None,
        "message": None,
    }


FIGURE_COLUMNS = [
    Column("label", _("口径")),
    Column("count", _("笔数"), "integer"),
    Column("total_fen", _("金额（元）"), "money"),
]
DIFFERENCE_COLUMNS = [
    Column("payment_number", _("拨付编号")),
    Column("one", _("一方")),
    Column("one_fen", _("一方金额（元）"), "money"),
    Column("other", _("另一方")),
    Column("other_fen", _("另一方金额（元）"), "money"),
]
LINE_COLUMNS = [
    Column("number", _("拨付编号")),
    Column("name", _("姓名")),
    Column("bank", _("开户银行")),
    Column("account", _("账号后四位")),
    Column("amount_fen", _("金额（元）"), "money"),
    Column("months", _("月份")),
    Column("state", _("状态")),
    Column("answered_on", _("答复日期"), "date"),
    Column("bank_message", _("银行答复")),
]


def figure_row(figure: Figure) -> dict[str, Any]:
    return {"label": str(figure.label), "count": figure.count, "total_fen": figure.total_fen}


def difference_row(difference: Difference) -> dict[str, Any]:
    return {**vars(difference), "one": str(difference.one), "other": str(difference.other)}


def line_row(payment: Payment) -> dict[str, Any]:
    """Return one payment; the account by its last four only."""
    return {
        "number": payment.number,
        "name": payment.person.name,
        "bank": payment.account.bank_name,
        "account": payment.account.masked_number,
        "amount_fen": payment.amount_fen,
        "months": listed(f"{part.month:%Y-%m}" for part in payment.parts.all()),
        "state": str(payment.get_state_display()),
        "answered_on": payment.answered_on,
        "bank_message": payment.bank_message,
    }
