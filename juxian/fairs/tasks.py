"""What fairs does by the clock; see config/schedule.py. Each row commits by itself, and running twice adds nothing."""

import datetime as dt

from juxian.fairs.actions import (
    bar_absent,
    end_due_event,
    expire_barring,
    forfeit_booth,
    miss_due_meeting,
    miss_reservation,
    start_due_event,
)
from juxian.fairs.messages import remind
from juxian.fairs.models import Barring
from juxian.fairs.queries.due import absent_employers, events_to_end, events_to_start, reservations_on
from juxian.fairs.queries.meeting import overdue_calls
from juxian.kit import clock
from juxian.kit.jobs import job


@job(queue="clock")
def keep_events_in_time() -> int:
    """Begin and end events at their times, and free the booths of employers who are late. Return how many."""
    done = 0
    for event in events_to_start():
        start_due_event(event)
        done += 1
    for reservation in absent_employers():
        missed = miss_reservation(reservation)
        forfeit_booth(missed.booth)
        bar_absent(missed)
        done += 1
    for event in events_to_end():
        end_due_event(event)
        done += 1
    return done


@job(queue="clock")
def remind_of_events() -> int:
    """Tell everybody with a place what is on tomorrow. Return how many were told."""
    rows = list(reservations_on(clock.today() + dt.timedelta(days=1)))
    for reservation in rows:
        remind(reservation)
    return len(rows)


@job(queue="clock")
def expire_barrings() -> int:
    """End the barrings whose year is over. Return how many."""
    rows = list(Barring.objects.in_force().filter(until_on__lt=clock.today()))
    for barring in rows:
        expire_barring(barring)
    return len(rows)


@job(queue="clock")
def miss_overdue_calls() -> int:
    """Whoever was called and did not enter in time makes room for the next. Return how many."""
    rows = overdue_calls()
    for meeting in rows:
        miss_due_meeting(meeting)
    return len(rows)
