"""What the law says of one person today, from the facts as they are known now: for pages, never for money."""

import datetime as dt
from typing import Any
from uuid import UUID

import polars as pl
from django.conf import settings

from juxian import districts
from juxian.benefits.facts import snapshot
from juxian.benefits.models import Run
from juxian.benefits.queries.columns import given_in
from juxian.benefits.states import RunState
from juxian.kit import clock
from juxian.people.queries import persons
from juxian.policy import Given, Rulebook, explain
from juxian.policy.dates import month_end
from juxian.registers import facts as registers

LOOKED_AT = (RunState.REVIEWED, RunState.POSTED)


def explain_for(person_id: UUID, policy: str, month: dt.date | None = None) -> dict[str, Any]:
    """Return the explanation of a month as plain data; nothing where the law of today does not know the policy."""
    law = districts.rulebook(settings.DISTRICT)
    person = persons([person_id]).get(person_id)
    if policy not in law.policies or person is None:
        return {}
    month = month or month_shown(policy)
    given = _given(law, policy, person.pk, month)
    return explain(law, policy, given, month_end(month)).to_dict()


def month_shown(policy: str) -> dt.date:
    """Return the last month that an officer has looked at, else last month: files of this month have not come yet."""
    rows = Run.objects.filter(policy=policy, state__in=LOOKED_AT).order_by("-month")
    first = clock.today().replace(day=1)
    return rows.values_list("month", flat=True).first() or (first - dt.timedelta(days=1)).replace(day=1)


def _given(law: Rulebook, policy: str, person_id: UUID, month: dt.date) -> dict[str, Given]:
    """Gather the facts of one person, each with where it comes from."""
    known_at, people = registers.known_now(), pl.Series("person", [str(person_id)])
    frame = snapshot(law, policy, [month], known_at, people)
    if frame.is_empty():
        return {}
    definition = law.policies[policy]
    found = given_in(law, definition, frame.row(0, named=True), month, month)
    said = registers.given_of(person_id, month, known_at)
    return {name: said.get(name, given) for name, given in found.items()}
