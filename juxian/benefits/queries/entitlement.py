"""Entitlements as the work needs them."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from juxian.benefits.models import Entitlement, Finding
from juxian.benefits.models.entitlement import EntitlementQuerySet
from juxian.benefits.permissions import is_not_own
from juxian.benefits.queries.law import benefits, procedure_of
from juxian.benefits.states import EntitlementState as S
from juxian.kit.access import Actor
from juxian.kit.text import search_filter
from juxian.people.queries import persons

DAYS_BEFORE = 3


def in_state(policy: str, state: str) -> QuerySet[Entitlement]:
    """Return everybody of a benefit who stands there, in the order in which they were found."""
    return Entitlement.objects.with_words().filter(policy=policy, state=state).order_by("created_at", "id")


def granted_people(policy: str) -> dict[UUID, UUID]:
    """Return the entitlement that is granted by person (the row that survived a merge): for whom a run posts."""
    rows = Entitlement.objects.current().granted().filter(policy=policy)
    return _by_survivor(rows, dict(rows.values_list("person_id", "pk")))


def waived_months(policy: str) -> dict[UUID, list[list[str | None]]]:
    """Return the stretches of months that people gave up, by person: no run owes them."""
    rows = Entitlement.objects.current().filter(policy=policy).exclude(waived=[])
    return _by_survivor(rows, dict(rows.values_list("person_id", "waived")))


def _by_survivor(rows: QuerySet[Entitlement], found: dict[UUID, Any]) -> dict[UUID, Any]:
    """Return the same under the keys of the persons who were kept; few rows are of somebody merged."""
    merged = persons(rows.exclude(person__merged_into=None).values_list("person_id", flat=True))
    return {merged[key].pk if key in merged else key: value for key, value in found.items()}


def filtered(rows: QuerySet[Entitlement], *, values: dict[str, Any]) -> QuerySet[Entitlement]:
    """Narrow the office's list by what its form says."""
    rows = rows.select_related("person", "found_by")
    for name in ("policy", "state", "origin"):
        if values.get(name):
            rows = rows.filter(**{name: values[name]})
    if values.get("has_departure"):
        rows = rows.filter(staff_reports__state="reported")
    if text := (values.get("q") or "").strip():
        rows = rows.filter(search_filter("person__search_key", text))
    return rows.order_by("due_at", "-state_since_at", "pk")


def counts_by_state(rows: QuerySet[Entitlement]) -> dict[str, int]:
    """Return how many there are in each state, in the order of the table, those with none left out."""
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    return {state: counts[state] for state in S.values if state in counts}


def publishable(rows: EntitlementQuerySet, policy: str, actor: Actor) -> list[Entitlement]:
    """Return who may go on public notice, without the actor's own."""
    found = rows.current().filter(policy=policy, state=S.CONFIRMED).with_words()
    return [row for row in found.order_by("person__name") if is_not_own(actor, row)]


def grantable(rows: EntitlementQuerySet, policy: str, actor: Actor) -> list[Entitlement]:
    """Return what this actor may grant: cleared, not their own, and not looked at by themselves."""
    found = list(rows.current().filter(policy=policy, state=S.CLEARED).with_words().order_by("person__name"))
    seen = reviewed_by(actor, found)
    return [row for row in found if row.pk not in seen and is_not_own(actor, row)]


def reviewed_by(actor: Actor, rows: Collection[Entitlement]) -> set[UUID]:
    """Return which of them the actor looked at before: sampled, held, released, or as the reviewer of the run."""
    runs = {row.found_by_id for row in rows if row.found_by_id}
    sampled = set(Finding.objects.filter(run__in=runs, sampled_by=actor.person_id).values_list("run_id", "person_id"))
    return {
        row.pk
        for row in rows
        if row.handled_by_id == actor.person_id
        or (row.found_by_id, row.person_id) in sampled
        or (row.found_by is not None and row.found_by.reviewed_by_id == actor.person_id)
    }


def unanswered(now: dt.datetime) -> QuerySet[Entitlement]:
    """Those whose time to answer is over."""
    return Entitlement.objects.filter(state=S.ASKED, due_at__lt=now)


def soon_due(now: dt.datetime) -> QuerySet[Entitlement]:
    """Those with three days left to answer, or less."""
    until = now + dt.timedelta(days=DAYS_BEFORE)
    return Entitlement.objects.filter(state=S.ASKED, due_at__gte=now, due_at__lte=until)


def presumed_policies() -> list[str]:
    """Return the benefits for which silence is a yes."""
    return [policy for policy in benefits() if procedure_of(policy).silence == "confirm"]
