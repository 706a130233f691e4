"""The plan and its places."""

from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import PlacesChange, Plan
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import actor_for, client_as, make_membership
from tests.evaluation.factories import Stage, bring_to, places
from tests.people.audit import last


class TestCreate:
    def create(self, stage: Stage, by: Any = None, **values: Any) -> Plan:
        values = {
            "title": "下一个五年计划",
            "document": "示例文号",
            "year_from": 2027,
            "year_until": 2030,
            "places": {"senior": 400, "chief": 12},
            **values,
        }
        return actions.create_plan(None, by=by or stage.cast.huang.actor, **values)

    def test_a_leader_sets_the_places(self, stage: Stage) -> None:
        plan = self.create(stage)
        assert dict(plan.places.values_list("level", "places")) == {"senior": 400, "chief": 12}

    @pytest.mark.parametrize("who", ["lin", "zhao", "chen"])
    def test_others_cannot(self, stage: Stage, who: str) -> None:
        with pytest.raises(PermissionDenied):
            self.create(stage, by=getattr(stage.cast, who).actor)

    def test_an_end_before_the_beginning_is_refused(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="早于开始年份") as refused:
            self.create(stage, year_until=2026)
        assert refused.value.field == "year_until"

    def test_the_same_title_twice_is_refused(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="已经有叫") as refused:
            self.create(stage, title=stage.plan.title)
        assert refused.value.field == "title"

    def test_it_is_on_record(self, stage: Stage) -> None:
        assert last("evaluation.create_plan").subject_id == stage.plan.pk


def propose(stage: Stage, level: str = "chief", *, by: Any = None, **values: Any) -> PlacesChange:
    values = {"places": 12, "reason": "区里追加名额", **values}
    return actions.change_places(places(level), by=by or stage.cast.huang.actor, **values)


class TestPropose:
    def test_a_leader_proposes_and_nothing_changes_yet(self, stage: Stage) -> None:
        before = places("chief").places
        assert propose(stage).state == "proposed"
        assert places("chief").places == before

    def test_a_reviewer_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            propose(stage, by=stage.cast.lin.actor)

    def test_never_fewer_than_are_taken(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage)
        with pytest.raises(RuleBroken, match="已经用了1个名额") as refused:
            propose(stage, "senior_technician", places=0)
        assert refused.value.field == "places"

    def test_one_proposal_a_level_at_a_time_and_with_a_reason(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="理由"):
            propose(stage, reason=" ")
        propose(stage)
        with pytest.raises(RuleBroken, match="待确认"):
            propose(stage, places=13)

    def test_it_is_on_record(self, stage: Stage) -> None:
        propose(stage)
        assert last("evaluation.change_places").data["places"] == 12


class TestConfirm:
    def test_a_reviewer_puts_it_in_force(self, stage: Stage) -> None:
        change = actions.confirm_places(propose(stage), by=stage.cast.lin.actor)
        assert (change.state, change.decided_by, places("chief").places) == (
            "confirmed",
            stage.cast.lin.actor.label,
            12,
        )

    def test_the_leader_who_proposed_cannot_in_no_role(self, stage: Stage) -> None:
        huang, change = stage.cast.huang, propose(stage)
        make_membership(huang.person, stage.cast.office, "reviewer")
        for by in (huang.actor, actor_for(huang.person, stage.cast.office, "reviewer")):
            with pytest.raises(PermissionDenied):
                actions.confirm_places(change, by=by)

    def test_only_once(self, stage: Stage) -> None:
        change = actions.confirm_places(propose(stage), by=stage.cast.lin.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.confirm_places(change, by=stage.cast.lin.actor)

    def test_places_taken_in_the_meantime_stop_it(self, stage: Stage) -> None:
        change = propose(stage, "senior_technician", places=0)
        bring_to(S.CERTIFIED, stage)
        with pytest.raises(RuleBroken, match="已经用了1个名额"):
            actions.confirm_places(change, by=stage.cast.lin.actor)

    def test_it_is_on_record(self, stage: Stage) -> None:
        actions.confirm_places(propose(stage), by=stage.cast.lin.actor)
        assert (last("evaluation.confirm_places").from_state, last("evaluation.confirm_places").to_state) == (
            "proposed",
            "confirmed",
        )


class TestDrop:
    def test_a_leader_drops_it_and_may_propose_again(self, stage: Stage) -> None:
        before = places("chief").places
        assert actions.drop_places(propose(stage), by=stage.cast.huang.actor).state == "dropped"
        assert (places("chief").places, propose(stage).state) == (before, "proposed")

    def test_a_reviewer_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.drop_places(propose(stage), by=stage.cast.lin.actor)

    def test_not_what_is_in_force(self, stage: Stage) -> None:
        change = actions.confirm_places(propose(stage), by=stage.cast.lin.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.drop_places(change, by=stage.cast.huang.actor)

    def test_it_is_on_record(self, stage: Stage) -> None:
        actions.drop_places(propose(stage), by=stage.cast.huang.actor)
        assert last("evaluation.drop_places").to_state == "dropped"


def test_on_the_page_one_proposes_and_another_confirms(stage: Stage) -> None:
    leader, reviewer = client_as(stage.cast.huang.actor), client_as(stage.cast.lin.actor)
    leader.post(f"/office/plan/{places('chief').pk}/places/", {"places": 12, "reason": "区里追加名额"})
    change = PlacesChange.objects.get()
    confirm = f"/office/plan/changes/{change.pk}/confirm/"
    assert confirm not in leader.get("/office/plan/").content.decode()
    assert confirm in reviewer.get("/office/plan/").content.decode()
    reviewer.post(confirm)
    assert places("chief").places == 12
