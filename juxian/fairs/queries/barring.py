"""Who may not reserve now, and who has stayed away too often."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from juxian.fairs.models import Barring, Reservation
from juxian.fairs.queries.timing import rules_of_barring
from juxian.fairs.states import ReservationState
from juxian.kit import clock
from juxian.people.queries import same_human


def barring_in_force(*, person_id: Any = None, organisation_id: Any = None) -> Barring | None:
    """Return what keeps a person or an organisation from reserving today, or None."""
    rows = Barring.objects.in_force_on(clock.today())
    rows = rows.of_person(person_id) if person_id else rows.filter(organisation=organisation_id)
    return rows.first()


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later; the 31st becomes the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def uncounted_absences(*, person_id: Any = None, organisation_id: Any = None) -> QuerySet[Reservation]:
    """Return the places not taken within the months of the rule that no barring has been founded on yet."""
    since = months_later(clock.today(), -rules_of_barring().months)
    rows = Reservation.objects.filter(state=ReservationState.NO_SHOW, event__starts_at__date__gte=since)
    if person_id:
        people = same_human(person_id)
        rows, barrings = rows.filter(person__in=people), Barring.objects.filter(person__in=people)
    else:
        rows = rows.filter(booth__organisation=organisation_id)
        barrings = Barring.objects.filter(organisation=organisation_id)
    counted = {key for keys in barrings.values_list("reservation_ids", flat=True) for key in keys}
    return rows.exclude(pk__in=counted).order_by("event__starts_at")
