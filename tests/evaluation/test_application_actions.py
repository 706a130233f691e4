"""What an applicant does: start, fill in, submit, withdraw."""

import datetime as dt
import re
from typing import Any

import pytest

from juxian.catalogue.states import EditionState
from juxian.evaluation import actions
from juxian.evaluation.models import Application
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.people.actions import merge_persons
from tests.cast import make_person
from tests.catalogue.factories import make_edition, make_item, make_occupation, put_into
from tests.evaluation.factories import Stage, bring_to, fill_in, submit
from tests.people.audit import last


class TestStart:
    def test_a_worker_starts_an_application(self, stage: Stage) -> None:
        lv = stage.cast.lv
        application = actions.start_application(lv.person, by=lv.citizen)
        assert (application.state, application.applicant, application.number) == (S.DRAFT, lv.person, None)

    def test_a_double_click_gives_one_draft(self, stage: Stage) -> None:
        lv = stage.cast.lv
        first = actions.start_application(lv.person, by=lv.citizen)
        assert actions.start_application(lv.person, by=lv.citizen) == first

    @pytest.mark.parametrize("who", ["chen", "wang", "zhao"])
    def test_nobody_applies_for_somebody_else(self, stage: Stage, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.start_application(stage.cast.lv.person, by=getattr(stage.cast, who).actor)

    def test_a_second_one_waits_until_the_first_is_done(self, stage: Stage) -> None:
        bring_to(S.SUBMITTED, stage)
        with pytest.raises(RuleBroken, match="正在办理"):
            actions.start_application(stage.cast.lv.person, by=stage.cast.lv.citizen)

    def test_a_merged_twin_counts_as_the_same_person(self, stage: Stage) -> None:
        cast = stage.cast
        twin = make_person("吕志强", identity_kind="passport", identity_number="E12345678")
        bring_to(S.SUBMITTED, stage)
        merge_persons(twin, by=cast.zhao.actor, merged=cast.lv.person, reason="同一人两种证件")
        by = cast.lv.citizen.__class__(role="citizen", person_id=twin.pk, user_id=twin.user_id)
        with pytest.raises(RuleBroken, match="正在办理"):
            actions.start_application(twin, by=by)
        assert Application.objects.visible_to(by).count() == 1

    def test_the_start_is_on_record(self, stage: Stage) -> None:
        application = actions.start_application(stage.cast.lv.person, by=stage.cast.lv.citizen)
        assert last("evaluation.start_application").subject_id == application.pk


class TestTrade:
    def test_a_trade_and_level_of_this_year_are_taken(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv, "technician")
        assert (application.item, application.level) == (stage.item, "technician")

    def test_a_stranger_cannot_choose(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv)
        with pytest.raises(PermissionDenied):
            actions.change_trade(application, item=stage.item, level="senior", by=stage.cast.chen.citizen)

    def test_after_submission_it_stands(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        with pytest.raises(RuleBroken, match="已经提交"):
            actions.change_trade(application, item=stage.item, level="senior", by=stage.cast.lv.citizen)

    def test_a_level_that_the_item_does_not_list_is_refused(self, stage: Stage) -> None:
        stage.item.levels = ["senior"]
        application = fill_in(stage, stage.cast.lv, "senior")
        with pytest.raises(RuleBroken, match="不评这个等级") as refused:
            actions.change_trade(application, item=stage.item, level="chief", by=stage.cast.lv.citizen)
        assert refused.value.field == "level"

    def test_an_item_of_last_years_catalogue_is_refused_in_one_sentence(self, stage: Stage) -> None:
        old = make_edition(2024)
        item = make_item(old, make_occupation("车工", "6-18-01-01"))
        put_into(old, EditionState.ARCHIVED)
        application = fill_in(stage, stage.cast.lv)
        with pytest.raises(RuleBroken) as refused:
            actions.change_trade(application, item=item, level="senior", by=stage.cast.lv.citizen)
        assert refused.value.message == "所选工种不在今年公布的紧缺工种目录里。请从今年的目录中重新选择。"

    def test_what_one_is_already_is_not_applied_for_again(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage, level="technician")
        by = stage.cast.lv.citizen
        application = actions.start_application(stage.cast.lv.person, by=by)
        for level in ("technician", "senior"):
            with pytest.raises(RuleBroken, match="您已是“技师”"):
                actions.change_trade(application, item=stage.item, level=level, by=by)
        actions.change_trade(application, item=stage.item, level="senior_technician", by=by)

    def test_the_choice_is_on_record(self, stage: Stage) -> None:
        fill_in(stage, stage.cast.lv)
        assert last("evaluation.change_trade").data["level"] == "senior_technician"


class TestWork:
    def change(self, stage: Stage, application: Application, by: Any = None, **work: Any) -> Application:
        return actions.change_work(application, by=by or stage.cast.lv.citizen, **work)

    def test_post_and_contract_are_taken(self, stage: Stage) -> None:
        application = self.change(stage, fill_in(stage, stage.cast.lv), post="装配钳工")
        assert application.post == "装配钳工"

    def test_a_stranger_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            self.change(stage, fill_in(stage, stage.cast.lv), by=stage.cast.chen.citizen, post="x")

    def test_after_submission_it_stands(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="已经提交"):
            self.change(stage, bring_to(S.ACCEPTED, stage), post="x")

    def test_a_contract_that_ends_before_it_begins_is_refused(self, stage: Stage) -> None:
        begins, ends = dt.date(2024, 1, 1), dt.date(2023, 1, 1)
        with pytest.raises(RuleBroken, match="早于开始日期") as refused:
            self.change(stage, fill_in(stage, stage.cast.lv), contract_from_on=begins, contract_until_on=ends)
        assert refused.value.field == "contract_until_on"

    def test_it_is_on_record_without_the_pay(self, stage: Stage) -> None:
        fill_in(stage, stage.cast.lv, monthly_pay_fen=987_654)
        assert last("evaluation.change_work").data["post"] == "焊接班班长"
        assert last("evaluation.change_work").data["monthly_pay_fen"] is None
        rows = [line.data for line in last("evaluation_application.update", "row").__class__.objects.filter(kind="row")]
        assert not re.search(r"\b987654\b", str(rows))  # by itself, not within an id


class TestStatement:
    def change(self, stage: Stage, application: Application, by: Any = None, **values: Any) -> Application:
        values = {"statement": "十八年焊工", "has_pledged": True, **values}
        return actions.change_statement(application, by=by or stage.cast.lv.citizen, **values)

    def test_words_and_pledge_are_taken_and_the_photo_stays(self, stage: Stage) -> None:
        before = fill_in(stage, stage.cast.lv)
        after = self.change(stage, before, statement="二十年")
        assert (after.statement, after.has_pledged, after.portrait_id) == ("二十年", True, before.portrait_id)

    def test_a_stranger_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            self.change(stage, fill_in(stage, stage.cast.lv), by=stage.cast.chen.citizen)

    def test_after_submission_it_stands(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="已经提交"):
            self.change(stage, bring_to(S.SUBMITTED, stage))

    def test_it_is_on_record_by_name_only(self, stage: Stage) -> None:
        self.change(stage, fill_in(stage, stage.cast.lv), statement="只有我知道的绝招")
        assert last("evaluation.change_statement").data["statement"] is None


class TestSubmit:
    def test_it_gets_a_number_a_clock_and_the_engines_answer(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        assert application.number == "SB2025000001"
        assert application.due_at.date() == dt.date(2025, 3, 19)
        assert {clause["verdict"] for clause in application.check_record["clauses"]} <= {"met", "judgement", "unknown"}

    def test_somebody_else_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.submit_application(fill_in(stage, stage.cast.lv), by=stage.cast.chen.citizen)

    def test_twice_is_once(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        with pytest.raises(TransitionNotAllowed):
            submit(stage, application)

    @pytest.mark.parametrize(
        ("missing", "sentence"),
        [
            ({"item": None}, "还没有选择工种和等级"),
            ({"employer": None}, "还没有填写工作单位"),
            ({"portrait": None}, "还没有上传本人照片"),
            ({"has_pledged": False}, "还没有勾选承诺"),
        ],
    )
    def test_what_is_missing_is_said(self, stage: Stage, missing: dict[str, Any], sentence: str) -> None:
        application = fill_in(stage, stage.cast.lv)
        Application.objects.filter(pk=application.pk).update(**missing)
        with pytest.raises(RuleBroken, match=sentence):
            submit(stage, application)

    def test_without_a_contribution_it_is_not_taken(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv)
        application.contributions.all().delete()
        with pytest.raises(RuleBroken, match="还没有填写任何业绩"):
            submit(stage, application)

    def test_a_clause_that_is_not_met_stops_it_unless_a_person_shall_look(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv, insured_since_on=dt.date(2025, 1, 1))
        with pytest.raises(RuleBroken, match="不满足") as refused:
            submit(stage, application)
        assert refused.value.field == "wants_human_check"
        actions.submit_application(application, wants_human_check=True, by=stage.cast.lv.citizen)
        application.refresh_from_db()
        assert (application.state, application.wants_human_check) == (S.SUBMITTED, True)

    def test_a_new_catalogue_overtakes_a_draft(self, stage: Stage, frozen_time: Any) -> None:
        application = fill_in(stage, stage.cast.lv)
        _publish_next_year(frozen_time)
        with pytest.raises(RuleBroken, match="不在今年公布的"):
            submit(stage, application)

    def test_a_correction_in_the_new_year_keeps_last_years_catalogue(self, stage: Stage, frozen_time: Any) -> None:
        application = bring_to(S.SUBMITTED, stage)
        actions.return_application(application, reason="请补合同。", by=stage.cast.zhao.actor)
        _publish_next_year(frozen_time)
        application.refresh_from_db()
        actions.submit_application(application, wants_human_check=True, by=stage.cast.lv.citizen)
        application.refresh_from_db()
        assert (application.state, application.number) == (S.SUBMITTED, "SB2025000001")

    def test_the_submission_is_on_record(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        line = last("evaluation.submit_application")
        assert (line.subject_id, line.from_state, line.to_state) == (application.pk, S.DRAFT, S.SUBMITTED)


class TestWithdraw:
    def test_the_applicant_takes_it_back_and_may_start_anew(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        by = stage.cast.lv.citizen
        actions.withdraw_application(application, reason="换了单位", by=by)
        application.refresh_from_db()
        assert (application.state, application.due_at) == (S.WITHDRAWN, None)
        assert actions.start_application(stage.cast.lv.person, by=by) != application

    def test_nobody_else_can(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.withdraw_application(bring_to(S.SUBMITTED, stage), by=stage.cast.zhao.actor)

    def test_after_the_first_review_it_is_too_late(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed, match="待复审"):
            actions.withdraw_application(bring_to(S.FIRST_REVIEWED, stage), by=stage.cast.lv.citizen)

    def test_it_is_on_record(self, stage: Stage) -> None:
        actions.withdraw_application(bring_to(S.SUBMITTED, stage), by=stage.cast.lv.citizen)
        assert last("evaluation.withdraw_application").to_state == S.WITHDRAWN


def _publish_next_year(frozen_time: Any) -> None:
    """It is March 2026 and the new catalogue, without the old item, is in force."""
    frozen_time.move_to("2026-03-12 10:00:00+08:00")
    edition = make_edition(2026)
    make_item(edition, make_occupation("电工", "6-31-01-03"))
    put_into(edition, EditionState.PUBLISHED)
