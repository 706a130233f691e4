"""Is there a place left? A look that refuses early; who gets a place is decided by the counter alone."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _t

from juxian.fairs.models import Event, Reservation
from juxian.fairs.queries.timing import takes_reservations
from juxian.kit.errors import RuleBroken


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
