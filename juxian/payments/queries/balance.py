"""What is owed, on its way and paid, by month: sums of the ledger, many people in one statement."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import BigIntegerField, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from juxian.payments.models import Entry, LedgerAccount, Obligation

_SUM = Cast(Sum("amount_fen"), BigIntegerField())


@dataclass(frozen=True)
class BalanceRow:
    """One month of one person under one policy, in fen. `owed` is all that the law gives:
    owed = payable + in_flight + paid − recovered − waived (what came back, what was let go)."""

    owed_fen: int = 0
    payable_fen: int = 0
    in_flight_fen: int = 0
    paid_fen: int = 0
    recovered_fen: int = 0
    waived_fen: int = 0


def balances(policy: str, people: Collection[UUID] | None = None) -> dict[tuple[UUID, date], BalanceRow]:
    """Return the balance of each (person, month) that was ever booked under the policy."""
    rows = Entry.objects.filter(policy=policy)
    if people is not None:
        rows = rows.filter(person__in=people)
    return {(row.pop("person"), row.pop("month")): _balance(row) for row in summed(rows, "person", "month")}


def summed(rows: QuerySet[Entry], *by: str) -> Iterable[dict[str, Any]]:
    """Group entries and add each ledger account up in a column of its name."""
    return rows.order_by().values(*by).annotate(**{account: _sum(account) for account in LedgerAccount.values})


def _sum(account: str) -> Any:
    return Coalesce(Cast(Sum("amount_fen", filter=Q(account=account)), BigIntegerField()), 0)


def _balance(sums: dict[str, int]) -> BalanceRow:
    """Expense, recovered and waived are booked with the sign of money that left them."""
    return BalanceRow(
        owed_fen=-sums["expense"],
        payable_fen=sums["owed"],
        in_flight_fen=sums["in_flight"],
        paid_fen=sums["bank"],
        recovered_fen=-sums["recovered"],
        waived_fen=-sums["waived"],
    )


def obligations_until(policy: str, months: Collection[date] | None = None) -> pl.DataFrame:
    """Return person_id (text), month and net amount in fen of a policy: what a run compares its findings with."""
    rows = Obligation.objects.filter(policy=policy)
    if months is not None:
        rows = rows.filter(month__in=months)
    sums = rows.order_by().values_list("person", "month").annotate(total=_SUM)
    schema = {"person_id": pl.String, "month": pl.Date, "amount_fen": pl.Int64}
    return pl.DataFrame([(str(person), *others) for person, *others in sums], schema, orient="row")


def paid_pairs(one: str, other: str) -> list[tuple[UUID, date]]:
    """Return (person, month) for which both policies were paid: what a ban on stacking says must be empty."""
    sums = Entry.objects.filter(account=LedgerAccount.BANK).order_by().values_list("person", "month")
    paid = sums.annotate(total=Sum("amount_fen")).filter(total__gt=0).values_list("person", "month")
    return sorted(set(paid.filter(policy=one)) & set(paid.filter(policy=other)))
