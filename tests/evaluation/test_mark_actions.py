"""Marks: two people enter, each alone; a third decides where they differ; the chief signs; somebody else releases."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from juxian.evaluation import actions
from juxian.evaluation.models import Attendance, Mark, MarkEntry, MarkSheet, Seat, Sitting
from juxian.evaluation.queries.mark_sheet import is_mark_intact, is_sheet_intact, progress_of, rows_for
from juxian.evaluation.queries.scheme import sitting_parts_due
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.states import MarkState, SittingState
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.cast import actor_for, make_member, make_membership
from tests.evaluation.factories import Stage, fill_in, second_reviewer
from tests.evaluation.marking import (
    PRACTICE,
    THEORY,
    ended_sitting,
    enter_both,
    make_scheme,
    scheduled,
    sign_and_release,
)
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene


@scene
def sitting(stage: Stage) -> Sitting:
    """Practice, two lines, one candidate, over since this morning."""
    make_scheme(stage)
    return ended_sitting(stage, [scheduled(stage)], "practice")


@scene
def seat(sitting: Sitting) -> Seat:
    return sitting.seats.get()


class TestEnter:
    def test_two_people_who_agree_make_a_score(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 80, 70)
        assert (mark.state, mark.score, mark.has_passed) == (MarkState.AGREED, Decimal("76.00"), True)

    def test_one_entry_is_no_score_and_the_second_is_blind_to_it(self, stage: Stage, seat: Seat) -> None:
        mark = actions.enter_mark(seat, round=1, points=[80, 70], by=stage.cast.ye.actor)
        assert (mark.state, mark.score) == (MarkState.ENTERED, None)
        (own,) = rows_for(seat.sitting, 1, stage.cast.ye.actor)
        (other,) = rows_for(seat.sitting, 2, stage.cast.gao.actor)
        assert (own.points, own.is_open) == ([80, 70], True)
        assert (other.points, other.is_open) == (None, True)

    def test_two_who_differ_stop_everything(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 80, 70, second=[80, 71])
        assert (mark.state, mark.score) == (MarkState.DISAGREED, None)

    @pytest.mark.parametrize("who", ["lin", "sun", "zhao", "lv"])
    def test_others_cannot(self, stage: Stage, seat: Seat, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.enter_mark(seat, round=1, points=[80, 70], by=getattr(stage.cast, who).actor)

    def test_nobody_enters_their_own_mark(self, stage: Stage, seat: Seat) -> None:
        make_membership(stage.cast.lv.person, stage.cast.office, "exam_officer")
        with pytest.raises(PermissionDenied):
            actions.enter_mark(
                seat, round=1, points=[80, 70], by=actor_for(stage.cast.lv.person, stage.cast.office, "exam_officer")
            )

    def test_one_person_never_enters_both_rounds(self, stage: Stage, seat: Seat) -> None:
        mark = actions.enter_mark(seat, round=1, points=[80, 70], by=stage.cast.ye.actor)
        with pytest.raises(RuleBroken, match="由不同的人录入"):
            actions.enter_mark(seat, round=2, points=[80, 70], by=stage.cast.ye.actor)
        again = MarkEntry(mark=mark, round=2, points=[80, 70], entered_by=stage.cast.ye.person, entered_at=clock.now())
        with pytest.raises(IntegrityError, match="two_entries_by_two_people"), transaction.atomic():
            again.save()

    def test_nobody_writes_over_a_colleagues_entry(self, stage: Stage, seat: Seat) -> None:
        actions.enter_mark(seat, round=1, points=[80, 70], by=stage.cast.ye.actor)
        with pytest.raises(RuleBroken, match="已由同事录入"):
            actions.enter_mark(seat, round=1, points=[80, 70], by=stage.cast.gao.actor)

    def test_one_of_the_two_corrects_their_own_entry_and_the_old_one_is_kept(
        self, stage: Stage, sitting: Sitting, seat: Seat
    ) -> None:
        enter_both(stage, sitting, 80, 70, second=[80, 71])
        mark = actions.enter_mark(seat, round=2, points=[80, 70], by=stage.cast.gao.actor)
        assert (mark.state, mark.entries.count(), mark.entries.filter(is_current=True).count()) == ("agreed", 3, 2)

    def test_the_same_sheet_twice_changes_nothing(self, stage: Stage, sitting: Sitting, seat: Seat) -> None:
        mark = enter_both(stage, sitting, 80, 70)
        assert actions.enter_mark(seat, round=2, points=[80, 70], by=stage.cast.gao.actor) == mark
        assert mark.entries.count() == 2
        with pytest.raises(RuleBroken, match="已经一致"):
            actions.enter_mark(seat, round=2, points=[80, 71], by=stage.cast.gao.actor)

    @pytest.mark.parametrize("points", [[80], [80, 101], [80, -1], [80, 70, 60]])
    def test_points_are_whole_numbers_of_a_hundred(self, stage: Stage, seat: Seat, points: list[int]) -> None:
        with pytest.raises(RuleBroken, match="0至100的整数") as refused:
            actions.enter_mark(seat, round=1, points=points, by=stage.cast.ye.actor)
        assert refused.value.field == "points"
        assert not Mark.objects.exists()

    def test_whoever_was_absent_has_no_score(self, stage: Stage, seat: Seat) -> None:
        Seat.objects.filter(pk=seat.pk).update(attendance=Attendance.ABSENT)
        with pytest.raises(RuleBroken, match="“缺考”，不评分"):
            actions.enter_mark(seat, round=1, points=[80, 70], by=stage.cast.ye.actor)

    def test_not_before_the_end_of_the_sitting(self, stage: Stage, seat: Seat) -> None:
        Sitting.objects.update(state=SittingState.UNDER_WAY)
        with pytest.raises(RuleBroken, match="考试还没有结束"):
            actions.enter_mark(seat, round=1, points=[80, 70], by=stage.cast.ye.actor)

    def test_a_part_that_no_scheme_knows_is_not_marked(self, stage: Stage) -> None:
        make_scheme(stage, THEORY)
        sitting = ended_sitting(stage, [scheduled(stage)], "practice")
        with pytest.raises(RuleBroken, match="没有“操作技能”"):
            actions.enter_mark(sitting.seats.get(), round=1, points=[80], by=stage.cast.ye.actor)

    def test_it_is_on_record_without_the_points(self, stage: Stage, seat: Seat) -> None:
        actions.enter_mark(seat, round=1, points=[83, 77], by=stage.cast.ye.actor)
        data = last("evaluation.enter_mark").data
        assert "points" in data
        assert data["points"] is None


class TestSettle:
    @scene
    def mark(self, stage: Stage, sitting: Sitting) -> Mark:
        return enter_both(stage, sitting, 80, 70, second=[80, 71])

    @pytest.mark.parametrize("who", ["sun", "lin"])
    def test_the_chief_or_a_reviewer_decides_with_a_reason(self, stage: Stage, mark: Mark, who: str) -> None:
        by = getattr(stage.cast, who).actor
        settled = actions.settle_mark(mark, points=[80, 71], reason="纸质评分表为七十一分。", by=by)
        assert (settled.state, settled.score, settled.settled_by) == ("agreed", Decimal("76.40"), by.label)
        assert last("evaluation.settle_mark").subject_id == mark.pk

    def test_neither_of_the_two_decides_nor_an_assessor_of_another_sitting(self, stage: Stage, mark: Mark) -> None:
        stranger = make_member("旁人", (stage.cast.office, "assessor"))
        make_membership(stage.cast.ye.person, stage.cast.office, "reviewer")
        enterer = actor_for(stage.cast.ye.person, stage.cast.office, "reviewer")
        for by in (stranger.actor, enterer, stage.cast.zhao.actor):
            with pytest.raises(PermissionDenied):
                actions.settle_mark(mark, points=[80, 71], reason="看过。", by=by)

    def test_a_reason_is_needed(self, stage: Stage, mark: Mark) -> None:
        with pytest.raises(RuleBroken, match="裁定理由"):
            actions.settle_mark(mark, points=[80, 71], reason=" ", by=stage.cast.lin.actor)

    def test_what_is_agreed_is_not_settled(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 80, 70)
        with pytest.raises(TransitionNotAllowed):
            actions.settle_mark(mark, points=[90, 90], reason="想加分。", by=stage.cast.lin.actor)

    def test_both_wrong_go_back_and_are_entered_again(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 80, 70)
        with pytest.raises(RuleBroken, match="退回的理由"):
            actions.reopen_mark(mark, reason="", by=stage.cast.sun.actor)
        with pytest.raises(PermissionDenied):
            actions.reopen_mark(mark, reason="录成了别人的。", by=stage.cast.ye.actor)
        opened = actions.reopen_mark(mark, reason="录成了别人的。", by=stage.cast.sun.actor)
        assert (opened.state, opened.score, opened.has_passed) == ("waiting", None, None)
        assert enter_both(stage, sitting, 50, 60).score == Decimal("54.00")
        assert mark.entries.count() == 4


class TestSign:
    def test_the_chief_locks_all_marks_under_one_signature(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 80, 70)
        sheet = actions.sign_marks(sitting, by=stage.cast.sun.actor)
        mark.refresh_from_db()
        assert (mark.state, mark.versions.get().number, is_sheet_intact(sheet)) == ("signed", 1, True)
        assert is_mark_intact(mark)
        assert stage.cast.lv.person.name not in sheet.content

    def test_only_the_chief_signs(self, stage: Stage, sitting: Sitting) -> None:
        enter_both(stage, sitting, 80, 70)
        for by in (stage.assessors[1].actor, stage.cast.ye.actor, stage.cast.lin.actor):
            with pytest.raises(PermissionDenied):
                actions.sign_marks(sitting, by=by)

    @pytest.mark.parametrize("second", [None, [80, 71]])
    def test_not_before_every_mark_is_agreed(self, stage: Stage, sitting: Sitting, second: list[int] | None) -> None:
        if second:
            enter_both(stage, sitting, 80, 70, second=second)
        with pytest.raises(RuleBroken, match="还有1名考生的成绩没有两次一致"):
            actions.sign_marks(sitting, by=stage.cast.sun.actor)

    def test_absence_and_violation_fail_with_their_code(self, stage: Stage, sitting: Sitting) -> None:
        sitting.seats.update(attendance=Attendance.VIOLATION, violation_code="device")
        actions.sign_marks(sitting, by=stage.cast.sun.actor)
        mark = Mark.objects.get()
        assert (mark.score, mark.has_passed, mark.violation_code, mark.state) == (None, False, "device", "signed")

    def test_afterwards_nobody_changes_anything(self, stage: Stage, sitting: Sitting, seat: Seat) -> None:
        mark = enter_both(stage, sitting, 80, 70)
        actions.sign_marks(sitting, by=stage.cast.sun.actor)
        with pytest.raises(RuleBroken, match="已由主考签字"):
            actions.enter_mark(seat, round=2, points=[90, 90], by=stage.cast.gao.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.reopen_mark(mark, reason="改分。", by=stage.cast.lin.actor)
        with pytest.raises(RuleBroken, match="已经签过字"):
            actions.sign_marks(sitting, by=stage.cast.sun.actor)

    def test_a_change_behind_our_back_is_seen_and_not_released(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 50, 60)
        actions.sign_marks(sitting, by=stage.cast.sun.actor)
        Mark.objects.filter(pk=mark.pk).update(score=Decimal("95.00"), has_passed=True)
        mark.refresh_from_db()
        assert not is_mark_intact(mark)
        with pytest.raises(RuleBroken, match="与主考签字时不一致"):
            actions.release_results(sitting, by=stage.cast.lin.actor)

    def test_a_mark_taken_away_breaks_the_signature(self, stage: Stage, sitting: Sitting) -> None:
        mark = enter_both(stage, sitting, 50, 60)
        sheet = actions.sign_marks(sitting, by=stage.cast.sun.actor)
        mark.versions.all().delete()
        assert not is_sheet_intact(sheet)
        assert last("evaluation.sign_marks").subject_id == sheet.pk


class TestRelease:
    def test_all_parts_passed_leads_to_the_panel(self, stage: Stage, sitting: Sitting) -> None:
        application = sitting.seats.get().application
        enter_both(stage, sitting, 80, 70)
        sign_and_release(stage, sitting)
        application.refresh_from_db()
        assert application.state == S.SCHEDULED  # theory is still to come
        assert [part.part for part in sitting_parts_due(application)] == ["theory"]
        theory = ended_sitting(stage, [application])
        enter_both(stage, theory, 60)
        sign_and_release(stage, theory)
        application.refresh_from_db()
        assert application.state == S.SCORED

    def test_without_a_part_for_a_panel_who_passed_has_passed(self, stage: Stage) -> None:
        make_scheme(stage, THEORY)
        application = scheduled(stage)
        sitting = ended_sitting(stage, [application])
        enter_both(stage, sitting, 60)
        sign_and_release(stage, sitting)
        application.refresh_from_db()
        assert application.state == S.PASSED

    def test_one_part_failed_is_the_end_with_the_score_in_the_reason(self, stage: Stage) -> None:
        make_scheme(stage, THEORY, PRACTICE)
        application = scheduled(stage)
        first, second = ended_sitting(stage, [application]), ended_sitting(stage, [application], "practice")
        enter_both(stage, first, 88)
        enter_both(stage, second, 100, 59)
        sign_and_release(stage, first)
        sign_and_release(stage, second)
        application.refresh_from_db()
        assert application.state == S.REJECTED
        assert "操作技能83.6分（合格60分），有单项低于最低分" in application.reason
        assert "理论" not in application.reason

    def test_a_passed_part_is_kept_for_two_years(self, stage: Stage) -> None:
        make_scheme(stage, THEORY, PRACTICE)
        application = scheduled(stage)
        for part, points in (("theory", [88]), ("practice", [10, 10])):
            sitting = ended_sitting(stage, [application], part)
            enter_both(stage, sitting, *points)
            sign_and_release(stage, sitting)
        again = fill_in(stage, stage.cast.lv)
        assert [part.part for part in sitting_parts_due(again)] == ["practice"]
        with clock.at(clock.now().replace(year=2027, month=3, day=13)):
            assert [part.part for part in sitting_parts_due(again)] == ["theory", "practice"]

    def test_absence_is_named_in_the_reason(self, stage: Stage) -> None:
        make_scheme(stage, THEORY)
        application = scheduled(stage)
        sitting = ended_sitting(stage, [application])
        sitting.seats.update(attendance=Attendance.ABSENT)
        sign_and_release(stage, sitting)
        application.refresh_from_db()
        assert (application.state, "理论知识缺考" in application.reason) == (S.REJECTED, True)

    def test_whoever_entered_does_not_release_nor_an_officer_without_the_right(
        self, stage: Stage, sitting: Sitting
    ) -> None:
        enter_both(stage, sitting, 80, 70)
        actions.sign_marks(sitting, by=stage.cast.sun.actor)
        make_membership(stage.cast.gao.person, stage.cast.office, "reviewer")
        for by in (actor_for(stage.cast.gao.person, stage.cast.office, "reviewer"), stage.cast.ye.actor):
            with pytest.raises(PermissionDenied):
                actions.release_results(sitting, by=by)

    def test_not_before_the_signature_and_not_twice(self, stage: Stage, sitting: Sitting) -> None:
        enter_both(stage, sitting, 80, 70)
        with pytest.raises(RuleBroken, match="还没有主考签字"):
            actions.release_results(sitting, by=stage.cast.lin.actor)
        sign_and_release(stage, sitting)
        with pytest.raises(RuleBroken, match="已经公布"):
            actions.release_results(sitting, by=second_reviewer(stage.cast))

    def test_the_candidate_is_told_and_the_release_is_on_record(self, stage: Stage, sitting: Sitting) -> None:
        enter_both(stage, sitting, 80, 70)
        sign_and_release(stage, sitting)
        run_jobs()
        message = Message.objects.get(kind="evaluation.results")
        assert (message.recipient_id, "操作技能" in message.title) == (stage.cast.lv.person.pk, True)
        assert last("evaluation.release_results").subject_id == sitting.pk
        assert MarkSheet.objects.get().released_by == stage.cast.lin.actor.label

    def test_progress_counts_who_is_where(self, stage: Stage, sitting: Sitting) -> None:
        assert (progress_of(sitting).present, progress_of(sitting).first) == (1, 0)
        enter_both(stage, sitting, 80, 70, second=[80, 71])
        progress = progress_of(sitting)
        assert (progress.first, progress.second, progress.disagreed, progress.is_ready) == (1, 1, 1, False)
