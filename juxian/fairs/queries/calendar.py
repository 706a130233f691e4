"""The calendar of events: what is on, narrowed by kind, school, month and words."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from juxian.fairs.models import Event
from juxian.fairs.models.event import UPCOMING_STATES
from juxian.kit.text import search_filter
from juxian.people.queries import organisations

LIMIT_OF_FEED = 50


def found_events(rows: Any, values: dict[str, Any]) -> QuerySet[Event]:
    """Narrow events; upcoming ones begin with the next, past ones with the last."""
    if values.get("kind"):
        rows = rows.filter(kind=values["kind"])
    if values.get("school"):
        rows = rows.filter(school=values["school"])
    if values.get("state"):
        rows = rows.filter(state=values["state"])
    if month := month_of(values.get("month") or ""):
        rows = rows.filter(starts_at__date__gte=month, starts_at__date__lt=_next_month(month))
    if words := (values.get("q") or "").strip():
        rows = rows.filter(search_filter("search_key", words))
    return rows.select_related("host", "school", "cover")


def public_events(values: dict[str, Any]) -> QuerySet[Event]:
    """Return the calendar: what is coming, or with `when=past` what has been."""
    rows = found_events(Event.objects.public(), values)
    if values.get("when") == "past":
        return rows.exclude(state__in=UPCOMING_STATES).order_by("-starts_at", "-id")
    return rows.filter(state__in=UPCOMING_STATES).order_by("starts_at", "id")


def newest_events() -> QuerySet[Event]:
    """Return what the feed tells: the events published last."""
    return Event.objects.public().select_related("host").order_by("-published_at")[:LIMIT_OF_FEED]


def months_with_events() -> list[str]:
    """Return the months in which something is or was on, newest first, as 2025-03."""
    months = Event.objects.public().annotate(month=TruncMonth("starts_at")).order_by("-month")
    return [f"{month:%Y-%m}" for month in months.values_list("month", flat=True).distinct()]


def schools_with_events() -> list[tuple[str, str]]:
    """Return the universities for which something was held, by name."""
    keys = Event.objects.public().exclude(school=None).order_by().values_list("school", flat=True).distinct()
    return sorted(((str(key), row.name) for key, row in organisations(keys).items()), key=lambda pair: pair[1])


def month_of(text: str) -> dt.date | None:
    """Return the first day of 2025-03, or None for anything else."""
    try:
        return dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None


def _next_month(month: dt.date) -> dt.date:
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
