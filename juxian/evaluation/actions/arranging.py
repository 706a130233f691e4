"""What must hold before a sitting stands where and when it stands. Rows are locked before they are looked at, so that
two officers cannot both find the room, the candidate or the invigilator free."""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application, Room, Seat, Sitting, SittingStaff
from juxian.evaluation.queries.sitting import avoided_by, near
from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from juxian.kit.punctuation import listed
from juxian.people.queries import display_name, person_by_key


def _locked_room(room: Room) -> Room:
    return Room.objects.select_for_update(of=("self",)).select_related("site").get(pk=room.pk)


def _locked_applications(keys: Iterable[UUID]) -> list[Application]:
    """Lock in the order of keys: two arrangements of the same candidates wait for each other and never for ever."""
    rows = Application.objects.select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk")
    return list(rows.select_related("applicant", "item"))


def _lock_people(keys: Iterable[UUID]) -> None:
    for key in sorted(set(keys)):
        person_by_key(key).select_for_update(of=("self",)).first()


def _must_be_ahead(starts_at: dt.datetime) -> None:
    if starts_at <= clock.now():
        raise RuleBroken(_t("开考时间已经过去。请选以后的时间。"), field="starts_at")


def _must_suit_room(sitting: Sitting, room: Room) -> None:
    """The room is open, equipped, and free with a break before and after."""
    if not room.site.is_open:
        raise RuleBroken(_t("考点“%(name)s”已停用。请换一个考场。") % {"name": room.site.name}, field="room")
    if sitting.method not in room.methods:
        raise RuleBroken(
            _t("%(room)s不适用“%(method)s”。请换一个考场，或先修改考场。")
            % {"room": room, "method": sitting.get_method_display()},
            field="room",
        )
    taken = [one for one in near(sitting.starts_at, sitting.ends_at, but=[sitting.pk]) if one.room_id == room.pk]
    if taken:
        raise RuleBroken(
            _t("%(room)s这段时间已排场次 %(number)s（前后要留十五分钟）。请换时间或考场。")
            % {"room": room, "number": taken[0].number},
            field="room",
        )


def _candidates_must_be_free(sitting: Sitting, applications: Collection[Application]) -> None:
    """No candidate in two sittings at once, nor with less than a break between them."""
    others = [one.pk for one in near(sitting.starts_at, sitting.ends_at, but=[sitting.pk])]
    seats = Seat.objects.filter(sitting__in=others, application__in=[one.pk for one in applications])
    if clash := seats.select_related("application", "sitting").first():
        raise RuleBroken(
            _t("%(candidate)s 这段时间要参加场次 %(number)s（前后要留十五分钟）。请换时间或换考生。")
            % {"candidate": clash.application.number, "number": clash.sitting.number},
            field="applications",
        )


def _staff_must_be_free(sitting: Sitting, people: Collection[UUID]) -> None:
    """Nobody serves in two rooms at once."""
    others = [one.pk for one in near(sitting.starts_at, sitting.ends_at, but=[sitting.pk])]
    rows = SittingStaff.objects.filter(sitting__in=others, person__in=list(people))
    if clash := rows.select_related("person", "sitting").first():
        raise RuleBroken(
            _t("%(name)s这段时间要在场次 %(number)s 工作（前后要留十五分钟）。请换人或换时间。")
            % {"name": clash.person.name, "number": clash.sitting.number},
            field="staff",
        )


def _must_avoid_nobody(applications: Collection[Application], people: Collection[UUID]) -> None:
    """A candidate, or a colleague of a candidate's employer, does not serve before that candidate."""
    wanted, near_by = set(people), avoided_by(applications)
    for application in applications:
        if close := near_by[application.pk] & wanted:
            raise RuleBroken(
                _t("%(names)s要回避考生 %(candidate)s（本人或同单位）。请换人或换考生。")
                % {"names": listed([display_name(key) for key in sorted(close)]), "candidate": application.number},
                field="staff",
            )
