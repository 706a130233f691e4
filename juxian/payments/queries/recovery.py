"""What people owe us, by the ledger: the overpaid months less what has come back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from juxian.kit.text import search_filter
from juxian.payments.models import Entry, Instalment, LedgerAccount, Obligation, PaymentPart, Recovery
from juxian.payments.policies import policy_title
from juxian.payments.states import PaymentState, RecoveryState
from juxian.people.queries import persons, same_human

OPEN = (RecoveryState.OPEN, RecoveryState.COLLECTING)


@dataclass(frozen=True)
class Debt:
    """What one person owes under one policy, in fen, and how much of it is claimed by an open recovery."""

    person_id: UUID
    policy: str
    amount_fen: int
    name: str = ""

    @property
    def policy_title(self) -> str:
        return policy_title(self.policy)


def debt_months(person_id: Any, policy: str) -> dict[dt.date, int]:
    """Return the overpaid months, oldest first, each with what has to come back for it (fen, above zero).

    What a planned payment is about to keep back is no longer asked for: it would be taken twice."""
    people = same_human(person_id)
    rows = Entry.objects.filter(person__in=people, policy=policy, account=LedgerAccount.OWED)
    owed = dict(rows.order_by("month").values_list("month").annotate(total=Sum("amount_fen")))
    for part in _planned(people).filter(policy=policy):
        owed[part.month] = owed.get(part.month, 0) - part.amount_fen
    return {month: -amount for month, amount in sorted(owed.items()) if amount < 0}


def debt_of(person_id: Any, policy: str) -> int:
    """Return what a person still owes under a policy, in fen."""
    return sum(debt_months(person_id, policy).values())


def unclaimed_debts(limit: int = 200) -> list[Debt]:
    """Return debts under which no recovery is open: somebody has to look at them."""
    claimed = Recovery.objects.filter(person=OuterRef("person"), policy=OuterRef("policy"), state__in=OPEN)
    months = (
        Entry.objects.filter(account=LedgerAccount.OWED)
        .exclude(Exists(claimed))
        .values("person", "policy", "month")
        .annotate(total=Sum("amount_fen"))
        .filter(total__lt=0)
        .order_by("person", "policy")
    )
    found: dict[tuple[UUID, str], int] = {}
    for row in months:
        key = (row["person"], row["policy"])
        found[key] = found.get(key, 0) - row["total"]
    shown = list(found.items())[:limit]
    names = {key: person.name for key, person in persons(person for (person, _policy), _amount in shown).items()}
    return [Debt(person, policy, amount, names.get(person, "")) for (person, policy), amount in shown]


def with_debts(recoveries: list[Recovery]) -> dict[UUID, int]:
    """Return what is still owed under each of these recoveries, in two queries for any number of them."""
    people = {row.person_id for row in recoveries}
    months: dict[tuple[UUID, str, dt.date], int] = {}
    owed = Entry.objects.filter(account=LedgerAccount.OWED, person__in=people).order_by()
    for person, policy, month, total in owed.values_list("person", "policy", "month").annotate(Sum("amount_fen")):
        months[person, policy, month] = total
    for part in _planned(people):
        key = (part.person_id, part.policy, part.month)
        months[key] = months.get(key, 0) - part.amount_fen
    debts: dict[tuple[UUID, str], int] = {}
    for (person, policy, _month), amount in months.items():
        debts[person, policy] = debts.get((person, policy), 0) + max(-amount, 0)
    return {row.pk: debts.get((row.person_id, row.policy), 0) for row in recoveries}


def kept_back_of(person_id: Any, policy: str) -> int:
    """Return how much a planned payment is about to keep back."""
    return -sum(part.amount_fen for part in _planned(same_human(person_id)).filter(policy=policy))


def _planned(people: Any) -> QuerySet[PaymentPart]:
    return PaymentPart.objects.filter(person__in=people, amount_fen__lt=0, payment__state=PaymentState.PLANNED)


def what_changed(recovery: Recovery) -> QuerySet[Obligation]:
    """Return the negative obligations behind a recovery, oldest month first: what the letter has to name."""
    people = same_human(recovery.person_id)
    return Obligation.objects.filter(person__in=people, policy=recovery.policy, amount_fen__lt=0).order_by(
        "month", "posted_at"
    )


def instalments_due(day: dt.date) -> QuerySet[Instalment]:
    """Return the parts of running recoveries that fall due on a day and are not paid in full."""
    rows = Instalment.objects.filter(due_on=day, recovery__state=RecoveryState.COLLECTING)
    return rows.exclude(paid_fen__gte=F("amount_fen")).select_related("recovery__person")


def collectable() -> QuerySet[Recovery]:
    """Return open recoveries: the clock ends those whose debt is gone."""
    return Recovery.objects.filter(state__in=OPEN)


def unclaimed_of(person_id: Any) -> list[Debt]:
    """Return one person's debts that nobody has claimed: more than the open recoveries ask for."""
    people = same_human(person_id)
    policies = Entry.objects.filter(person__in=people).values_list("policy", flat=True).distinct().order_by("policy")
    rows = Recovery.objects.filter(person__in=people, state__in=OPEN)
    claimed = set(rows.values_list("policy", flat=True))
    found = ((policy, debt_of(person_id, policy)) for policy in policies if policy not in claimed)
    return [Debt(person_id, policy, amount) for policy, amount in found if amount > 0]


def found_recoveries(rows: Any, values: dict[str, Any]) -> QuerySet[Recovery]:
    """Narrow the office's list by name and state."""
    if values["state"]:
        rows = rows.filter(state=values["state"])
    if words := (values["q"] or "").strip():
        rows = rows.filter(search_filter("person__search_key", words))
    return rows.select_related("person")
