"""From what a run found to the question to each person."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from juxian.benefits.events import EntitlementAsked, EntitlementDecided
from juxian.benefits.models import Entitlement, Run
from juxian.benefits.queries.law import procedure_of
from juxian.benefits.states import ENTITLEMENT, EntitlementState, RunState
from juxian.kit import clock
from juxian.kit.actions import system_action
from juxian.kit.events import announce
from juxian.kit.working_days import deadline
from juxian.people.queries import same_humans

READY = (RunState.REVIEWED, RunState.POSTED)  # a run whose sample was looked at: its people may be asked

QUESTION = ["state", "state_since_at", "asked_at", "due_at", "answered_at"]
AT_ONCE = 500  # rows in one statement


@dataclass(frozen=True)
class FoundRow:
    """Somebody whom a run found: what a month is worth to them (fen), and the first month owed."""

    person_id: UUID
    amount_fen: int
    from_month: dt.date


@system_action(_("免申即享：找到应享受的人"), sensitive=["rows"])
def found_by(run: Run, *, rows: Iterable[FoundRow]) -> int:
    """Make a promise for everybody who has none under this policy, under whichever of their rows. One that waits since
    an earlier run, discarded or not, is taken over. Return how many are new; a second call adds none."""
    chunk = {row.person_id: row for row in rows}
    held = _held(run.policy, chunk)
    waiting = [(one, chunk[key]) for key, one in held.items() if one.state == EntitlementState.FOUND]
    for one, row in waiting:
        one.found_by, one.amount_fen, one.from_month = run, row.amount_fen, row.from_month
    Entitlement.objects.bulk_update([one for one, _row in waiting], ["found_by", "amount_fen", "from_month"])
    fresh = [_entitlement(run, row) for key, row in chunk.items() if key not in held]
    Entitlement.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@system_action(_("请本人确认"))
def ask_found(run: Run) -> int:
    """Ask everybody whom the run found and whom the sample did not hold. Return how many."""
    rows = list(run.entitlements.select_for_update(of=("self",)).filter(state=EntitlementState.FOUND))
    for entitlement in rows:
        _put_question(entitlement)
    Entitlement.objects.bulk_update(rows, QUESTION, batch_size=AT_ONCE)
    for entitlement in rows:
        announce(EntitlementAsked(str(entitlement.pk)))
    return len(rows)


def _held(policy: str, people: Iterable[UUID]) -> dict[UUID, Entitlement]:
    """Return who of them has a promise already, under any row of the same human."""
    humans = same_humans(people)
    everybody = {key for keys in humans.values() for key in keys}
    rows = Entitlement.objects.current().select_for_update(of=("self",)).filter(policy=policy, person__in=everybody)
    by_row = {row.person_id: row for row in rows}
    found = {key: next((by_row[row] for row in keys if row in by_row), None) for key, keys in humans.items()}
    return {key: row for key, row in found.items() if row is not None}


def _entitlement(run: Run, row: FoundRow) -> Entitlement:
    return Entitlement(
        person_id=row.person_id,
        policy=run.policy,
        found_by=run,
        amount_fen=row.amount_fen,
        from_month=row.from_month,
        state_since_at=clock.now(),
    )


def _ask(entitlement: Entitlement) -> None:
    """Put the question, with the day by which it is to be answered."""
    _put_question(entitlement)
    entitlement.save()
    announce(EntitlementAsked(str(entitlement.pk)))


def _put_question(entitlement: Entitlement) -> None:
    ENTITLEMENT.move(entitlement, "ask")
    entitlement.asked_at = now = clock.now()
    entitlement.due_at = deadline(now, procedure_of(entitlement.policy).answer_working_days)
    entitlement.answered_at = None


def _ask_if_ready(entitlement: Entitlement) -> None:
    """Where the run that found it was sampled already nobody has to wait for the next one."""
    if entitlement.found_by is not None and entitlement.found_by.state in READY:
        _ask(entitlement)


def _tell(entitlement: Entitlement, event: str) -> None:
    """Announce what was decided. Called after the move: the instant tells two decisions of one kind apart."""
    announce(EntitlementDecided(str(entitlement.pk), event, str(entitlement.state_since_at)))
