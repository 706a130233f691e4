"""What was done, and the proof of it."""

import datetime as dt
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Contribution, Evidence
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.uploads import accept_upload
from tests.evaluation.factories import Stage, bring_to, fill_in, picture
from tests.people.audit import last
from tests.scenes import scene

DONE = dt.date(2024, 5, 1)


@scene
def draft(stage: Stage) -> Application:
    return fill_in(stage, stage.cast.lv)


def add(stage: Stage, application: Application, by: Any = None, **fields: Any) -> Contribution:
    values = {"kind": "work", "title": "高铁转向架焊接", "done_on": DONE, "description": "合格率百分之百。", **fields}
    return actions.add_contribution(application, by=by or stage.cast.lv.citizen, **values)


def show(stage: Stage, application: Application, contribution: Contribution, by: Any = None, **file: Any) -> Evidence:
    by = by or stage.cast.lv.citizen
    upload = accept_upload(picture(**file), kinds=("image",), by=by, purpose="evaluation.evidence")
    return actions.add_evidence(application, contribution=contribution, upload=upload, by=by)


def of(application: Application) -> Contribution:
    return application.contributions.get(title="薄板焊接变形控制法")


class TestAdd:
    def test_one_thing_more(self, stage: Stage, draft: Application) -> None:
        assert add(stage, draft).application == draft
        assert draft.contributions.count() == 2

    def test_a_double_click_adds_none(self, stage: Stage, draft: Application) -> None:
        assert add(stage, draft) == add(stage, draft)
        assert draft.contributions.count() == 2

    def test_a_stranger_cannot(self, stage: Stage, draft: Application) -> None:
        with pytest.raises(PermissionDenied):
            add(stage, draft, by=stage.cast.chen.citizen)

    def test_after_submission_it_stands(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="已经提交"):
            add(stage, bring_to(S.SUBMITTED, stage))

    def test_tomorrow_is_not_done_yet(self, stage: Stage, draft: Application) -> None:
        with pytest.raises(RuleBroken, match="在今天之后") as refused:
            add(stage, draft, done_on=dt.date(2025, 3, 13))
        assert refused.value.field == "done_on"

    def test_twenty_are_enough(self, stage: Stage, draft: Application) -> None:
        for number in range(19):
            add(stage, draft, title=f"作品{number}")
        with pytest.raises(RuleBroken, match="最多写二十项"):
            add(stage, draft, title="第二十一项")

    def test_it_is_on_record(self, stage: Stage, draft: Application) -> None:
        row = add(stage, draft)
        assert (last("evaluation.add_contribution").subject_id, row.title) == (row.pk, "高铁转向架焊接")


