"""Marks: two people enter each of them, each alone; where they differ a third decides. Nothing is ever averaged."""

from collections.abc import Sequence

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Attendance, Mark, MarkEntry, Seat
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.mark_sheet import measures_of
from juxian.evaluation.reconciling import Standing, fault_of, may_enter, outcome, reconcile
from juxian.evaluation.states import MARK, MarkState, SittingState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

Points = Sequence[int]
OPEN = (MarkState.WAITING, MarkState.ENTERED, MarkState.DISAGREED)


@action(_("录入成绩"), Permission.ENTER_MARKS, sensitive=("points",))
def enter_mark(seat: Seat, *, round: int, points: Points, by: Actor) -> Mark:
    """Enter one of the two rounds, or correct one's own entry while the two are not one. The same points again change
    nothing, so that a sheet may be sent twice."""
    _must_be_markable(seat)
    mark = _mark_of(seat)
    _points_must_fit(points, mark)
    mine = _own_place(mark, round, by)
    if mine is not None and list(mine.points) == list(points):
        return mark
    _must_be_open(mark)
    if mine is not None:
        mine.is_current = False
        mine.save(update_fields=["is_current"])
    MarkEntry.objects.create(
        mark=mark,
        round=round,
        points=list(points),
        entered_by_id=by.person_id,  # type: ignore[misc]  # whoever wears an office's hat is a person
        entered_label=by.label,
        entered_at=clock.now(),
    )
    return _compare(mark)


@action(_("裁定成绩"), Permission.SETTLE_MARKS, sensitive=("points",))
def settle_mark(mark: Mark, *, points: Points, reason: str, by: Actor) -> Mark:
    """A third person has looked at the paper and says which points count, and why."""
    _points_must_fit(points, mark)
    if not reason.strip():
        raise RuleBroken(_t("还没有写裁定理由。请写明核对了什么、为什么这样定。"), field="reason")
    MARK.move(mark, "settle")
    mark.reason, mark.settled_by, mark.settler_id = reason, by.label, by.person_id
    return _accept(mark, points)


@action(_("退回重新录入"), Permission.SETTLE_MARKS)
def reopen_mark(mark: Mark, *, reason: str, by: Actor) -> Mark:
    """Both entries are set aside and kept; two people enter again. Not after the signature."""
    if not reason.strip():
        raise RuleBroken(_t("还没有写退回的理由。请写明哪里录错了。"), field="reason")
    MARK.move(mark, "reopen")
    mark.entries.filter(is_current=True).update(is_current=False)
    mark.points = mark.score = mark.has_passed = mark.settler_id = None
    mark.reason, mark.settled_by = reason, ""
    mark.save()
    return mark


def _void_mark(seat: Seat) -> Mark:
    """Give whoever did not sit, or broke the rules, a mark without a score: failed, with the code."""
    mark = _mark_of(seat)
    if mark.state != MarkState.WAITING:  # entered before the violation came out
        MARK.move(mark, "reopen")
        mark.entries.filter(is_current=True).update(is_current=False)
    MARK.move(mark, "void")
    mark.attendance, mark.violation_code = seat.attendance, seat.violation_code
    mark.points, mark.score, mark.has_passed = None, None, False
    mark.save()
    return mark


def _accept(mark: Mark, points: Points) -> Mark:
    """Write down the points that count, and what they come to."""
    result = outcome(points, mark.lines, mark.pass_score)
    mark.points, mark.score, mark.has_passed = list(points), result.score, result.has_passed
    mark.save()
    return mark


def _compare(mark: Mark) -> Mark:
    """Move the mark to where its two current entries put it."""
    current = dict(mark.entries.filter(is_current=True).values_list("round", "points"))
    verdict = reconcile(current.get(1), current.get(2))
    if mark.state == MarkState.WAITING:
        MARK.move(mark, "enter")
    if verdict.standing == Standing.AGREED:
        MARK.move(mark, "agree")
        return _accept(mark, verdict.points or ())
    if verdict.standing == Standing.DISAGREED and mark.state == MarkState.ENTERED:
        MARK.move(mark, "disagree")
    mark.save()
    return mark


def _mark_of(seat: Seat) -> Mark:
    """Return the mark of a seat, begun with the measure of today. The seat is locked by whoever calls."""
    mark = Mark.objects.select_for_update().filter(seat=seat).first()
    if mark is not None:
        return mark
    measure = measures_of([seat], seat.sitting.part).get(seat.pk)
    if measure is None:
        raise RuleBroken(
            _t("这个职业和等级的考核方案里没有“%(part)s”，不能评分。请先补齐考核方案。")
            % {"part": seat.sitting.get_part_display()}
        )
    return Mark.objects.create(
        application=seat.application,
        part=seat.sitting.part,
        seat=seat,
        measure=measure.lines,
        pass_score=measure.pass_score,
        state_since_at=clock.now(),
    )


def _own_place(mark: Mark, round: int, by: Actor) -> MarkEntry | None:
    """Return this person's own entry of the round, or nothing where the round is free. Raise where it is not theirs."""
    current = {entry.round: entry for entry in mark.entries.filter(is_current=True).select_related("entered_by")}
    others = [entry.entered_by.surviving().pk for number, entry in current.items() if number != round]
    if not may_enter(by.person_id, others=others):
        raise RuleBroken(_t("另一次录入是您做的。两次要由不同的人录入，请换一位同事。"))
    taken = current.get(round)
    if taken is not None and taken.entered_by_id != by.person_id:
        raise RuleBroken(_t("这一次已由同事录入。如有误，请录入的同事更正，或请主考退回重新录入。"))
    return taken


def _must_be_markable(seat: Seat) -> None:
    if seat.sitting.state != SittingState.ENDED:
        raise RuleBroken(_t("考试还没有结束，不能录入成绩。请在监考人员结束考试后再录。"))
    if seat.attendance != Attendance.PRESENT:
        raise RuleBroken(
            _t("%(number)d号座位是“%(attendance)s”，不评分。登记有误的，成绩公布后可申请复核更正。")
            % {"number": seat.number, "attendance": seat.get_attendance_display()}
        )


def _must_be_open(mark: Mark) -> None:
    if mark.is_locked:
        raise RuleBroken(_t("成绩已由主考签字，不能再改。考生有疑问的，走成绩复核。"))
    if mark.state not in OPEN:
        raise RuleBroken(_t("两次录入已经一致。如两次都录错，请主考退回重新录入。"))


def _points_must_fit(points: Points, mark: Mark) -> None:
    if fault_of(points, mark.lines):
        raise RuleBroken(_t("每一项都要填0至100的整数。请核对评分表后重填。"), field="points")
