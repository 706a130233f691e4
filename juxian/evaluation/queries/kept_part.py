"""Passed parts that still count in a later application, so that nobody sits for them twice (rules.md §2.2)."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from juxian.districts.schemes import DefaultSchemes, default_schemes
from juxian.evaluation.models import Application, Mark, Part
from juxian.kit import clock
from juxian.policy.dates import add_months

Key = tuple[UUID, UUID, str, str]  # person, occupation, level, part


def defaults() -> DefaultSchemes:
    """Return what this district examines unless somebody says otherwise, and how long results are kept."""
    return default_schemes(settings.DISTRICT)


def kept_marks_of(applications: Iterable[Application]) -> dict[UUID, list[Mark]]:
    """Return the passed parts of earlier applications that still count: same person, occupation and level, released
    not longer ago than the district keeps them. One query; the newest of a part counts."""
    rows = list(applications)
    found = {_key(mark.application, mark.part): mark for mark in _passed_before(rows)}
    kept: dict[UUID, list[Mark]] = {}
    for one in rows:
        marks = [found[key] for part in Part.values if (key := _key(one, part)) in found]
        kept[one.pk] = [mark for mark in marks if mark.application_id != one.pk]
    return kept


def kept_until(mark: Mark) -> dt.date:
    """Return the last day on which a passed part saves sitting for it again."""
    released_on = timezone.localdate(mark.released_at or clock.now())
    return add_months(released_on, defaults().kept_months) or released_on


def _passed_before(applications: list[Application]) -> QuerySet[Mark]:
    """Passed marks of these people, their merged rows included, oldest first."""
    people = {one.applicant_id for one in applications}
    since = add_months(clock.today(), -defaults().kept_months)
    same = Q(application__applicant__in=people) | Q(application__applicant__merged_into__in=people)
    rows = Mark.objects.released().filter(same, has_passed=True, released_at__date__gte=since)
    return rows.select_related("application__applicant", "application__item").order_by("released_at")


def _key(application: Application, part: str) -> Key | None:
    """What a kept part is found by; an application without an item keeps nothing."""
    if application.item is None:
        return None
    return (application.applicant.surviving().pk, application.item.occupation_id, application.level, part)
