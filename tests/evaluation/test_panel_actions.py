"""Panels: odd, at least three, none of them near the applicant; one vote each; two thirds and sixty."""

from typing import Any
from uuid import UUID

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Panel, PanelCase, PanelMember, Vote
from juxian.evaluation.queries.panel import has_passed
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import Member, actor_for, make_member, make_membership
from tests.evaluation.factories import Stage, bring_to, make_assessor, panel_pass
from tests.people.audit import last
from tests.scenes import scene


@scene
def waiting(stage: Stage) -> Application:
    return bring_to(S.SECOND_REVIEWED, stage)


@scene
def case(stage: Stage) -> PanelCase:
    return bring_to(S.IN_PANEL, stage).panel_case


def convene(stage: Stage, application: Application, members: list[Member] | None = None, **values: Any) -> Panel:
    people = stage.assessors if members is None else members
    values = {
        "title": "焊工评审组",
        "convened_on": clock.today(),
        "applications": [application],
        "reason": "试点",
        **values,
    }
    return actions.convene_panel(
        None, assessors=[one.person.pk for one in people], **{"by": stage.cast.lin.actor, **values}
    )


class TestConvene:
    def test_three_assessors_take_the_case(self, stage: Stage, waiting: Application) -> None:
        panel = convene(stage, waiting)
        waiting.refresh_from_db()
        assert (waiting.state, panel.members.count(), panel.cases.get().application) == (S.IN_PANEL, 3, waiting)

    @pytest.mark.parametrize("who", ["zhao", "huang", "sun", "wang"])
    def test_others_cannot(self, stage: Stage, waiting: Application, who: str) -> None:
        with pytest.raises(PermissionDenied):
            convene(stage, waiting, by=getattr(stage.cast, who).actor)

    def test_what_is_not_reviewed_is_not_convened(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed):
            convene(stage, bring_to(S.ACCEPTED, stage))
        assert not Panel.objects.exists()

    @pytest.mark.parametrize("count", [1, 2, 4])
    def test_an_even_or_small_panel_is_refused(self, stage: Stage, waiting: Application, count: int) -> None:
        more = [*stage.assessors, make_member("四号", (stage.cast.office, "assessor"))]
        make_assessor(more[-1], stage.item, stage.cast.lin.actor)
        with pytest.raises(RuleBroken, match="单数的考评员") as refused:
            convene(stage, waiting, more[:count])
        assert refused.value.field == "assessors"

    def test_the_same_assessor_twice_is_refused(self, stage: Stage, waiting: Application) -> None:
        first, second, _third = stage.assessors
        with pytest.raises(RuleBroken, match="选了两次"):
            convene(stage, waiting, [first, second, first])

    def test_no_case_no_panel(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="至少选一份"):
            actions.convene_panel(
                None,
                title="空",
                convened_on=clock.today(),
                assessors=[one.person.pk for one in stage.assessors],
                applications=[],
                reason="试点",
                by=stage.cast.lin.actor,
            )

    @pytest.mark.parametrize("near", ["applicant", "reviewer", "second_reviewer", "colleague"])
    def test_whoever_is_near_the_applicant_must_avoid(self, stage: Stage, waiting: Application, near: str) -> None:
        people = {
            "applicant": stage.cast.lv.person.pk,
            "reviewer": stage.cast.lin.person.pk,
            "second_reviewer": waiting.second_reviewer_id,
            "colleague": stage.cast.wang.person.pk,
        }
        with pytest.raises(RuleBroken, match="要回避") as refused:
            self.with_members(stage, waiting, people[near])
        assert waiting.number in refused.value.message
        assert not Panel.objects.exists()

    def with_members(self, stage: Stage, application: Application, key: UUID) -> Panel:
        keys = [stage.assessors[0].person.pk, stage.assessors[1].person.pk, key]
        return actions.convene_panel(
            None,
            title="焊工评审组",
            convened_on=clock.today(),
            assessors=keys,
            applications=[application],
            reason="试点",
            by=stage.cast.lin.actor,
        )

    def test_nobody_convenes_for_themselves(self, stage: Stage, waiting: Application) -> None:
        make_membership(stage.cast.lv.person, stage.cast.office, "reviewer")
        with pytest.raises(RuleBroken, match="您本人的申报"):
            convene(stage, waiting, by=actor_for(stage.cast.lv.person, stage.cast.office, "reviewer"))

    def test_it_is_on_record(self, stage: Stage, waiting: Application) -> None:
        panel = convene(stage, waiting)
        assert last("evaluation.convene_panel").subject_id == panel.pk


