"""A person's statement in words, and where their money goes."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.queries.law import title_of
from juxian.kit.access import Text
from juxian.kit.punctuation import labelled
from juxian.payments.queries import MonthLine, accounts_of, refusal_of, statement_of
from juxian.payments.states import AccountState, PaymentState

TONES = {PaymentState.SETTLED: "ok", PaymentState.RETURNED: "stop"}


@dataclass(frozen=True)
class StatementLine:
    """One month of one benefit: what was owed, what arrived, and what the bank said."""

    money: MonthLine
    title: str

    @property
    def state(self) -> Text:
        """Where the money of the month is. What has to come back goes before what the bank said of the payment."""
        if self.money.payable_fen < 0:
            return _t("多发，待抵扣或退回")
        if self.money.state_label:
            return self.money.state_label
        return _t("待拨付") if self.money.payable_fen else _t("已结清")

    @property
    def tone(self) -> str:
        return "wait" if self.money.payable_fen < 0 else TONES.get(self.money.state, "plain")  # type: ignore[call-overload]

    @property
    def note(self) -> str:
        """The bank's answer, with the number of the payment."""
        day = self.money.paid_on.isoformat() if self.money.paid_on else ""
        parts = (day, self.money.payment_number, labelled(_t("银行"), self.money.bank_message))
        return " ".join(part for part in (parts if self.money.bank_message else parts[:2]) if part)

    def row(self) -> dict[str, Any]:
        """Return the line as a sheet or a paper keeps it."""
        return {
            "month": self.money.month,
            "title": self.title,
            "owed_fen": self.money.owed_fen,
            "paid_fen": self.money.paid_fen,
            "state": str(self.state),
            "paid_on": self.money.paid_on,
            "number": self.money.payment_number,
            "message": self.money.bank_message,
        }


@dataclass(frozen=True)
class AccountWords:
    """What the page says of the account: whether money can go there, and what to do."""

    is_ready: bool
    title: Text
    text: Text
    link: Text
    url: str

    @property
    def for_the_office(self) -> Text:
        """The same without speaking to the person."""
        return self.text if self.is_ready else self.title


def statement_lines(person: Any, *, policy: str = "", year: int | None = None) -> list[StatementLine]:
    """Return the person's months, newest first."""
    lines = [
        StatementLine(line, title_of(line.policy))
        for line in statement_of(person)
        if policy in ("", line.policy) and year in (None, line.month.year)
    ]
    return sorted(lines, key=lambda line: (line.money.month, line.title), reverse=True)


def totals_of(lines: list[StatementLine]) -> dict[str, int]:
    """Return what was owed and what arrived in all, in fen."""
    return {
        "owed_fen": sum(line.money.owed_fen for line in lines),
        "paid_fen": sum(line.money.paid_fen for line in lines),
    }


def account_words(person: Any) -> AccountWords:
    """Return whether there is a usable account, and what to do where there is none."""
    rows = list(accounts_of(person))
    url = reverse("payments:my_account")
    is_cooling = any(row.state == AccountState.COOLING for row in rows)
    active = next((row for row in rows if row.state == AccountState.ACTIVE), None)
    if active and not is_cooling and (refusal := refusal_of(active)):
        message = refusal.bank_message or _t("银行没有说明原因")
        text = _t("上次的款项被银行退回：%(message)s。请更换账户，启用后自动补发。") % {"message": message}
        return AccountWords(False, _("收款账户收不到款"), text, _("去更换账户"), url)
    if active:
        text = _t("%(bank)s，尾号%(tail)s。") % {"bank": active.bank_name, "tail": active.last_four}
        return AccountWords(True, _("收款账户"), text, _("更换账户"), url)
    if is_cooling:
        text = _t("账户已登记，三天后启用，启用前不能发放。")
        return AccountWords(True, _("收款账户"), text, _("看账户"), url)
    text = _t("您还没有银行账户，先补上，否则兑现了也发不出去。")
    return AccountWords(False, _("还没有收款账户"), text, _("去补账户"), url)
