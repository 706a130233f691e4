"""What registers say of somebody at one employer on a day: for an application, where the person names the employer.

Nothing is concluded from silence: a register that never named the person leaves the person's own word standing. Only
the list of joint punishment answers for everybody, once it has been delivered.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from juxian.policy import Given
from juxian.policy.dates import MASK_MONTHS
from juxian.registers.kinds import INSURED, TRUST
from juxian.registers.models import Contract, DishonestyEntry, InsuranceMonth, WageGuidance
from juxian.registers.queries.delivery import in_force
from juxian.registers.queries.shown import latest_files, source_words, subjects_of


@dataclass(frozen=True)
class InsuredMonths:
    """Months ("2024-03") of which an office has told anything (`told`), and those insured at the employer."""

    insured: frozenset[str]
    told: frozenset[str]
    source: str


def applicant_facts(
    person_id: Any, employer: str, occupation: str, on: dt.date, known_at: dt.datetime
) -> dict[str, Given]:
    """Return contract, joint punishment and wage guidance as `policy.explain` takes them; the unknown is left out."""
    subjects = subjects_of(person_id)
    return {
        **_contract(subjects, employer, on, known_at),
        **_dishonesty(subjects, on, known_at),
        **_guidance(occupation, on.year - 1, known_at),
    }


def insured_at(person_id: Any, employer: str, on: dt.date, known_at: dt.datetime) -> InsuredMonths | None:
    """Return the months at an employer, or None where the insurance register does not name the person at all."""
    rows = InsuranceMonth.objects.known_at(known_at).filter(subject__in=subjects_of(person_id), month__lte=on)
    newest = list(rows.newest().select_related("delivery"))
    if not newest:
        return None
    earliest = (on - dt.timedelta(days=31 * MASK_MONTHS)).replace(day=1)
    files = in_force(known_at).filter(register="insurance", month__range=(earliest, on))
    paid = [row for row in newest if row.employer == employer and row.status in INSURED and not row.is_void]
    return InsuredMonths(
        insured=frozenset(f"{row.month:%Y-%m}" for row in paid),
        told=frozenset(f"{month:%Y-%m}" for month in files.values_list("month", flat=True)),
        source=source_words(max(newest, key=lambda row: row.month).delivery),
    )


def _contract(subjects: list[UUID], employer: str, on: dt.date, known_at: dt.datetime) -> dict[str, Given]:
    """The contract begun last at this employer."""
    rows = Contract.objects.known_at(known_at).filter(subject__in=subjects, employer=employer, from_on__lte=on)
    found = [row for row in rows.newest().select_related("delivery") if not row.is_void]
    if not found:
        return {}
    row = max(found, key=lambda row: row.from_on)
    source = source_words(row.delivery)
    return {
        "contract_started_on": Given(row.from_on, TRUST, source),
        "contract_ends_on": Given(row.until_on, TRUST, source),
        "is_contract_open_ended": Given(row.is_open_ended, TRUST, source),
    }


def _dishonesty(subjects: list[UUID], on: dt.date, known_at: dt.datetime) -> dict[str, Given]:
    """On the list on that day, or not on it: both are known once the list was delivered."""
    latest = latest_files(known_at).get("dishonesty")
    if latest is None:
        return {}
    rows = DishonestyEntry.objects.known_at(known_at).filter(subject__in=subjects, listed_on__lte=on)
    for row in rows.newest().select_related("delivery"):
        if not row.is_void and (row.removed_on is None or row.removed_on > on):
            return {"is_dishonest": Given(True, TRUST, source_words(row.delivery))}
    return {"is_dishonest": Given(False, TRUST, source_words(latest))}


def _guidance(occupation: str, year: int, known_at: dt.datetime) -> dict[str, Given]:
    """Last year's wage guidance for the occupation."""
    rows = WageGuidance.objects.known_at(known_at).filter(occupation=occupation, year=year)
    row = rows.newest().select_related("delivery").first() if occupation else None
    if row is None or row.is_void:
        return {}
    return {"wage_guidance_fen": Given(row.monthly_fen, TRUST, source_words(row.delivery))}
