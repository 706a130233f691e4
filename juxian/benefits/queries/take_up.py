"""Take-up: of those whom the law gives something, who has it, and why the others have not (应享尽享).

Counted from the findings of a policy's last run that passed its sample. Every person is in exactly one place, so the
figures of the page add up, and each opens its people.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from juxian.benefits.models import Entitlement, Finding, Run
from juxian.benefits.states import EntitlementState, RunState
from juxian.payments.queries import BalanceRow, balances, obstacles
from juxian.people.queries import persons

PAID, IN_FLIGHT, READY, NOT_POSTED, NOT_MADE = "paid", "in_flight", "ready", "not_posted", "not_made"
COUNTED = (RunState.REVIEWED, RunState.POSTED)
ON_THE_WAY = (PAID, "in_another_batch")  # what a batch says of somebody whom the next one pays, or one pays already


@dataclass(frozen=True)
class Line:
    """Somebody whom the law gives something. `place` is one of the words above, a state of an entitlement, or an
    outcome of payments: what stands between the person and the money."""

    person_id: UUID
    amount_fen: int
    place: str


@dataclass(frozen=True)
class TakeUp:
    """One policy's last run. `lines` is everybody who is eligible."""

    run: Run
    lines: Sequence[Line]

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.place for line in self.lines)

    @property
    def eligible(self) -> int:
        return len(self.lines)

    @property
    def paid(self) -> int:
        return self.counts[PAID]

    @property
    def percent(self) -> int | None:
        """How many of a hundred have the money, rounded down; None where nobody is eligible."""
        return self.paid * 100 // self.eligible if self.eligible else None


def take_up(policy: str) -> TakeUp | None:
    """Return the take-up of a policy's last computed run; None before the first."""
    run = Run.objects.filter(policy=policy, state__in=COUNTED).order_by("-month", "-created_at").first()
    if run is None:
        return None
    rows = Finding.objects.filter(run=run, verdict="met", amount_fen__gt=0).order_by("id")
    amounts = dict(rows.values_list("person_id", "amount_fen"))
    states = dict(Entitlement.objects.filter(policy=policy, person__in=amounts).values_list("person_id", "state"))
    granted = [person for person, state in states.items() if state == EntitlementState.GRANTED]
    money = _money(run, granted)
    lines = [Line(person, fen, money.get(person) or states.get(person, NOT_MADE)) for person, fen in amounts.items()]
    return TakeUp(run, lines)


def people_at(found: TakeUp, place: str) -> list[dict[str, Any]]:
    """Return the people behind one figure, by name."""
    lines = {line.person_id: line for line in found.lines if line.place == place}
    named = persons(list(lines))
    rows = [{"person": named[key], "amount_fen": line.amount_fen} for key, line in lines.items() if key in named]
    return sorted(rows, key=lambda row: row["person"].name)


def _money(run: Run, granted: Sequence[UUID]) -> dict[UUID, str]:
    """Where the money of each of these people is: with them, on its way, or behind what."""
    rows: dict[UUID, list[BalanceRow]] = {person: [] for person in granted}
    for (person, _month), row in balances(run.policy, granted).items():
        rows[person].append(row)
    why = obstacles(run.policy, [person for person, months in rows.items() if sum(m.payable_fen for m in months) > 0])
    return {person: _place(months, why.get(person, PAID)) for person, months in rows.items()}


def _place(months: Sequence[BalanceRow], why: str) -> str:
    """Who is paid already and only waits for the next batch has the benefit; a month in the bank's hands as well."""
    if not months:
        return NOT_POSTED
    if why not in ON_THE_WAY:
        return why
    if any(row.paid_fen > 0 for row in months):
        return PAID
    return IN_FLIGHT if any(row.in_flight_fen for row in months) else READY
