"""Reservations: first come, first served, never more than there are places.

As reliability.md says: the row first (one for each person by a unique index), then the counter by a conditional update
with a check constraint behind it. Nobody waits for anybody's lock longer than that update takes."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.events import ReservationMade
from juxian.fairs.models import Event, Reservation, Visit, VisitSource
from juxian.fairs.models.event import UPCOMING_STATES
from juxian.fairs.numbers import new_code, viewer_key
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.barring import barring_in_force
from juxian.fairs.queries.seats import no_place_left
from juxian.fairs.queries.timing import takes_reservations
from juxian.fairs.states import RESERVATION, EventState, ReservationState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.queries.employers import person_of


@action(_("预约"), Permission.RESERVE, lock=False)
def reserve_place(event: Event, *, by: Actor) -> Reservation:
    """Take one place for oneself."""
    person = person_of(by)
    _must_be_open(event)
    _must_not_be_barred(person)
    reservation = _inserted(event, person)
    free = Event.objects.filter(pk=event.pk, state__in=UPCOMING_STATES, seats_taken__lt=F("seats"))
    if not free.update(seats_taken=F("seats_taken") + 1):
        raise no_place_left()
    announce(ReservationMade(str(reservation.pk)))
    return reservation


@action(_("取消预约"), Permission.RESERVE)
def cancel_reservation(reservation: Reservation, *, by: Actor) -> Reservation:
    """Give the place back before the cut-off; somebody else may take it at once."""
    cut_off = reservation.event.cancel_until_at
    if reservation.state == ReservationState.BOOKED and cut_off and clock.now() >= cut_off:
        raise RuleBroken(_t("已过免费取消的截止时间。不能到场的，活动后可以书面说明原因。"))
    RESERVATION.move(reservation, "cancel")
    reservation.save()
    if reservation.person_id:
        _give_back(reservation.event_id)
    return reservation


@action(_("签到"), Permission.CHECK_IN)
def check_in_reservation(reservation: Reservation, *, by: Actor) -> Reservation:
    """Let somebody in, once. An employer who comes after the cut-off has lost the booth by then."""
    event = reservation.event
    if event.state != EventState.RUNNING:
        raise RuleBroken(_t("活动还没有开始或已经结束，现在不能签到。请核对是不是今天这一场。"))
    RESERVATION.move(reservation, "check_in")
    reservation.checked_in_at, reservation.checked_in_by = clock.now(), by.label
    reservation.save()
    if reservation.person_id:
        _count_visit(reservation)
    return reservation


@system_action(_("记为未到场"))
def miss_reservation(reservation: Reservation) -> Reservation:
    """Write down that somebody did not come."""
    if RESERVATION.can(reservation, "miss"):
        RESERVATION.move(reservation, "miss")
        reservation.save()
    return reservation


@system_action(_("活动取消，预约失效"))
def release_reservation(reservation: Reservation, *, reason: str) -> Reservation:
    """Let a place go because the event does not take place; nobody is counted as absent."""
    if RESERVATION.can(reservation, "cancel"):
        RESERVATION.move(reservation, "cancel")
        reservation.reason = reason
        reservation.save()
        if reservation.person_id:
            _give_back(reservation.event_id)
    return reservation


def _inserted(event: Event, person: Any) -> Reservation:
    try:
        with transaction.atomic():
            return Reservation.objects.create(event=event, person=person, code=new_code())
    except IntegrityError as error:
        raise RuleBroken(_t("您已预约这场活动，不用再约。签到码在“我的预约”里。")) from error


def _give_back(event_id: Any) -> None:
    Event.objects.filter(pk=event_id, seats_taken__gt=0).update(seats_taken=F("seats_taken") - 1)


def _count_visit(reservation: Any) -> None:
    Visit.objects.get_or_create(
        event_id=reservation.event_id,
        source=VisitSource.ONSITE,
        viewer_key=viewer_key(reservation.event_id, reservation.pk),
        defaults={"came_at": reservation.checked_in_at},
    )


def _must_be_open(event: Event) -> None:
    if event.seats is None:
        raise RuleBroken(_t("这场活动不用预约，到时直接参加即可。"))
    if not takes_reservations(event):
        raise RuleBroken(_t("现在不在预约时间内。请看活动页上的预约开放和截止时间。"))


def _must_not_be_barred(person: Any) -> None:
    barring = barring_in_force(person_id=person.pk)
    if barring:
        message = _t("您两次预约后未到场，%(day)s前不能预约。在“我的预约”提交书面说明并获接受后可提前恢复。")
        raise RuleBroken(message % {"day": barring.until_on.isoformat()})
