"""The day of the sitting: who came, what happened, when it began and ended."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Attendance, LogKind, Seat, Sitting, SittingLog
from juxian.evaluation.numbers import ticket_code_in
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import SITTING, SittingState
from juxian.evaluation.violations import VIOLATIONS, violation_label
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.language import of_the_office

GOING_ON = (SittingState.PUBLISHED, SittingState.UNDER_WAY)


@action(_("考生签到"), Permission.INVIGILATE)
def check_in(sitting: Sitting, *, code: str, by: Actor) -> Seat:
    """The code of the ticket, typed or scanned. In time, in this room, and once."""
    _must_be_going_on(sitting)
    seat = _seat_with(sitting, code)
    if seat.attendance != Attendance.EXPECTED:
        raise RuleBroken(
            _t("%(seat)d座%(name)s已经是“%(state)s”，不用再签到。")
            % {"seat": seat.number, "name": _name(seat), "state": seat.get_attendance_display()},
            field="code",
        )
    _must_be_in_time(sitting)
    seat.attendance, seat.checked_in_at = Attendance.PRESENT, clock.now()
    seat.save(update_fields=["attendance", "checked_in_at"])
    return seat


@action(_("撤销签到"), Permission.INVIGILATE)
def undo_check_in(sitting: Sitting, *, seat: Seat, by: Actor) -> Seat:
    """The wrong person was checked in, or the wrong seat marked: back to expected, with a line in the log."""
    _must_be_going_on(sitting)
    row = _seat_of(sitting, seat)
    if row.attendance == Attendance.EXPECTED:
        raise RuleBroken(_t("%(seat)d座还没有签到，不用撤销。") % {"seat": row.number})
    with of_the_office():
        text = _t("%(seat)d座由“%(state)s”改回未签到。") % {"seat": row.number, "state": row.get_attendance_display()}
    row.attendance, row.violation_code, row.note, row.checked_in_at = Attendance.EXPECTED, "", "", None
    row.save(update_fields=["attendance", "violation_code", "note", "checked_in_at"])
    _write(sitting, LogKind.NOTE, text, by)
    return row


@action(_("登记违纪"), Permission.INVIGILATE)
def record_violation(sitting: Sitting, *, seat: Seat, code: str, note: str, by: Actor) -> Seat:
    """What was seen, by code and in words. The part is void; the marks say so."""
    _must_be_going_on(sitting)
    if code not in VIOLATIONS:
        raise RuleBroken(_t("没有这种违纪情形。请从列表中选择。"), field="code")
    row = _seat_of(sitting, seat)
    row.attendance, row.violation_code, row.note = Attendance.VIOLATION, code, note
    row.save(update_fields=["attendance", "violation_code", "note"])
    with of_the_office():
        text = _t("%(seat)d座违纪：%(what)s。%(note)s") % {
            "seat": row.number,
            "what": violation_label(code),
            "note": note,
        }
    _write(sitting, LogKind.VIOLATION, text, by)
    return row


@action(_("写考场记录"), Permission.INVIGILATE)
def write_log(sitting: Sitting, *, text: str, kind: str = LogKind.NOTE, by: Actor) -> SittingLog:
    """A line of the log: added, never changed, until the sitting has ended."""
    _must_be_going_on(sitting)
    return _write(sitting, kind, text, by)


@action(_("开考"), Permission.INVIGILATE)
def start_sitting(sitting: Sitting, *, by: Actor) -> Sitting:
    """Not before its time: the tickets say when it begins."""
    if clock.now() < sitting.starts_at:
        raise RuleBroken(_t("还没到开考时间（%(time)s）。请到时再开考。") % {"time": _time(sitting.starts_at)})
    SITTING.move(sitting, "start")
    sitting.started_at = clock.now()
    sitting.save(update_fields=["state", "started_at"])
    _write(sitting, LogKind.START, "", by)
    return sitting


@action(_("结束考试"), Permission.INVIGILATE)
def end_sitting(sitting: Sitting, *, by: Actor) -> Sitting:
    """Who did not come is absent; nothing of the day changes any more."""
    SITTING.move(sitting, "end")
    sitting.ended_at = clock.now()
    sitting.save(update_fields=["state", "ended_at"])
    for seat in sitting.seats.filter(attendance=Attendance.EXPECTED):
        seat.attendance = Attendance.ABSENT
        seat.save(update_fields=["attendance"])
    _write(sitting, LogKind.END, "", by)
    return sitting


def _must_be_going_on(sitting: Sitting) -> None:
    if sitting.state not in GOING_ON:
        raise RuleBroken(_t("这一场现在是“%(state)s”，不能签到或登记。") % {"state": sitting.get_state_display()})
    opens_at = sitting.starts_at - dt.timedelta(minutes=settings.EXAM_DOORS_MINUTES)
    if clock.now() < opens_at:
        raise RuleBroken(_t("这一场%(time)s起才能签到和登记。请到时再来。") % {"time": _time(opens_at)})


def _must_be_in_time(sitting: Sitting) -> None:
    """A late candidate is let in only as long as the part allows it (a setting; the ticket names it)."""
    ends_at = (sitting.started_at or sitting.starts_at) + dt.timedelta(minutes=sitting.minutes)
    if clock.now() >= ends_at:
        raise RuleBroken(_t("考试时间已过（%(time)s结束），不能再签到。") % {"time": _time(ends_at)}, field="code")
    minutes = settings.EXAM_LATE_MINUTES.get(sitting.part)
    if minutes is not None and clock.now() > sitting.starts_at + dt.timedelta(minutes=minutes):
        raise RuleBroken(
            _t("已迟到超过%(minutes)d分钟，按规定不能入场，结束考试时记为缺考。") % {"minutes": minutes}, field="code"
        )


def _seat_with(sitting: Sitting, text: str) -> Seat:
    """Return the seat of the ticket, or say what is wrong with it: mistyped, of another sitting, or released."""
    code = ticket_code_in(text)
    if not code:
        raise RuleBroken(_t("准考证码不对。请核对后重新输入，或再扫一次。"), field="code")
    seat = Seat.objects.filter(code=code).select_related("sitting", "application__applicant").first()
    if seat is None:
        raise RuleBroken(_t("没有这张准考证，可能已经改期或取消。请考生打开申报页看最新安排。"), field="code")
    if seat.sitting_id != sitting.pk:
        raise RuleBroken(
            _t("这张准考证是场次 %(number)s 的（%(time)s，%(room)s）。请考生到那里去。")
            % {"number": seat.sitting.number, "time": _time(seat.sitting.starts_at), "room": seat.sitting.room},
            field="code",
        )
    return seat


def _seat_of(sitting: Sitting, seat: Seat) -> Seat:
    found = sitting.seats.filter(pk=seat.pk).first()
    if found is None:
        raise RuleBroken(_t("这个座位不在本场。请刷新后再试。"))
    return found


def _write(sitting: Sitting, kind: str, text: str, by: Actor) -> SittingLog:
    return SittingLog.objects.create(sitting=sitting, at=clock.now(), kind=kind, text=text, by=by.label)


def _name(seat: Seat) -> str:
    return seat.application.applicant.name


def _time(instant: dt.datetime) -> str:
    return timezone.localtime(instant).strftime("%Y-%m-%d %H:%M")
