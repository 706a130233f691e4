"""How employers answer, worked out from the applications themselves."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from juxian.kit import clock
from juxian.kit.text import search_filter
from juxian.recruitment.models import JobApplication, ReplyRecord
from juxian.recruitment.models.job_application import UNANSWERED
from juxian.recruitment.queries.job_application import law
from juxian.recruitment.replying import Reply, ReplyFigure, days_to_answer, figure_of
from juxian.recruitment.states import JobApplicationState

A = JobApplicationState


@dataclass(frozen=True)
class Totals:
    """Applications of a window over the district."""

    applied: int
    in_time: int
    answered_for: int
    waiting: int


def reply_figures(organisation_ids: Collection[Any], on: dt.date | None = None) -> dict[UUID, ReplyFigure]:
    """Return each employer's figure over the window that ends on a day (today), in one query for any number."""
    rows = ended_clocks(on).filter(organisation__in=organisation_ids)
    return _figures(rows, organisation_ids)


def reply_figure(organisation_id: Any) -> ReplyFigure:
    """Return one employer's figure today."""
    return reply_figures([organisation_id])[organisation_id]


def ended_clocks(on: dt.date | None = None) -> QuerySet[JobApplication]:
    """Applications sent within the window whose first clock has come to an end: answered, or answered for. What was
    taken back, and what may still be answered in time, counts neither way."""
    day = on or clock.today()
    begin = day - dt.timedelta(days=law().figure_window_days)
    rows = JobApplication.objects.filter(sent_at__date__gt=begin, sent_at__date__lte=day)
    return rows.exclude(state__in=UNANSWERED).exclude(state=A.WITHDRAWN, answered_at=None)


def employers_with_applications() -> list[UUID]:
    """Return every employer to whom somebody applied within the window."""
    begin = clock.today() - dt.timedelta(days=law().figure_window_days)
    rows = JobApplication.objects.filter(sent_at__date__gt=begin).order_by()
    return list(rows.values_list("organisation_id", flat=True).distinct())


def overdue_applications() -> QuerySet[JobApplication]:
    """Those for which the platform has to answer."""
    return JobApplication.objects.overdue().order_by("due_on", "pk")


def waiting_applications() -> QuerySet[JobApplication]:
    """Those that no employer has answered and that are still in time."""
    rows = JobApplication.objects.unanswered().filter(due_on__gte=clock.today())
    return rows.select_related("vacancy", "organisation")


def totals(begin: dt.date, end: dt.date) -> Totals:
    """Return the district's figures of applications sent within [begin, end]."""
    rows = JobApplication.objects.filter(sent_at__date__range=(begin, end))
    return Totals(
        applied=rows.count(),
        in_time=rows.exclude(answered_at=None).count(),
        answered_for=rows.filter(state=A.ANSWERED, answered_at=None).count(),
        waiting=rows.filter(state__in=UNANSWERED).count(),
    )


def found_records(rows: QuerySet[ReplyRecord], values: dict[str, Any]) -> QuerySet[ReplyRecord]:
    """Narrow the office's list by name and visibility; the worst rate first."""
    if values["visibility"]:
        rows = rows.filter(visibility=values["visibility"])
    if words := (values["q"] or "").strip():
        rows = rows.filter(search_filter("organisation__search_key", words))
    return rows.select_related("organisation").order_by(F("rate").asc(nulls_last=True), "organisation__name")


def _figures(rows: QuerySet[JobApplication], organisation_ids: Collection[Any]) -> dict[UUID, ReplyFigure]:
    replies: dict[UUID, list[Reply]] = defaultdict(list)
    for organisation, sent_at, answered_at in rows.order_by().values_list("organisation", "sent_at", "answered_at"):
        replies[organisation].append(Reply(_days(sent_at, answered_at)))
    return {key: figure_of(replies[key], law()) for key in organisation_ids}


def _days(sent_at: dt.datetime, answered_at: dt.datetime | None) -> int | None:
    if answered_at is None:
        return None
    return days_to_answer(timezone.localdate(sent_at), timezone.localdate(answered_at))
