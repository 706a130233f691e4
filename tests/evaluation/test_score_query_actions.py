"""Score queries: in time, once, answered by whoever had no hand in the mark; a correction takes two of those, and may
lift an application."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Attendance, Mark, ScoreQuery, Sitting
from juxian.evaluation.queries.mark_sheet import is_mark_intact
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.states import ScoreQueryState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.cast import actor_for, make_membership
from tests.evaluation.factories import Stage, confirmer, fill_in, second_reviewer, submit
from tests.evaluation.marking import (
    DEFENCE,
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


def failed_mark(stage: Stage, *parts: Any) -> Mark:
    """Theory, 50 of 100, released: the application has ended."""
    make_scheme(stage, *(parts or (THEORY, DEFENCE)))
    sitting = ended_sitting(stage, [scheduled(stage)])
    mark = enter_both(stage, sitting, 50)
    sign_and_release(stage, sitting)
    mark.refresh_from_db()
    return mark


@scene
def mark(stage: Stage) -> Mark:
    return failed_mark(stage)


@scene
def query(stage: Stage, mark: Mark) -> ScoreQuery:
    return file(stage, mark)


def file(stage: Stage, mark: Mark, **values: Any) -> ScoreQuery:
    inputs = {"reason": "第三大题漏判。", "by": stage.cast.lv.citizen, **values}
    return actions.file_score_query(mark, **inputs)


def answer(stage: Stage, query: ScoreQuery, **values: Any) -> ScoreQuery:
    inputs = {"answer": "重新核对了答题卡。", "by": second_reviewer(stage.cast), **values}
    return actions.answer_score_query(query, **inputs)


def propose(stage: Stage, query: ScoreQuery, *points: int, **values: Any) -> ScoreQuery:
    inputs = {"answer": "重新核对了答题卡。", "by": second_reviewer(stage.cast), **values}
    return actions.propose_correction(query, points=list(points), **inputs)


def confirm(stage: Stage, query: ScoreQuery, by: Actor | None = None) -> ScoreQuery:
    return actions.confirm_correction(query, by=by or confirmer(stage.cast))


def correct(stage: Stage, query: ScoreQuery, *points: int) -> ScoreQuery:
    return confirm(stage, propose(stage, query, *points))


class TestFile:
    def test_the_candidate_asks_and_the_office_has_ten_working_days(self, stage: Stage, mark: Mark) -> None:
        query = file(stage, mark)
        assert (query.state, query.due_at.date()) == ("filed", dt.date(2025, 3, 26))

    def test_nobody_asks_for_somebody_else(self, stage: Stage, mark: Mark) -> None:
        for by in (stage.cast.li.citizen, stage.cast.lin.actor):
            with pytest.raises(PermissionDenied):
                file(stage, mark, by=by)

    def test_not_before_the_release(self, stage: Stage) -> None:
        make_scheme(stage, THEORY)
        mark = enter_both(stage, ended_sitting(stage, [scheduled(stage)]), 50)
        with pytest.raises(RuleBroken, match="还没有公布"):
            file(stage, mark)

    def test_too_late_names_the_day_on_which_the_time_ended(self, stage: Stage, mark: Mark) -> None:
        with clock.at(clock.now() + dt.timedelta(days=14)):
            assert file(stage, mark)
        ScoreQuery.objects.all().delete()
        with clock.at(clock.now() + dt.timedelta(days=15)), pytest.raises(RuleBroken, match="已在2025-03-26结束"):
            file(stage, mark)

    def test_once_and_with_a_reason(self, stage: Stage, mark: Mark) -> None:
        with pytest.raises(RuleBroken, match="还没有写理由"):
            file(stage, mark, reason=" ")
        file(stage, mark)
        with pytest.raises(RuleBroken, match="已经申请过复核"):
            file(stage, mark)

    def test_it_is_on_record(self, stage: Stage, query: ScoreQuery) -> None:
        assert last("evaluation.file_score_query").subject_id == query.pk


class TestAnswer:
    def test_the_mark_may_stay_and_the_candidate_is_told(self, stage: Stage, query: ScoreQuery) -> None:
        answered = answer(stage, query)
        run_jobs()
        assert (answered.state, query.mark.versions.count()) == (ScoreQueryState.UNCHANGED, 1)
        assert "维持原成绩" in Message.objects.get(kind="evaluation.query_answered").body

    def test_whoever_had_a_hand_in_the_mark_does_not_answer(self, stage: Stage, query: ScoreQuery) -> None:
        make_membership(stage.cast.ye.person, stage.cast.office, "reviewer")
        with pytest.raises(RuleBroken, match="由您录入、裁定或签字过"):
            answer(stage, query, by=actor_for(stage.cast.ye.person, stage.cast.office, "reviewer"))
        make_membership(stage.cast.lv.person, stage.cast.office, "reviewer")
        with pytest.raises((RuleBroken, PermissionDenied)):
            answer(stage, query, by=actor_for(stage.cast.lv.person, stage.cast.office, "reviewer"))
        query.refresh_from_db()
        assert query.state == "filed"

    @pytest.mark.parametrize("who", ["gao", "zhao", "sun", "lv"])
    def test_others_cannot(self, stage: Stage, query: ScoreQuery, who: str) -> None:
        with pytest.raises(PermissionDenied):
            answer(stage, query, by=getattr(stage.cast, who).actor)

    def test_it_is_answered_once(self, stage: Stage, query: ScoreQuery) -> None:
        answer(stage, query)
        with pytest.raises(TransitionNotAllowed):
            answer(stage, query)

    def test_an_answer_says_what_was_looked_at(self, stage: Stage, query: ScoreQuery) -> None:
        with pytest.raises(RuleBroken, match="还没有写答复"):
            answer(stage, query, answer=" ")

    def test_it_is_on_record(self, stage: Stage, query: ScoreQuery) -> None:
        answer(stage, query)
        assert last("evaluation.answer_score_query").to_state == "unchanged"


class TestPropose:
    def test_nothing_changes_and_the_candidate_reads_nothing_of_it(self, stage: Stage, query: ScoreQuery) -> None:
        proposed = propose(stage, query, 62)
        run_jobs()
        mark = Mark.objects.get()
        assert (proposed.state, proposed.answer, proposed.shown_state) == ("proposed", "", "待复核")
        assert (mark.score, mark.versions.count(), mark.application.state) == (50, 1, S.REJECTED)
        assert not Message.objects.filter(kind="evaluation.query_answered").exists()

    @pytest.mark.parametrize("who", ["gao", "zhao", "sun", "lv"])
    def test_others_cannot(self, stage: Stage, query: ScoreQuery, who: str) -> None:
        with pytest.raises(PermissionDenied):
            propose(stage, query, 62, by=getattr(stage.cast, who).actor)

    def test_one_proposal_at_a_time_and_none_after_the_answer(self, stage: Stage, query: ScoreQuery) -> None:
        propose(stage, query, 62)
        with pytest.raises(TransitionNotAllowed):
            propose(stage, query, 90, by=confirmer(stage.cast))
        with pytest.raises(TransitionNotAllowed):
            answer(stage, query)

    def test_it_has_an_answer_points_of_the_sheet_and_a_difference(self, stage: Stage, query: ScoreQuery) -> None:
        for points, words, why in (
            ([62], " ", "还没有写答复"),
            ([101], "重新合分。", "0至100的整数"),
            ([50], "重新合分。", "与原来相同"),
        ):
            with pytest.raises(RuleBroken, match=why):
                propose(stage, query, *points, answer=words)

    def test_whoever_had_a_hand_in_the_mark_proposes_nothing(self, stage: Stage, query: ScoreQuery) -> None:
        make_membership(stage.cast.ye.person, stage.cast.office, "reviewer")
        with pytest.raises(RuleBroken, match="由您录入、裁定或签字过"):
            propose(stage, query, 62, by=actor_for(stage.cast.ye.person, stage.cast.office, "reviewer"))

    def test_it_is_on_record_with_the_points(self, stage: Stage, query: ScoreQuery) -> None:
        propose(stage, query, 62)
        entry = last("evaluation.propose_correction")
        assert (entry.to_state, entry.data["points"]) == ("proposed", [62])


class TestConfirm:
    def test_a_correction_is_a_new_signed_version_and_lifts_the_application(
        self, stage: Stage, query: ScoreQuery
    ) -> None:
        answered = correct(stage, query, 62)
        run_jobs()
        mark = Mark.objects.get()
        assert (answered.state, mark.score, mark.application.state) == ("corrected", Decimal("62.00"), S.SCORED)
        assert [(one.number, one.score) for one in mark.versions.all()] == [(1, 50), (2, 62)]
        assert is_mark_intact(mark)
        body = Message.objects.get(kind="evaluation.query_answered").body
        assert "已更正" in body
        assert "重新核对了答题卡。" in body

    @pytest.mark.parametrize("who", ["gao", "zhao", "sun", "lv"])
    def test_others_cannot(self, stage: Stage, query: ScoreQuery, who: str) -> None:
        propose(stage, query, 62)
        with pytest.raises(PermissionDenied):
            confirm(stage, query, getattr(stage.cast, who).actor)

    def test_only_what_is_proposed_and_once(self, stage: Stage, query: ScoreQuery) -> None:
        with pytest.raises(TransitionNotAllowed):
            confirm(stage, query)
        correct(stage, query, 62)
        with pytest.raises(TransitionNotAllowed):
            confirm(stage, query)

    def test_whoever_had_a_hand_in_the_mark_does_not_confirm(self, stage: Stage, query: ScoreQuery) -> None:
        propose(stage, query, 62)
        make_membership(stage.cast.ye.person, stage.cast.office, "reviewer")
        with pytest.raises(RuleBroken, match="由您录入、裁定或签字过"):
            confirm(stage, query, actor_for(stage.cast.ye.person, stage.cast.office, "reviewer"))
        assert Mark.objects.get().score == 50

    def test_it_is_on_record(self, stage: Stage, query: ScoreQuery) -> None:
        correct(stage, query, 62)
        entry = last("evaluation.confirm_correction")
        assert (entry.from_state, entry.to_state) == ("proposed", "corrected")

    def test_the_database_wants_two_officers(self, stage: Stage, query: ScoreQuery) -> None:
        correct(stage, query, 62)
        query.refresh_from_db()
        for second in (query.proposer_id, None):
            with pytest.raises(IntegrityError), transaction.atomic():
                ScoreQuery.objects.update(confirmer=second)

    def test_without_a_part_for_a_panel_the_application_has_passed(self, stage: Stage) -> None:
        mark = failed_mark(stage, THEORY)
        correct(stage, file(stage, mark), 60)
        assert Application.objects.get().state == S.PASSED

    def test_still_too_little_leaves_it_where_it_is(self, stage: Stage, query: ScoreQuery) -> None:
        correct(stage, query, 59)
        assert Application.objects.get().state == S.REJECTED

    def test_a_new_application_meanwhile_must_first_be_withdrawn(self, stage: Stage, query: ScoreQuery) -> None:
        submit(stage, fill_in(stage, stage.cast.lv))
        with pytest.raises(RuleBroken, match="已另行申报"):
            correct(stage, query, 80)
        assert Mark.objects.get().score == 50

    def test_a_pass_that_was_none_stops_before_the_panel_only(self, stage: Stage) -> None:
        make_scheme(stage, THEORY, DEFENCE)
        sitting = ended_sitting(stage, [scheduled(stage)])
        mark = enter_both(stage, sitting, 61)
        sign_and_release(stage, sitting)
        mark.refresh_from_db()
        query = file(stage, mark)
        Application.objects.update(state=S.IN_PANEL)
        with pytest.raises(RuleBroken, match="已进入后面的环节"):
            propose(stage, query, 59)
        Application.objects.update(state=S.SCORED)
        propose(stage, query, 59)
        Application.objects.update(state=S.IN_PANEL)
        with pytest.raises(RuleBroken, match="已进入后面的环节"):
            confirm(stage, query)
        Application.objects.update(state=S.SCORED)
        confirm(stage, query)
        assert Application.objects.get().state == S.REJECTED

    def test_whoever_was_wrongly_noted_absent_gets_a_score(self, stage: Stage) -> None:
        make_scheme(stage, THEORY)
        sitting: Sitting = ended_sitting(stage, [scheduled(stage)])
        sitting.seats.update(attendance=Attendance.ABSENT)
        sign_and_release(stage, sitting)
        correct(stage, file(stage, Mark.objects.get()), 75)
        mark = Mark.objects.get()
        assert (mark.attendance, mark.score, mark.application.state) == ("present", 75, S.PASSED)


class TestReturn:
    def test_it_lies_open_again_and_may_be_proposed_anew(self, stage: Stage, query: ScoreQuery) -> None:
        propose(stage, query, 100)
        returned = send_back(stage, query)
        assert (returned.state, returned.proposed_points, returned.proposer) == ("filed", None, None)
        assert (Mark.objects.get().score, returned.return_reason) == (50, "第三题仍应为零分。")
        assert correct(stage, query, 62).state == "corrected"

    @pytest.mark.parametrize("who", ["gao", "zhao", "sun", "lv"])
    def test_others_cannot(self, stage: Stage, query: ScoreQuery, who: str) -> None:
        propose(stage, query, 100)
        with pytest.raises(PermissionDenied):
            send_back(stage, query, by=getattr(stage.cast, who).actor)

    def test_only_what_is_proposed(self, stage: Stage, query: ScoreQuery) -> None:
        with pytest.raises(TransitionNotAllowed):
            send_back(stage, query)

    def test_by_another_and_with_a_reason(self, stage: Stage, query: ScoreQuery) -> None:
        propose(stage, query, 100)
        with pytest.raises(RuleBroken, match="由您提出"):
            send_back(stage, query, by=second_reviewer(stage.cast))
        with pytest.raises(RuleBroken, match="还没有写退回的理由"):
            send_back(stage, query, reason=" ")

    def test_it_is_on_record(self, stage: Stage, query: ScoreQuery) -> None:
        propose(stage, query, 100)
        send_back(stage, query)
        entry = last("evaluation.return_correction")
        assert (entry.from_state, entry.data["reason"]) == ("proposed", "第三题仍应为零分。")


def send_back(stage: Stage, query: ScoreQuery, **values: Any) -> ScoreQuery:
    inputs = {"reason": "第三题仍应为零分。", "by": confirmer(stage.cast), **values}
    return actions.return_correction(query, **inputs)
