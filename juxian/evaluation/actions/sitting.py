"""Sittings: planned, staffed, published, moved, cancelled."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.arranging import (
    _candidates_must_be_free,
    _lock_people,
    _locked_applications,
    _locked_room,
    _must_avoid_nobody,
    _must_be_ahead,
    _must_suit_room,
    _staff_must_be_free,
)
from juxian.evaluation.events import SittingChanged
from juxian.evaluation.models import PANEL_PARTS, Application, Duty, Room, Sitting, SittingStaff
from juxian.evaluation.numbers import new_sitting_number
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.sitting import candidates_of, staff_ids
from juxian.evaluation.states import SITTING, ApplicationState, SittingState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.queries import same_human


@action(_("安排场次"), Permission.ARRANGE)
def plan_sitting(
    room: Room,
    *,
    title: str,
    part: str,
    method: str,
    starts_at: dt.datetime,
    minutes: int,
    occupation: Any = None,
    level: str = "",
    note: str = "",
    by: Actor,
) -> Sitting:
    """A sitting in a room that is free and equipped. Without occupation or level, several sit the part together."""
    if part in PANEL_PARTS:
        raise RuleBroken(_t("这一部分由评审组评分，不用安排考场。请选别的考核部分。"), field="part")
    sitting = Sitting(title=title, part=part, method=method, occupation=occupation, level=level, note=note)
    sitting.room, sitting.starts_at, sitting.minutes = room, starts_at, minutes
    _must_be_ahead(starts_at)
    _must_suit_room(sitting, room)
    sitting.number = new_sitting_number(clock.today().year)
    sitting.save()
    return sitting


@action(_("安排考务人员"), Permission.ARRANGE)
def assign_staff(sitting: Sitting, *, staff: Mapping[UUID, str], by: Actor) -> Sitting:
    """Who serves, by person and duty: exactly one chief, nobody in two rooms, nobody before a colleague."""
    _must_not_be_over(sitting)
    if list(staff.values()).count(Duty.CHIEF) != 1:
        raise RuleBroken(_t("每场要有一位主考，并且只有一位。请调整人选。"), field="chief")
    _lock_people(staff)
    _staff_must_be_free(sitting, staff.keys())
    _must_avoid_nobody(candidates_of(sitting), staff.keys())
    sitting.staff.exclude(person__in=staff).delete()
    for person, duty in staff.items():
        SittingStaff.objects.update_or_create(sitting=sitting, person_id=person, defaults={"duty": duty})
    return sitting


@action(_("修改场次"), Permission.ARRANGE)
def change_sitting(
    sitting: Sitting,
    *,
    room: Room,
    starts_at: dt.datetime,
    title: str,
    note: str = "",
    reason: str = "",
    by: Actor,
) -> Sitting:
    """Another room or time before it begins: everything is checked again; who knows the old time is told why."""
    _must_not_be_over(sitting)
    is_moved = (sitting.room_id, sitting.starts_at) != (room.pk, starts_at)
    if is_moved and sitting.state == SittingState.PUBLISHED and not reason:
        raise RuleBroken(_t("场次已经发布，改时间或考场要写明原因，考生会看到。"), field="reason")
    sitting.title, sitting.note = title, note
    if is_moved:
        _move(sitting, _locked_room(room), starts_at, reason)
    sitting.save()
    return sitting


@action(_("发布场次"), Permission.ARRANGE)
def publish_sitting(sitting: Sitting, *, by: Actor) -> Sitting:
    """Candidates learn time and place, and can print their tickets."""
    _must_not_sit_oneself(sitting, by)
    if not sitting.seats.exists():
        raise RuleBroken(_t("这一场还没有考生。请先安排座位。"))
    if not sitting.staff.filter(duty=Duty.CHIEF).exists():
        raise RuleBroken(_t("这一场还没有主考。请先安排考务人员。"))
    _must_be_ahead(sitting.starts_at)
    SITTING.move(sitting, "publish")
    sitting.published_at = clock.now()
    sitting.save(update_fields=["state", "published_at"])
    _tell(sitting, "publish")
    return sitting


@action(_("取消场次"), Permission.ARRANGE)
def cancel_sitting(sitting: Sitting, *, reason: str, by: Actor) -> Sitting:
    """The seats are free again, the candidates go back to the queue and are told why."""
    was_published = sitting.state == SittingState.PUBLISHED
    applications = _locked_applications(one.pk for one in candidates_of(sitting))
    SITTING.move(sitting, "cancel")
    sitting.reason = reason
    sitting.save(update_fields=["state", "reason"])
    if was_published:
        _tell(sitting, "cancel")
    sitting.seats.all().delete()
    for application in applications:
        if application.state == ApplicationState.SCHEDULED:
            _advance(application, "unschedule", reason=reason)
    return sitting


def _move(sitting: Sitting, room: Room, starts_at: dt.datetime, reason: str) -> None:
    """Check the new place against everything that the old one had promised."""
    applications = _locked_applications(one.pk for one in candidates_of(sitting))
    _lock_people(staff_ids(sitting))
    sitting.room, sitting.starts_at, sitting.reason = room, starts_at, reason
    _must_be_ahead(starts_at)
    _must_suit_room(sitting, room)
    if sitting.seats.filter(number__gt=room.seat_count).exists():
        raise RuleBroken(
            _t("%(room)s只有%(count)d座，坐不下已排的考生。请换大一些的考场。")
            % {"room": room, "count": room.seat_count},
            field="room",
        )
    _candidates_must_be_free(sitting, applications)
    _staff_must_be_free(sitting, staff_ids(sitting))
    if sitting.state == SittingState.PUBLISHED:
        _tell(sitting, "change")


def _must_not_be_over(sitting: Sitting) -> None:
    if sitting.state not in (SittingState.PLANNED, SittingState.PUBLISHED):
        raise RuleBroken(
            _t("场次现在是“%(state)s”，不能再改安排。") % {"state": sitting.get_state_display()}, field="state"
        )


def _must_not_sit_oneself(sitting: Sitting, by: Actor) -> None:
    """Who sits in a sitting has it handled by a colleague."""
    if sitting.seats.filter(application__applicant__in=same_human(by.person_id)).exists():
        raise RuleBroken(_t("您是这一场的考生，要由同事办理。"))


def _tell(sitting: Sitting, event: str, applications: Iterable[Application] = (), *, reason: str = "") -> None:
    """Announce a change to these candidates, or to all who are seated now."""
    told = applications or candidates_of(sitting)
    keys = [str(one.pk) for one in told]
    announce(SittingChanged(str(sitting.pk), event, clock.now().isoformat(), keys, reason or sitting.reason))
