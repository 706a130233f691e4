"""The timetable of interviews: terms, both sides' preferences, solving, publishing."""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs import timetable as pure
from juxian.fairs.events import SolvingBegun, TimetablePublished
from juxian.fairs.models import Appointment, Booth, BoothSide, Entrant, Event, Timetable
from juxian.fairs.models.event import EventKind
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.timetable import asking_for, entrant_of, problem_of, side_of
from juxian.fairs.states import APPOINTMENT, TIMETABLE, AppointmentState, EventState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.queries import persons

MOST_INTERVIEWERS = 20


@action(_("开设面谈时间表"), Permission.RUN_EVENT)
def open_timetable(
    event: Event,
    *,
    first_at: dt.datetime,
    preferences_until_at: dt.datetime,
    slot_minutes: int = 15,
    slot_count: int = 24,
    break_slots: Sequence[int] = (),
    floor: int = 1,
    by: Actor,
) -> Timetable:
    """Ask both sides for their preferences. The seed of the lot is drawn now and published with the result."""
    if event.kind not in (EventKind.ONLINE_FAIR, EventKind.ONSITE_FAIR) or event.state != EventState.PUBLISHED:
        raise RuleBroken(_t("只有已发布、还没开始的双选会可以开设面谈时间表。"))
    if preferences_until_at >= first_at:
        raise RuleBroken(_t("意向截止时间须早于第一段开始时间，才来得及编排。"), field="preferences_until_at")
    if Timetable.objects.filter(event=event).exists():
        raise RuleBroken(_t("这场活动已经有面谈时间表。请打开它继续办理。"))
    timetable = Timetable.objects.create(
        event=event,
        first_at=first_at,
        preferences_until_at=preferences_until_at,
        slot_minutes=slot_minutes,
        slot_count=slot_count,
        break_slots=sorted(set(break_slots)),
        floor=floor,
        seed=secrets.token_hex(16),
    )
    _add_sides(timetable)
    return timetable


@action(_("填报面谈意向"), Permission.MEET, lock=False)
def state_preferences(
    timetable: Timetable, *, booths: Sequence[str], slots: Sequence[int], limit: int = 4, by: Actor
) -> Entrant:
    """Which booths one wants to talk to, the most wanted first, and when one can come. Sending again replaces it."""
    if not timetable.takes_preferences:
        raise RuleBroken(_t("意向填报已经截止。活动当天仍可在展厅里排队交谈。"))
    known = {str(key) for key in timetable.event.booths.approved().values_list("pk", flat=True)}
    wanted = [key for key in dict.fromkeys(booths) if key in known]
    if not wanted:
        raise RuleBroken(_t("还没有选单位。请至少给一个想交谈的单位排上顺序。"), field="booths")
    free = sorted({slot for slot, _at in timetable.slots()} & set(slots))
    if not free:
        raise RuleBroken(_t("还没有选时间。请至少勾选一个能来的时段。"), field="slots")
    me: Any = by.person_id
    mine = entrant_of(timetable, me) or Entrant(timetable=timetable, person=persons([me])[me])
    mine.booths, mine.slots, mine.limit = wanted, free, limit
    mine.save()
    return mine


@action(_("填报展位意向"), Permission.SERVE_BOOTH)
def state_booth_side(
    booth: Booth, *, seats: Sequence[int], entrants: Sequence[str], refused: Sequence[str] = (), by: Actor
) -> BoothSide:
    """How many interviewers a booth has in each slot, and whom of those who ask for it it wants, best first."""
    side = side_of(booth)
    if side is None or not side.timetable.takes_preferences:
        raise RuleBroken(_t("现在不能填报展位意向：没有开设面谈时间表，或已经截止。"))
    if len(seats) != side.timetable.slot_count or any(not 0 <= count <= MOST_INTERVIEWERS for count in seats):
        raise RuleBroken(_t("每段的面试官人数应在0到20之间。请改正后再保存。"), field="seats")
    asking = {str(row.pk) for row in asking_for(booth)}
    side.seats = list(seats)
    side.entrants = [key for key in dict.fromkeys(entrants) if key in asking]
    side.refused = [key for key in dict.fromkeys(refused) if key in asking and key not in side.entrants]
    side.save()
    return side


