"""First and second review: every clause answered, and never by one pair of eyes."""

from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, ClauseJudgement, Review
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import actor_for, make_membership
from tests.evaluation.factories import Stage, all_met, bring_to, second_reviewer
from tests.people.audit import last
from tests.scenes import scene


@scene
def accepted(stage: Stage) -> Application:
    return bring_to(S.ACCEPTED, stage)


@scene
def reviewed(stage: Stage) -> Application:
    return bring_to(S.FIRST_REVIEWED, stage)


def as_reviewer(stage: Stage, member: Any) -> Any:
    make_membership(member.person, stage.cast.office, "reviewer")
    return actor_for(member.person, stage.cast.office, "reviewer")


class TestJudge:
    def test_a_reviewer_answers_what_the_engine_leaves_open(self, stage: Stage, accepted: Application) -> None:
        actions.judge_clauses(accepted, judgements=all_met(accepted), by=stage.cast.lin.actor)
        rows = ClauseJudgement.objects.filter(application=accepted)
        assert {row.clause for row in rows} == all_met(accepted).keys()
        assert {row.judged_by for row in rows} == {stage.cast.lin.actor.label}

    def test_a_second_look_replaces_the_first(self, stage: Stage, accepted: Application) -> None:
        by = stage.cast.lin.actor
        actions.judge_clauses(accepted, judgements={"lawful": (True, "")}, by=by)
        actions.judge_clauses(accepted, judgements={"lawful": (False, "有判决")}, by=by)
        assert ClauseJudgement.objects.get(application=accepted, clause="lawful").is_met is False

    @pytest.mark.parametrize("who", ["zhao", "huang", "lv", "wang"])
    def test_others_cannot(self, stage: Stage, accepted: Application, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.judge_clauses(accepted, judgements={"lawful": (True, "")}, by=getattr(stage.cast, who).actor)

    def test_before_acceptance_it_is_too_early(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="不在审核阶段"):
            actions.judge_clauses(
                bring_to(S.SUBMITTED, stage), judgements={"lawful": (True, "")}, by=stage.cast.lin.actor
            )

    def test_a_no_says_why(self, stage: Stage, accepted: Application) -> None:
        with pytest.raises(RuleBroken, match="写明依据") as refused:
            actions.judge_clauses(accepted, judgements={"lawful": (False, " ")}, by=stage.cast.lin.actor)
        assert refused.value.field == "note_lawful"

    def test_a_clause_that_is_none_is_refused(self, stage: Stage, accepted: Application) -> None:
        with pytest.raises(RuleBroken, match="不在核对表里"):
            actions.judge_clauses(accepted, judgements={"nobel_prize": (True, "")}, by=stage.cast.lin.actor)

    def test_it_is_on_record(self, stage: Stage, accepted: Application) -> None:
        actions.judge_clauses(accepted, judgements={"lawful": (True, "无记录")}, by=stage.cast.lin.actor)
        assert last("evaluation.judge_clauses").data["judgements"] == {"lawful": [True, "无记录"]}


class TestFirstReview:
    def test_with_every_clause_met_it_goes_on(self, stage: Stage, reviewed: Application) -> None:
        assert reviewed.first_reviewer == stage.cast.lin.person
        assert Review.objects.get(application=reviewed).has_approved is True

    def test_the_counter_does_not_review(self, stage: Stage, accepted: Application) -> None:
        with pytest.raises(PermissionDenied):
            actions.give_first_review(accepted, opinion="同意", by=stage.cast.zhao.actor)

    def test_nobody_reviews_their_own(self, stage: Stage, accepted: Application) -> None:
        with pytest.raises(PermissionDenied):
            actions.give_first_review(accepted, opinion="同意", by=as_reviewer(stage, stage.cast.lv))

    def test_what_is_not_accepted_is_not_reviewed(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage)
        with pytest.raises(TransitionNotAllowed):
            actions.give_first_review(application, opinion="同意", by=as_reviewer(stage, stage.cast.chen))

    def test_an_open_clause_stops_it(self, stage: Stage, accepted: Application) -> None:
        with pytest.raises(RuleBroken, match="项条件没有核对为符合"):
            actions.give_first_review(accepted, opinion="同意", by=stage.cast.lin.actor)
        assert not Review.objects.exists()

    def test_it_is_on_record(self, stage: Stage, reviewed: Application) -> None:
        assert last("evaluation.give_first_review").to_state == S.FIRST_REVIEWED


class TestSecondReview:
    def test_another_officer_agrees(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage)
        assert application.second_reviewer_id not in (None, application.first_reviewer_id)

    def test_the_first_reviewer_is_not_the_second(self, stage: Stage, reviewed: Application) -> None:
        with pytest.raises(PermissionDenied):
            actions.give_second_review(reviewed, opinion="同意", by=stage.cast.lin.actor)

    def test_nobody_reviews_their_own(self, stage: Stage, reviewed: Application) -> None:
        with pytest.raises(PermissionDenied):
            actions.give_second_review(reviewed, opinion="同意", by=as_reviewer(stage, stage.cast.lv))

    def test_without_a_first_review_there_is_no_second(self, stage: Stage, accepted: Application) -> None:
        actions.judge_clauses(accepted, judgements=all_met(accepted), by=stage.cast.lin.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.give_second_review(accepted, opinion="同意", by=second_reviewer(stage.cast))

    def test_who_now_finds_a_clause_unmet_cannot_agree(self, stage: Stage, reviewed: Application) -> None:
        by = second_reviewer(stage.cast)
        actions.judge_clauses(reviewed, judgements={"lawful": (False, "有判决")}, by=by)
        with pytest.raises(RuleBroken, match="1项条件没有核对为符合"):
            actions.give_second_review(reviewed, opinion="同意", by=by)

    def test_it_is_on_record(self, stage: Stage) -> None:
        bring_to(S.SECOND_REVIEWED, stage)
        assert last("evaluation.give_second_review").data["opinion"] == "同意。"


class TestReject:
    OPINION = "第八项不符合：社保只缴了四个月。缴满一年后可重新申报。"

    def test_at_the_first_stage(self, stage: Stage, accepted: Application) -> None:
        application = actions.reject_application(accepted, opinion=self.OPINION, by=stage.cast.lin.actor)
        assert (application.state, application.reason) == (S.REJECTED, self.OPINION)
        assert Review.objects.get(application=accepted).stage == "first"

    def test_at_the_second_stage_by_another(self, stage: Stage, reviewed: Application) -> None:
        actions.reject_application(reviewed, opinion=self.OPINION, by=second_reviewer(stage.cast))
        assert list(Review.objects.values_list("stage", "has_approved")) == [("first", True), ("second", False)]

    def test_the_first_reviewer_does_not_undo_at_the_second(self, stage: Stage, reviewed: Application) -> None:
        with pytest.raises(PermissionDenied):
            actions.reject_application(reviewed, opinion=self.OPINION, by=stage.cast.lin.actor)

    def test_in_the_panel_it_is_too_late(self, stage: Stage) -> None:
        application = bring_to(S.IN_PANEL, stage)
        with pytest.raises(TransitionNotAllowed):
            actions.reject_application(application, opinion=self.OPINION, by=as_reviewer(stage, stage.cast.chen))

    def test_a_reason_is_needed(self, stage: Stage, accepted: Application) -> None:
        with pytest.raises(RuleBroken, match="理由") as refused:
            actions.reject_application(accepted, opinion="", by=stage.cast.lin.actor)
        assert refused.value.field == "opinion"

    def test_it_is_on_record(self, stage: Stage, accepted: Application) -> None:
        actions.reject_application(accepted, opinion=self.OPINION, by=stage.cast.lin.actor)
        assert last("evaluation.reject_application").to_state == S.REJECTED