class TestVote:
    def vote(self, case: PanelCase, by: Member, score: int = 80, is_in_favour: bool = True) -> Vote:
        for seat in case.panel.members.filter(assessor=by.person, confirmed_at=None):
            actions.confirm_no_interest(seat, by=by.actor)
        return actions.vote(case, score=score, is_in_favour=is_in_favour, opinion="扎实。", by=by.actor)

    def test_a_member_scores_once(self, stage: Stage, case: PanelCase) -> None:
        assert self.vote(case, stage.assessors[0]).score == 80
        with pytest.raises(RuleBroken, match="已经给这份申报打过分"):
            self.vote(case, stage.assessors[0], score=90)
        assert case.votes.get().score == 80

    def test_an_assessor_of_no_panel_cannot(self, stage: Stage, case: PanelCase) -> None:
        with pytest.raises(PermissionDenied):
            self.vote(case, make_member("旁人", (stage.cast.office, "assessor")))

    def test_the_office_does_not_score(self, stage: Stage, case: PanelCase) -> None:
        with pytest.raises(PermissionDenied):
            self.vote(case, stage.cast.lin)

    def test_after_the_end_nobody_scores(self, stage: Stage, case: PanelCase) -> None:
        panel_pass(stage, case.application)
        fresh = PanelCase.objects.get(pk=case.pk)
        with pytest.raises(RuleBroken, match="已经结束"):
            self.vote(fresh, stage.assessors[0])

    def test_in_favour_below_sixty_is_a_contradiction(self, stage: Stage, case: PanelCase) -> None:
        with pytest.raises(RuleBroken, match="不到六十分") as refused:
            self.vote(case, stage.assessors[0], score=59)
        assert refused.value.field == "score"

    def test_it_is_on_record(self, stage: Stage, case: PanelCase) -> None:
        vote = self.vote(case, stage.assessors[0])
        assert last("evaluation.vote").subject_id == vote.pk


class TestClose:
    def test_a_case_passes(self, stage: Stage, case: PanelCase) -> None:
        panel_pass(stage, case.application, (85, 90, 40))
        case.refresh_from_db()
        assert (case.has_passed, case.application.state, case.panel.state) == (True, S.PASSED, "closed")

    def test_a_case_fails_with_a_reason(self, stage: Stage, case: PanelCase) -> None:
        panel_pass(stage, case.application, (85, 50, 40))
        case.refresh_from_db()
        assert (case.has_passed, case.application.state) == (False, S.REJECTED)
        assert "三分之二" in case.application.reason

    def test_assessors_do_not_close(self, stage: Stage, case: PanelCase) -> None:
        with pytest.raises(PermissionDenied):
            actions.close_panel(case.panel, by=stage.assessors[0].actor)

    def test_missing_scores_are_counted(self, stage: Stage, case: PanelCase) -> None:
        with pytest.raises(RuleBroken, match="还差3个评分"):
            actions.close_panel(case.panel, by=stage.cast.lin.actor)

    def test_a_closed_panel_is_closed(self, stage: Stage, case: PanelCase) -> None:
        panel_pass(stage, case.application)
        with pytest.raises(TransitionNotAllowed):
            actions.close_panel(case.panel, by=stage.cast.lin.actor)

    def test_it_is_on_record(self, stage: Stage, case: PanelCase) -> None:
        panel_pass(stage, case.application)
        assert last("evaluation.close_panel").to_state == "closed"


@pytest.mark.parametrize(
    ("votes", "passes"),
    [
        ([(60, True), (60, True), (60, False)], True),
        ([(100, True), (100, False), (100, False)], False),  # one third only
        ([(60, True), (60, True), (59, False)], False),  # 59⅔ on average
        ([(90, True), (90, True), (90, True), (10, False), (10, False)], False),  # three of five are no two thirds
        ([(80, True), (80, True), (80, True), (80, True), (10, False)], True),
    ],
)
def test_two_thirds_and_sixty_decide(votes: list[tuple[int, bool]], passes: bool) -> None:
    rows = [Vote(score=score, is_in_favour=yes) for score, yes in votes]
    assert has_passed(rows, len(rows)) is passes


def test_a_member_sits_once_in_a_panel(stage: Stage) -> None:
    bring_to(S.IN_PANEL, stage)
    assert PanelMember.objects.values("panel", "assessor").distinct().count() == 3
