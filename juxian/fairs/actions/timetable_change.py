"""A published timetable in use: appointments held, missed, cancelled, and the repair when somebody fails."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs import timetable as pure
from juxian.fairs.actions.timetable import planned, rows_of
from juxian.fairs.events import AppointmentChanged
from juxian.fairs.models import Appointment, Timetable, TimetableChange
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.timetable import fingerprint, first_open_slot, open_change, problem_of, told_from
from juxian.fairs.states import APPOINTMENT, TIMETABLE_CHANGE
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce


@action(_("取消面谈"), Permission.MEET)
def cancel_appointment(appointment: Appointment, *, by: Actor) -> Appointment:
    """Give the time back before it begins; it can be offered to somebody else."""
    if clock.now() >= appointment.starts_at:
        raise RuleBroken(_t("面谈时间已到，不能取消。不能参加的，请直接联系单位。"))
    return _gone(appointment, _t("本人取消。"))


@action(_("记为已面谈"), Permission.SERVE_BOOTH)
def hold_appointment(appointment: Appointment, *, by: Actor) -> Appointment:
    """The interview took place."""
    APPOINTMENT.move(appointment, "hold")
    appointment.save()
    return appointment


@action(_("记为未到"), Permission.SERVE_BOOTH)
def miss_appointment(appointment: Appointment, *, by: Actor) -> Appointment:
    """The person did not come: their later times are free for others, once the organiser has looked at the change."""
    if clock.now() < appointment.starts_at:
        raise RuleBroken(_t("面谈时间还没到，不能记为未到。"))
    APPOINTMENT.move(appointment, "miss")
    appointment.save()
    entrant = appointment.entrant
    entrant.is_absent = True
    entrant.save()
    return appointment


@action(_("恢复未到人员"), Permission.RUN_EVENT)
def restore_entrant(timetable: Timetable, *, entrant: Any, by: Actor) -> Timetable:
    """Somebody who was thought absent has come after all; their told appointments stand."""
    entrant.is_absent = False
    entrant.save()
    return timetable


@action(_("重新编排"), Permission.RUN_EVENT)
def propose_change(timetable: Timetable, *, reason: str, may_move: bool = True, by: Actor) -> TimetableChange:
    """Solve again with as few changes as possible; the difference is looked at before anybody is told."""
    if not reason.strip():
        raise RuleBroken(_t("请写明重新编排的原因，改了时间的人会看到。"), field="reason")
    return _proposed(timetable, reason.strip(), may_move=may_move)


@system_action(_("展位撤展，重新编排"))
def propose_repair(timetable: Timetable, *, reason: str) -> TimetableChange | None:
    """The same when a booth was closed in the middle of the event; nothing where there is nothing to mend."""
    return _proposed(timetable, reason, may_move=True) if timetable.is_published else None


def _proposed(timetable: Timetable, reason: str, *, may_move: bool) -> TimetableChange:
    if not timetable.is_published:
        raise RuleBroken(_t("时间表还没有发布，直接重新编排即可，不用调整。"))
    before = open_change(timetable)
    if before:
        TIMETABLE_CHANGE.move(before, "drop")
        before.save()
    since = first_open_slot(timetable)
    told = told_from(timetable, since)
    mended = pure.repair(problem_of(timetable, since=since), told, may_move=may_move)
    proposal = {
        "since": since,
        "fingerprint": fingerprint(told),
        "kept": len(mended.kept),
        "moved": [[old.candidate, old.booth, old.slot, new.slot] for old, new in mended.moved],
        "lost": [[one.candidate, one.booth, one.slot, None] for one in mended.lost],
        "added": [[one.candidate, one.booth, None, one.slot] for one in mended.added],
        "shortfalls": rows_of(mended.shortfalls),
    }
    return TimetableChange.objects.create(timetable=timetable, reason=reason, proposal=proposal)


@action(_("确认调整并通知"), Permission.RUN_EVENT)
def tell_change(change: TimetableChange, *, by: Actor) -> TimetableChange:
    """Carry the change out and tell everybody whom it touches, nobody else. What happened since then forbids it."""
    timetable, proposal = change.timetable, change.proposal
    told = told_from(timetable, proposal["since"])
    if first_open_slot(timetable) > proposal["since"] or fingerprint(told) != proposal["fingerprint"]:
        raise RuleBroken(_t("编排之后情况又有变化，或时段已过。请放弃这次调整，重新编排一次。"))
    TIMETABLE_CHANGE.move(change, "tell")
    change.save()
    rows = {(str(row.entrant_id), str(row.booth_id)): row for row in timetable.appointments.standing()}
    for who, where, _before, _after in proposal["lost"]:
        _gone(rows[(who, where)], change.reason)
    for who, where, _before, slot in proposal["moved"]:
        _moved(rows[(who, where)], slot, change.reason)
    for who, where, _before, slot in proposal["added"]:
        _added(timetable, pure.Appointment(who, where, slot), change.reason)
    timetable.shortfalls = proposal["shortfalls"]
    timetable.save()
    return change


@action(_("放弃调整"), Permission.RUN_EVENT)
def drop_change(change: TimetableChange, *, by: Actor) -> TimetableChange:
    """Leave everything as people were told."""
    TIMETABLE_CHANGE.move(change, "drop")
    change.save()
    return change


def _gone(appointment: Appointment, reason: str) -> Appointment:
    APPOINTMENT.move(appointment, "cancel")
    appointment.reason = reason
    return _told(appointment, "cancel")


def _moved(appointment: Appointment, slot: int, reason: str) -> None:
    length = appointment.ends_at - appointment.starts_at
    appointment.slot, appointment.reason = slot, reason
    appointment.starts_at = appointment.timetable.begins_at(slot)
    appointment.ends_at = appointment.starts_at + length
    _told(appointment, "move")


def _added(timetable: Timetable, one: pure.Appointment, reason: str) -> None:
    appointment = planned(timetable, one)
    appointment.reason = reason
    APPOINTMENT.move(appointment, "tell")
    _told(appointment, "add")


def _told(appointment: Appointment, event: str) -> Appointment:
    if event != "add":
        appointment.sequence += 1
    appointment.save()
    announce(AppointmentChanged(str(appointment.pk), event, str(appointment.sequence)))
    return appointment
