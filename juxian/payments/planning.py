"""What a batch does with one person: a payment, or the reason why not. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _t

from juxian.payments.bank_numbers import names_agree
from juxian.payments.netting import NOTHING, Net, net


@dataclass(frozen=True)
class Standing:
    """What is known of a payee when a payment is planned. `owed` are the balances (fen) of the months that no other
    payment holds; `account` is where money may go, `refused_by_bank` whether it came back from there last time."""

    name: str
    owed: Mapping[date, int] = field(default_factory=dict)
    is_in_another_batch: bool = False
    hold_reason: str = ""
    account: Any = None
    is_cooling: bool = False
    refused_by_bank: bool = False
    share: int = 0


@dataclass(frozen=True)
class Plan:
    """The outcome (a key of `models.Outcome`), what is paid, and a note for the officer."""

    outcome: str
    net: Net = NOTHING
    note: str = ""


def plan(standing: Standing, unwritable: Callable[[str], str]) -> Plan:
    """Decide. `unwritable(name)` says why the bank's file cannot hold a name, or nothing."""
    found = net(standing.owed, standing.share)
    if not found.amount_fen:
        return Plan("in_another_batch" if standing.is_in_another_batch else "nothing_due")
    if standing.hold_reason:
        return Plan("on_hold", note=standing.hold_reason)
    return _account_fault(standing, unwritable) or Plan("paid", found)


def _account_fault(standing: Standing, unwritable: Callable[[str], str]) -> Plan | None:
    """Why the money cannot go to the account, or None."""
    account = standing.account
    if account is None:
        return Plan("cooling" if standing.is_cooling else "no_account")
    if not names_agree(standing.name, account.holder_name):
        return Plan("name_differs", note=_t("户名与登记姓名不同，请本人更正收款账户。"))
    if standing.refused_by_bank:
        return Plan("returned_before")
    fault = unwritable(account.holder_name)
    return Plan("not_writable", note=fault) if fault else None