class TestChange:
    def change(self, stage: Stage, application: Application, row: Contribution, by: Any = None, **fields: Any) -> Any:
        return actions.change_contribution(
            application, contribution=row, by=by or stage.cast.lv.citizen, **{"title": "新名字", **fields}
        )

    def test_words_are_changed_and_the_rest_stays(self, stage: Stage, draft: Application) -> None:
        row = self.change(stage, draft, of(draft))
        assert (row.title, row.kind) == ("新名字", "improvement")

    def test_a_stranger_cannot(self, stage: Stage, draft: Application) -> None:
        with pytest.raises(PermissionDenied):
            self.change(stage, draft, of(draft), by=stage.cast.chen.citizen)

    def test_a_contribution_of_somebody_else_is_out_of_reach(self, stage: Stage, draft: Application) -> None:
        other = of(fill_in(stage, stage.cast.chen))
        with pytest.raises(PermissionDenied):
            self.change(stage, draft, other)

    def test_after_submission_it_stands(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        with pytest.raises(RuleBroken, match="已经提交"):
            self.change(stage, application, of(application))

    def test_the_future_is_refused(self, stage: Stage, draft: Application) -> None:
        with pytest.raises(RuleBroken, match="在今天之后"):
            self.change(stage, draft, of(draft), done_on=dt.date(2030, 1, 1))

    def test_it_is_on_record(self, stage: Stage, draft: Application) -> None:
        self.change(stage, draft, of(draft))
        assert last("evaluation.change_contribution").data["title"] == "新名字"


class TestRemove:
    def remove(self, stage: Stage, application: Application, row: Contribution, by: Any = None) -> None:
        actions.remove_contribution(application, contribution=row, by=by or stage.cast.lv.citizen)

    def test_it_goes_with_its_proof(self, stage: Stage, draft: Application) -> None:
        show(stage, draft, of(draft))
        self.remove(stage, draft, of(draft))
        assert not draft.contributions.exists()
        assert not Evidence.objects.exists()

    def test_a_stranger_cannot(self, stage: Stage, draft: Application) -> None:
        with pytest.raises(PermissionDenied):
            self.remove(stage, draft, of(draft), by=stage.cast.chen.citizen)

    def test_one_of_somebody_else_stays(self, stage: Stage, draft: Application) -> None:
        other = of(fill_in(stage, stage.cast.chen))
        with pytest.raises(PermissionDenied):
            self.remove(stage, draft, other)
        assert Contribution.objects.filter(pk=other.pk).exists()

    def test_after_submission_it_stands(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        with pytest.raises(RuleBroken, match="已经提交"):
            self.remove(stage, application, of(application))

    def test_it_is_on_record(self, stage: Stage, draft: Application) -> None:
        self.remove(stage, draft, of(draft))
        assert last("evaluation.remove_contribution").subject_id == draft.pk


class TestEvidence:
    def test_a_picture_is_added_and_taken_out(self, stage: Stage, draft: Application) -> None:
        evidence = show(stage, draft, of(draft))
        actions.remove_evidence(draft, evidence=evidence, by=stage.cast.lv.citizen)
        assert not Evidence.objects.exists()

    def test_the_same_picture_twice_is_one(self, stage: Stage, draft: Application) -> None:
        assert show(stage, draft, of(draft)) == show(stage, draft, of(draft))

    def test_a_stranger_can_neither_add_nor_remove(self, stage: Stage, draft: Application) -> None:
        evidence, chen = show(stage, draft, of(draft)), stage.cast.chen.citizen
        with pytest.raises(PermissionDenied):
            show(stage, draft, of(draft), by=chen)
        with pytest.raises(PermissionDenied):
            actions.remove_evidence(draft, evidence=evidence, by=chen)

    def test_the_proof_of_somebody_else_stays(self, stage: Stage, draft: Application) -> None:
        other = fill_in(stage, stage.cast.chen)
        evidence = show(stage, other, of(other), by=stage.cast.chen.citizen)
        with pytest.raises(PermissionDenied):
            actions.remove_evidence(draft, evidence=evidence, by=stage.cast.lv.citizen)
        with pytest.raises(PermissionDenied):
            show(stage, draft, of(other))

    def test_after_submission_it_stands(self, stage: Stage, draft: Application) -> None:
        evidence = show(stage, draft, of(draft))
        actions.submit_application(draft, by=stage.cast.lv.citizen)
        with pytest.raises(RuleBroken, match="已经提交"):
            show(stage, draft, of(draft))
        with pytest.raises(RuleBroken, match="已经提交"):
            actions.remove_evidence(draft, evidence=evidence, by=stage.cast.lv.citizen)

    def test_nine_are_enough(self, stage: Stage, draft: Application) -> None:
        for number in range(9):
            show(stage, draft, of(draft), size=(40 + number, 40))
        with pytest.raises(RuleBroken, match="最多九个"):
            show(stage, draft, of(draft), size=(60, 60))

    def test_both_are_on_record(self, stage: Stage, draft: Application) -> None:
        evidence = show(stage, draft, of(draft))
        actions.remove_evidence(draft, evidence=evidence, by=stage.cast.lv.citizen)
        assert last("evaluation.add_evidence").data["contribution"].endswith(str(of(draft).pk))
        assert last("evaluation.remove_evidence").subject_id == draft.pk
