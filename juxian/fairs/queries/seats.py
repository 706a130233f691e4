"""Is there a place left? Looks that refuse early; who gets a place is decided by the counter alone."""

import time
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _t

from juxian.fairs.models import Event, Reservation
from juxian.fairs.queries.timing import takes_reservations
from juxian.kit.errors import RuleBroken

# Seconds for which a server remembers that an event was full, and that it was not: a place that is given back is to be
# had after the first, and a crowd is met at the door after the second.
FULL_FOR, FREE_FOR = 1.0, 0.1
MOST_REMEMBERED = 1_000
_looks: dict[UUID, tuple[float, bool]] = {}


def refusal_when_full(pk: UUID) -> str | None:
    """Return what everybody is told who wants a place of a full event, from one look a second; else None."""
    until, is_full = _looks.get(pk, (0.0, False))
    now = time.monotonic()
    if now >= until:
        event = Event.objects.public().filter(pk=pk).first()
        is_full = event is not None and takes_reservations(event) and event.seats_left == 0
        if len(_looks) >= MOST_REMEMBERED:
            _looks.clear()
        _looks[pk] = (now + (FULL_FOR if is_full else FREE_FOR), is_full)
    if not is_full:
        return None
    return _t("名额已约满。已经约到的，签到码在“我的预约”里；没有约到的，有人取消时名额会放出，请稍后再看。")


def with_own_place(events: QuerySet[Event], person_id: Any) -> QuerySet[Event]:
    """Add `has_place`: this person holds a place. In the same statement, so that it costs no further one."""
    mine = Reservation.objects.places().filter(event=OuterRef("pk"), person=person_id)
    return events.annotate(has_place=Exists(mine))


def refuse_when_full(event: Any) -> None:
    """Raise RuleBroken where nothing is free. `event` is read by `with_own_place`: who has a place is told that."""
    if takes_reservations(event) and not event.seats_left and not event.has_place:
        raise no_place_left()


def no_place_left() -> RuleBroken:
    return RuleBroken(_t("名额已约满，没有预约成功。有人取消时名额会放出，请稍后再看。"))
