"""The plan and its places."""

from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Plan
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken
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


class TestPlaces:
    def test_more_places(self, stage: Stage) -> None:
        assert actions.change_places(places("chief"), places=12, by=stage.cast.huang.actor).left == 12

    def test_a_reviewer_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.change_places(places("chief"), places=12, by=stage.cast.lin.actor)

    def test_never_fewer_than_are_taken(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage)
        with pytest.raises(RuleBroken, match="已经用了1个名额") as refused:
            actions.change_places(places("senior_technician"), places=0, by=stage.cast.huang.actor)
        assert refused.value.field == "places"

    def test_it_is_on_record(self, stage: Stage) -> None:
        actions.change_places(places("chief"), places=12, by=stage.cast.huang.actor)
        assert last("evaluation.change_places").data["places"] == 12
