"""Rows behind the district's published figures of events; insights counts them."""

from django.db.models import QuerySet

from juxian.fairs.models import Booth, BoothVacancy, Event, Visit
from juxian.fairs.models.event import ONLINE_KINDS
from juxian.fairs.queries.report import HELD


def held(*, year: int | None = None, is_online: bool | None = None) -> QuerySet[Event]:
    """Return events that took place or are on; of one year, online or in a hall, where asked."""
    rows = Event.objects.filter(state__in=HELD).select_related("host").order_by("starts_at", "pk")
    if year:
        rows = rows.filter(starts_at__year=year)
    if is_online is None:
        return rows
    return rows.filter(kind__in=ONLINE_KINDS) if is_online else rows.exclude(kind__in=ONLINE_KINDS)


def participations(events: QuerySet[Event]) -> QuerySet[Booth]:
    """Return the participations (家次) at these events."""
    rows = Booth.objects.participating().filter(event__in=events.order_by())
    return rows.select_related("event", "organisation", "spot").order_by("event__starts_at", "pk")


def offered(events: QuerySet[Event]) -> QuerySet[BoothVacancy]:
    """Return the vacancies (职位) shown at these events, each with its openings (岗位)."""
    rows = BoothVacancy.objects.filter(booth__in=participations(events).order_by())
    return rows.select_related("booth__event", "booth__organisation", "vacancy").order_by("shown_at", "pk")


def person_times(events: QuerySet[Event]) -> QuerySet[Visit]:
    """Return the person-times (人次) at these events; nobody can be told from them."""
    return Visit.objects.filter(event__in=events.order_by()).select_related("event").order_by("came_at", "pk")
