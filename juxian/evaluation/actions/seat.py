"""Seats: given under a lock, never twice and never more than the room has."""

from collections.abc import Collection

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.arranging import _candidates_must_be_free, _locked_applications, _must_avoid_nobody
from juxian.evaluation.actions.seating import _must_not_be_own
from juxian.evaluation.actions.sitting import _must_not_be_over, _must_not_sit_oneself, _tell
from juxian.evaluation.models import Application, DateRequest, Seat, Sitting
from juxian.evaluation.numbers import new_ticket_code
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.sitting import DAYS_TO_ASK, fits, free_numbers, may_sit, parts_to_seat, staff_ids
from juxian.evaluation.states import ApplicationState, SittingState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@action(_("安排考生座位"), Permission.ARRANGE)
def seat_candidates(sitting: Sitting, *, applications: Collection[Application], by: Actor) -> list[Seat]:
    """Seat everybody or nobody. Who has a seat for every part that is due goes on to wait for the examination."""
    _must_not_be_over(sitting)
    rows = _locked_applications(one.pk for one in applications)
    if not rows:
        raise RuleBroken(_t("还没有选择考生。请至少选一位。"), field="applications")
    numbers = free_numbers(sitting, sitting.room)
    if len(numbers) < len(rows):
        raise RuleBroken(
            _t("%(room)s只剩%(left)d个座位，选了%(count)d位考生。请少选几位，或另开一场。")
            % {"room": sitting.room, "left": len(numbers), "count": len(rows)},
            field="applications",
        )
    _must_be_due(sitting, rows, by)
    _candidates_must_be_free(sitting, rows)
    _must_avoid_nobody(rows, staff_ids(sitting))
    seats = Seat.objects.bulk_create(
        Seat(sitting=sitting, application=row, number=number, code=new_ticket_code())
        for row, number in zip(_in_order(rows, applications), numbers, strict=False)
    )
    wanted = parts_to_seat(rows)
    for row in rows:
        if not wanted[row.pk]:
            _advance(row, "schedule")
    if sitting.state == SittingState.PUBLISHED:
        _tell(sitting, "publish", rows)
    return seats


@action(_("移出场次"), Permission.ARRANGE, lock=False)
def release_seat(seat: Seat, *, reason: str, by: Actor) -> Application:
    """The office takes a candidate out of a sitting; the candidate waits for another."""
    sitting = _locked_sitting(seat)
    _must_not_sit_oneself(sitting, by)
    application = _release(seat, reason)
    if sitting.state == SittingState.PUBLISHED:
        _tell(sitting, "release", [application], reason=reason)
    return application


@action(_("申请改期"), Permission.APPLY, lock=False)
def ask_another_date(application: Application, *, seat: Seat, reason: str, by: Actor) -> Application:
    """Once for an application, at least three days before: the seat is free again, the candidate waits for another."""
    if seat.application_id != application.pk:
        raise RuleBroken(_t("这不是您的座位。请回到申报页再试。"))
    sitting = _locked_sitting(seat)
    if DateRequest.objects.filter(application=application).exists():
        raise RuleBroken(_t("每份申报只能申请改期一次。确实不能参加的，请联系考务人员。"))
    if clock.now() > sitting.starts_at - DAYS_TO_ASK:
        raise RuleBroken(_t("离考试不到三天，不能再申请改期。请按时参加，或联系考务人员。"))
    DateRequest.objects.create(application=application, sitting=sitting, reason=reason, asked_at=clock.now())
    return _release(seat, reason)


def _locked_sitting(seat: Seat) -> Sitting:
    """Hold the sitting before its candidates, as everybody else does, or two would wait for each other for ever."""
    sitting = Sitting.objects.select_for_update(of=("self",)).get(pk=seat.sitting_id)
    _must_not_be_over(sitting)
    return sitting


def _release(seat: Seat, reason: str) -> Application:
    (application,) = _locked_applications([seat.application_id])
    if not Seat.objects.filter(pk=seat.pk).delete()[0]:
        raise RuleBroken(_t("这个座位已经取消。请刷新后再看。"))
    if application.state == ApplicationState.SCHEDULED:
        _advance(application, "unschedule", reason=reason)
    return application


def _must_be_due(sitting: Sitting, rows: Collection[Application], by: Actor) -> None:
    """Each waits for an examination, has this part before it, and is nobody's own."""
    wanted = parts_to_seat(rows)
    for row in rows:
        _must_not_be_own(row, by)
        if not may_sit(row) or not fits(sitting, row, wanted[row.pk]):
            raise RuleBroken(
                _t("%(number)s 不等着考这一场：职业等级不同，已排座位，或不在待考环节。请去掉它再试。")
                % {"number": row.number},
                field="applications",
            )


def _in_order(rows: Collection[Application], wanted: Collection[Application]) -> list[Application]:
    """Return the locked rows in the order in which they were chosen: their numbers follow it."""
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in dict.fromkeys(one.pk for one in wanted) if key in by_key]
