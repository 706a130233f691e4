"""Who gains and who loses by a new edition of the catalogue: counted before it is published, from rows."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from juxian.catalogue.levels import labels
from juxian.catalogue.queries import Difference
from juxian.credentials.queries import holders_of
from juxian.evaluation.models import Application
from juxian.evaluation.states import ApplicationState

Pairs = Collection[tuple[UUID, str]]


@dataclass(frozen=True)
class Effect:
    """One occupation whose levels come or go. Open applications keep their edition, holders their certificate; the
    people are all who ever applied in this occupation, at any level."""

    occupation: str
    levels: list[str]
    open_count: int
    holder_count: int
    person_count: int


def effects(found: Difference, pairs: Pairs) -> list[Effect]:
    """Return the occupations of these (occupation, level) pairs with those whom the change concerns, in code order."""
    occupations = _occupations(found)
    levels = defaultdict(set)
    for occupation_id, level in pairs:
        levels[occupation_id].add(level)
    underway, persons = _open_counts(levels), _person_counts(levels)
    holders = holders_of([occupations[key].code for key in levels])
    return [
        Effect(
            occupation=f"{row.code} {row.name}",
            levels=labels(levels[key]),
            open_count=sum(underway.get((key, level), 0) for level in levels[key]),
            holder_count=sum(holders.get((row.code, level), 0) for level in levels[key]),
            person_count=persons.get(key, 0),
        )
        for key, row in sorted(occupations.items(), key=lambda pair: pair[1].code)
        if key in levels
    ]


def _occupations(found: Difference) -> dict:
    items = [*found.added, *found.removed, *(change.after for change in found.changed)]
    return {item.occupation_id: item.occupation for item in items}


def _open_counts(keys: Collection[UUID]) -> dict[tuple[UUID, str], int]:
    rows = Application.objects.open().filter(item__occupation__in=keys).order_by()
    counted = rows.values_list("item__occupation", "level").annotate(count=Count("pk"))
    return {(occupation, level): count for occupation, level, count in counted}


def _person_counts(keys: Collection[UUID]) -> dict[UUID, int]:
    rows = Application.objects.exclude(state=ApplicationState.DRAFT).filter(item__occupation__in=keys).order_by()
    return dict(rows.values_list("item__occupation").annotate(count=Count("applicant", distinct=True)))
