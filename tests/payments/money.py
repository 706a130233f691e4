"""Accounts and debts in a line each, for tests."""

import datetime as dt
from typing import Any
from uuid import uuid4

from juxian.kit import clock
from juxian.payments.actions import ObligationRow, activate_account, post_obligations, propose_account
from juxian.payments.bank_numbers import luhn_digit
from juxian.payments.models import BankAccount, Obligation
from tests.cast import Member

POLICY = "gold_allowance"
JANUARY, FEBRUARY, MARCH = (dt.date(2025, month, 1) for month in (1, 2, 3))


def number(serial: int = 1) -> str:
    """A synthetic account number whose check digit is right."""
    body = f"620000{serial:012d}"
    return body + luhn_digit(body)


def proposed(member: Member, serial: int = 1, **fields: Any) -> BankAccount:
    """An account that cools since now."""
    values = {"bank_code": "105", "number": number(serial), "holder_name": member.person.name, **fields}
    return propose_account(member.person, by=member.citizen, **values)


def usable(member: Member, serial: int = 1) -> BankAccount:
    """An account that has cooled."""
    account = proposed(member, serial)
    BankAccount.objects.filter(pk=account.pk).update(usable_from_at=clock.now())
    return activate_account(account)


def owe(member: Member, *months: tuple[dt.date, int], policy: str = POLICY, **fields: Any) -> None:
    """Post what a run found: (month, fen) each; below zero is a debt."""
    rows = [ObligationRow(member.person.pk, policy, month, fen, **fields) for month, fen in months]
    post_obligations(uuid4(), rows=rows)


def debt(member: Member, fen: int = 150_000, *, month: dt.date = JANUARY, policy: str = POLICY) -> Obligation:
    """Too much was promised for a month."""
    changed = [{"what": "在岗", "before": "是", "after": "否", "law": "实施意见 第九条"}]
    owe(member, (month, -fen), policy=policy, kind="overpayment", changed=changed)
    return Obligation.objects.filter(person=member.person).latest("posted_at")
