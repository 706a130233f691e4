"""What the clock has to do with events."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from juxian.fairs.models import Event, Reservation
from juxian.fairs.queries.timing import closes_at
from juxian.fairs.states import EventState, ReservationState
from juxian.kit import clock


def events_to_start() -> QuerySet[Event]:
    return Event.objects.filter(state=EventState.PUBLISHED, starts_at__lte=clock.now())


def events_to_end() -> list[Event]:
    """Return running events that are past their end and what may be added to it."""
    now = clock.now()
    return [
        event for event in Event.objects.filter(state=EventState.RUNNING, ends_at__lte=now) if closes_at(event) <= now
    ]


def absent_employers() -> QuerySet[Reservation]:
    """Return the places of employers who are not there although the cut-off of a running event has passed."""
    return Reservation.objects.filter(
        state=ReservationState.BOOKED,
        booth__isnull=False,
        event__state=EventState.RUNNING,
        event__check_in_until_at__lte=clock.now(),
    ).select_related("booth", "event")


def reservations_on(day: dt.date) -> Any:
    """Return the places of upcoming events of a day, of people and of employers."""
    rows = Reservation.objects.filter(state=ReservationState.BOOKED, event__state=EventState.PUBLISHED)
    return rows.filter(event__starts_at__date=day).select_related("event", "booth")