@action(_("开始编排"), Permission.RUN_EVENT)
def begin_solving(timetable: Timetable, *, by: Actor) -> Timetable:
    """Collecting is over, or the result is to be made again. A job does the work; the page shows how far it is."""
    if not timetable.entrants.exists():
        raise RuleBroken(_t("还没有人填报意向，不能编排。请先通知求职者填报。"))
    TIMETABLE.move(timetable, "begin")
    timetable.progress = 0
    timetable.save()
    _add_sides(timetable)
    announce(SolvingBegun(str(timetable.pk)))
    return timetable


@system_action(_("编排进度"), lock=False)
def show_progress(timetable: Timetable, *, percent: int) -> None:
    """Let the page show how far the work is."""
    Timetable.objects.filter(pk=timetable.pk).update(progress=percent)


@system_action(_("编排完成"), sensitive=("found",))
def keep_solution(timetable: Timetable, *, found: pure.Timetable) -> Timetable:
    """Write down what the solver found, after the judge has looked at it. Nobody is told yet."""
    if not TIMETABLE.can(timetable, "solve"):
        return timetable
    wrong = pure.faults(problem_of(timetable), found.appointments)
    if wrong:
        raise ValueError(f"the solver's timetable has faults: {wrong[:3]}")
    timetable.appointments.filter(state=AppointmentState.PLANNED).delete()
    Appointment.objects.bulk_create([planned(timetable, one) for one in found.appointments])
    timetable.worth, timetable.bound_worth, timetable.is_best = found.worth, found.bound_worth, found.is_best
    timetable.shortfalls = rows_of(found.shortfalls)
    timetable.progress, timetable.solved_at = 100, clock.now()
    TIMETABLE.move(timetable, "solve")
    timetable.save()
    return timetable


@action(_("退回收集意向"), Permission.RUN_EVENT)
def reopen_timetable(timetable: Timetable, *, preferences_until_at: dt.datetime, by: Actor) -> Timetable:
    """Let both sides change their preferences again; what was found is thrown away, nobody had been told."""
    if not clock.now() < preferences_until_at < timetable.first_at:
        raise RuleBroken(_t("新的截止时间须晚于现在、早于第一段开始时间。"), field="preferences_until_at")
    TIMETABLE.move(timetable, "reopen")
    timetable.preferences_until_at = preferences_until_at
    timetable.appointments.filter(state=AppointmentState.PLANNED).delete()
    timetable.save()
    return timetable


@action(_("发布时间表"), Permission.RUN_EVENT)
def publish_timetable(timetable: Timetable, *, by: Actor) -> Timetable:
    """Tell both sides. From now on every change is proposed, looked at and told."""
    TIMETABLE.move(timetable, "publish")
    for appointment in timetable.appointments.filter(state=AppointmentState.PLANNED):
        APPOINTMENT.move(appointment, "tell")
        appointment.save()
    timetable.published_at = clock.now()
    timetable.save()
    announce(TimetablePublished(str(timetable.pk)))
    return timetable


def planned(timetable: Timetable, one: pure.Appointment) -> Appointment:
    """Return an appointment of the solver as a row, not saved."""
    starts_at = timetable.begins_at(one.slot)
    ends_at = starts_at + dt.timedelta(minutes=timetable.slot_minutes)
    return Appointment(
        timetable=timetable,
        booth_id=one.booth,
        entrant_id=one.candidate,
        slot=one.slot,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def rows_of(shortfalls: Sequence[pure.Shortfall]) -> list[dict[str, object]]:
    """Return who is under the floor as the table keeps it."""
    return [
        {"entrant": one.candidate, "has": one.has, "floor": one.floor, "cause": str(one.cause)} for one in shortfalls
    ]


def _add_sides(timetable: Timetable) -> None:
    """Every confirmed booth takes part with one interviewer, until it says otherwise."""
    known = set(timetable.sides.values_list("booth", flat=True))
    for booth in timetable.event.booths.approved().exclude(pk__in=known):
        BoothSide.objects.create(timetable=timetable, booth=booth, seats=[1] * timetable.slot_count)
