"""The times of events: what the district proposes, and what is open now."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone

from juxian.districts.fairs import BarringRules, EventRules, barring_rules, event_rules
from juxian.fairs.models import Event
from juxian.kit import clock


def rules_of(kind: str) -> EventRules:
    """Return the district's times for a kind of event."""
    return event_rules(settings.DISTRICT)[kind]


def rules_of_barring() -> BarringRules:
    return barring_rules(settings.DISTRICT)


def proposed_times(kind: str, starts_at: dt.datetime, ends_at: dt.datetime) -> dict[str, dt.datetime | None]:
    """Return the times that an event has where nobody names others."""
    rules = rules_of(kind)
    return {
        "booths_until_at": starts_at - dt.timedelta(days=rules.booth_days_before),
        "reserve_from_at": starts_at - dt.timedelta(days=rules.reserve_days_before),
        "reserve_until_at": starts_at,
        "cancel_until_at": starts_at - dt.timedelta(hours=rules.cancel_hours_before),
        "check_in_until_at": _at_time(starts_at, rules.check_in_until, ends_at),
    }


def closes_at(event: Any) -> dt.datetime:
    """Return when the clock closes an event that nobody has ended."""
    return event.ends_at + dt.timedelta(minutes=rules_of(event.kind).overrun_minutes)


def takes_reservations(event: Event) -> bool:
    """The window is open and the event takes reservations at all; whether a place is free is another question."""
    return event.is_upcoming and event.seats is not None and _within(event.reserve_from_at, event.reserve_until_at)


def takes_booths(event: Event) -> bool:
    """Employers may still ask for a booth."""
    return event.state == "published" and _within(None, event.booths_until_at)


def may_cancel(reservation: Any) -> bool:
    """The place is not used yet, and the cut-off of free cancelling lies ahead."""
    return reservation.state == "booked" and _within(None, reservation.event.cancel_until_at)


def _within(first: dt.datetime | None, last: dt.datetime | None) -> bool:
    now = clock.now()
    return (first is None or first <= now) and (last is None or now < last)


def _at_time(starts_at: dt.datetime, time: dt.time | None, ends_at: dt.datetime) -> dt.datetime | None:
    """The cut-off on the day of the beginning; an event that begins later than that gives half an hour."""
    if time is None:
        return None
    local = timezone.localtime(starts_at)
    instant = timezone.make_aware(dt.datetime.combine(local.date(), time))
    return instant if starts_at < instant < ends_at else min(starts_at + dt.timedelta(minutes=30), ends_at)
