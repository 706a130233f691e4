"""Schemes: parts and rubrics for an occupation and a level; which parts somebody has still to sit for."""

from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Channel, Scheme
from juxian.evaluation.queries.kept_part import defaults
from juxian.evaluation.queries.scheme import LineDraft, PartDraft, gaps, panel_parts, scheme_of, sitting_parts_due
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from tests.catalogue.factories import make_occupation
from tests.evaluation.factories import Stage, bring_to
from tests.evaluation.marking import DEFENCE, LEVEL, PRACTICE, THEORY, ended_sitting, make_scheme, scheduled
from tests.people.audit import last


class TestDefine:
    def test_a_reviewer_says_what_is_examined(self, stage: Stage) -> None:
        scheme = make_scheme(stage)
        parts = {part.part: part for part in scheme.parts.all()}
        assert set(parts) == {"theory", "practice", "comprehensive"}
        lines = [(line.name, line.weight, line.minimum) for line in parts["practice"].rubric.all()]
        assert lines == [("操作", 60, 0), ("成品", 40, 60)]

    @pytest.mark.parametrize("who", ["ye", "zhao", "huang", "lv"])
    def test_others_cannot(self, stage: Stage, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.define_scheme(
                None,
                occupation_id=stage.item.occupation_id,
                level=LEVEL,
                parts=[THEORY],
                by=getattr(stage.cast, who).actor,
            )

    def test_there_is_one_for_an_occupation_and_level(self, stage: Stage) -> None:
        make_scheme(stage)
        with pytest.raises(RuleBroken, match="已经有考核方案") as refused:
            make_scheme(stage)
        assert refused.value.field == "level"

    @pytest.mark.parametrize(
        ("parts", "sentence"),
        [
            ([], "至少选一个部分"),
            ([PartDraft("theory", "defence", 30)], "不能用“答辩”"),
            ([PartDraft("theory", "paper", 30, rubric=(LineDraft("甲", 50), LineDraft("乙", 40)))], "合计是90"),
            ([PartDraft("theory", "paper", 30, rubric=(LineDraft("甲", 50), LineDraft("甲", 50)))], "重名"),
        ],
    )
    def test_what_could_not_be_examined_is_refused(self, stage: Stage, parts: list[PartDraft], sentence: str) -> None:
        with pytest.raises(RuleBroken, match=sentence):
            actions.define_scheme(
                None, occupation_id=stage.item.occupation_id, level=LEVEL, parts=parts, by=stage.cast.lin.actor
            )
        assert not Scheme.objects.exists()

    def test_a_defence_is_for_technicians_and_above(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="只用于技师及以上"):
            make_scheme(stage, THEORY, DEFENCE, level="senior")
        assert make_scheme(stage, THEORY, DEFENCE, level="technician").parts.count() == 2

    def test_it_is_on_record(self, stage: Stage) -> None:
        scheme = make_scheme(stage)
        assert last("evaluation.define_scheme").subject_id == scheme.pk


class TestChange:
    def change(self, stage: Stage, scheme: Scheme, **values: Any) -> Scheme:
        return actions.change_scheme(scheme, **{"parts": [PRACTICE], "by": stage.cast.lin.actor, **values})

    def test_other_parts(self, stage: Stage) -> None:
        scheme = self.change(stage, make_scheme(stage), standard="国家职业标准（2024）")
        assert ([part.part for part in scheme.parts.all()], scheme.standard) == (["practice"], "国家职业标准（2024）")

    def test_others_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            self.change(stage, make_scheme(stage), by=stage.cast.ye.actor)

    def test_not_while_a_sitting_has_no_released_result(self, stage: Stage) -> None:
        scheme = make_scheme(stage)
        sitting = ended_sitting(stage, [scheduled(stage)])
        with pytest.raises(RuleBroken, match=f"场次{sitting.number}正按这个方案考试"):
            self.change(stage, scheme)
        with pytest.raises(RuleBroken, match="成绩公布前不能改"):
            actions.remove_scheme(scheme, by=stage.cast.lin.actor)

    def test_nothing_unfit(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="至少选一个部分"):
            self.change(stage, make_scheme(stage), parts=[])

    def test_removed_it_is_gone_and_on_record(self, stage: Stage) -> None:
        scheme = make_scheme(stage)
        actions.remove_scheme(scheme, by=stage.cast.lin.actor)
        assert not Scheme.objects.exists()
        assert last("evaluation.remove_scheme")


class TestCopy:
    def test_to_other_levels_of_another_occupation(self, stage: Stage) -> None:
        other = make_occupation("电工", "6-31-01-03")
        copies = actions.copy_scheme(
            make_scheme(stage), occupation_id=other.pk, levels=["technician", "chief"], by=stage.cast.lin.actor
        )
        assert {(one.occupation_id, one.level) for one in copies} == {(other.pk, "technician"), (other.pk, "chief")}
        assert all(one.parts.get(part="practice").rubric.count() == 2 for one in copies)

    def test_those_that_have_one_keep_it(self, stage: Stage) -> None:
        scheme, there = make_scheme(stage), make_scheme(stage, THEORY, level="technician")
        (copy,) = actions.copy_scheme(
            scheme, occupation_id=stage.item.occupation_id, levels=["technician", "chief"], by=stage.cast.lin.actor
        )
        assert (copy.level, there.parts.count()) == ("chief", 1)
        with pytest.raises(RuleBroken, match="没有可复制的"):
            actions.copy_scheme(
                scheme, occupation_id=stage.item.occupation_id, levels=["chief"], by=stage.cast.lin.actor
            )

    def test_a_defence_is_not_copied_down(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="只用于技师及以上"):
            actions.copy_scheme(
                make_scheme(stage),
                occupation_id=stage.item.occupation_id,
                levels=["senior"],
                by=stage.cast.lin.actor,
            )

    def test_others_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.copy_scheme(make_scheme(stage), occupation_id=None, levels=["chief"], by=stage.cast.gao.actor)


class TestDefaults:
    def test_what_is_missing_is_made_and_nothing_else(self, stage: Stage) -> None:
        mine = make_scheme(stage, THEORY)
        missing = gaps(clock.today())
        made = actions.create_missing_schemes(None, by=stage.cast.lin.actor)
        assert len(made) == len(missing) == len(stage.item.levels) - 1
        assert (gaps(clock.today()), mine.parts.count()) == ([], 1)
        assert actions.create_missing_schemes(None, by=stage.cast.lin.actor) == []
        assert last("evaluation.create_missing_schemes")

    def test_others_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.create_missing_schemes(None, by=stage.cast.ye.actor)

    def test_every_default_of_the_district_could_be_examined(self, stage: Stage) -> None:
        actions.create_missing_schemes(None, by=stage.cast.lin.actor)
        assert set(Scheme.objects.values_list("level", flat=True)) == set(defaults().by_level)


class TestDue:
    def test_the_parts_of_the_scheme_by_who_examines_them(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage)
        assert (scheme_of(application), sitting_parts_due(application), panel_parts(application)) == (None, [], [])
        make_scheme(stage)
        assert [part.part for part in sitting_parts_due(application)] == ["theory", "practice"]
        assert [part.part for part in panel_parts(application)] == ["comprehensive"]

    def test_other_channels_sit_for_nothing(self, stage: Stage) -> None:
        make_scheme(stage)
        application = bring_to(S.SECOND_REVIEWED, stage)
        application.channel = Channel.CERTIFICATE
        assert sitting_parts_due(application) == []

    def test_a_draft_without_a_trade_has_none(self, stage: Stage) -> None:
        assert sitting_parts_due(Application(applicant=stage.cast.lv.person)) == []
