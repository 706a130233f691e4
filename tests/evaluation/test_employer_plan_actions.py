"""An employer's own evaluation: filed, decided, results recorded, checked by lot."""

import datetime as dt
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.drawing import draw
from juxian.evaluation.models import Application, EmployerPlan, SpotCheck
from juxian.evaluation.queries.employer_plan import draw_count, may_confirm, share_of_next_draw
from juxian.evaluation.states import ApplicationState, EmployerPlanState, SpotCheckState
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from juxian.kit.work_queue import described, work_queue_items
from tests.cast import make_member, make_membership
from tests.evaluation.employer_factories import (
    answered,
    approved_plan,
    employer_row,
    filed_plan,
    imported,
    plan_content,
    result_content,
)
from tests.evaluation.factories import Stage, fill_in
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene

SEED = "福彩 03 11 17 20 26 31 08"


def applied(stage: Stage, **changes: Any) -> Application:
    """吕师傅 submitted by himself, through his employer's evaluation."""
    application = fill_in(stage, stage.cast.lv, "senior")
    values = {"channel": "employer", "state": "submitted", "number": "SB2025000001", **changes}
    Application.objects.filter(pk=application.pk).update(**values)
    application.refresh_from_db()
    return application


class TestFile:
    def test_a_plan_waits_for_the_office(self, stage: Stage) -> None:
        plan = filed_plan(stage)
        assert (plan.state, plan.number) == (EmployerPlanState.FILED, None)
        assert plan.due_at is not None
        assert plan.scopes.count() == 2
        assert {str(row) for row in plan.parts.all()} == {"理论知识（笔试）", "操作技能（现场操作）"}

    def test_nobody_files_for_another_employer(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.file_plan(stage.cast.employer, by=stage.cast.stranger_employer.actor, **plan_content(stage))

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"assessors": [("甲", "技师", False), ("乙", "技师", False)]}, "至少三位；现在是2位"),
            ({"assessors": [(name, "技师", False) for name in "甲乙丙丁"]}, "要有单数"),
            ({"assessors": [(name, "技师", False) for name in "甲乙甲"]}, "写了两次"),
            ({"parts": []}, "还没有选择任何考核部分"),
            ({"scopes": []}, "没有交集"),
            ({"planned_until_on": dt.date(2020, 1, 1)}, "早于开始日期"),
        ],
    )
    def test_what_no_officer_could_approve_is_refused(self, stage: Stage, changes: Any, sentence: str) -> None:
        with pytest.raises(RuleBroken, match=sentence):
            filed_plan(stage, **changes)

    def test_it_is_on_record(self, stage: Stage) -> None:
        plan = filed_plan(stage)
        assert last("evaluation.file_plan").subject_id == plan.pk

    def test_a_returned_plan_is_corrected_and_filed_again(self, stage: Stage) -> None:
        plan = actions.return_plan(filed_plan(stage), reason="补充标准", by=stage.cast.lin.actor)
        plan = actions.refile_plan(plan, by=stage.cast.wang.actor, **plan_content(stage, title="焊工评价（改）"))
        assert (plan.state, plan.title, plan.reason) == (EmployerPlanState.FILED, "焊工评价（改）", "")
        assert plan.assessors.count() == 3
        with pytest.raises(TransitionNotAllowed):
            actions.refile_plan(plan, by=stage.cast.wang.actor, **plan_content(stage))


class TestDecide:
    def test_an_approved_plan_has_a_number_and_the_employer_is_told(self, stage: Stage) -> None:
        plan = approved_plan(stage)
        run_jobs()
        assert (plan.state, plan.number) == (EmployerPlanState.APPROVED, "BA20250001")
        assert Message.objects.filter(recipient_id=stage.cast.wang.person.pk, title__contains="已备案").exists()

    @pytest.mark.parametrize("who", ["zhao", "huang", "wang", "chen"])
    def test_others_cannot(self, stage: Stage, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.approve_plan(filed_plan(stage), by=getattr(stage.cast, who).actor)

    def test_an_officer_who_belongs_to_the_employer_cannot(self, stage: Stage) -> None:
        make_membership(stage.cast.lin.person, stage.cast.employer, "employer_staff")
        with pytest.raises(PermissionDenied):
            actions.approve_plan(filed_plan(stage), by=stage.cast.lin.actor)

    def test_returning_and_refusing_need_a_reason(self, stage: Stage) -> None:
        for decide in (actions.return_plan, actions.refuse_plan):
            with pytest.raises(RuleBroken, match="还没有写明理由"):
                decide(filed_plan(stage), reason=" ", by=stage.cast.lin.actor)

    def test_a_refused_plan_is_at_its_end(self, stage: Stage) -> None:
        plan = actions.refuse_plan(filed_plan(stage), reason="单位没有考评场地", by=stage.cast.lin.actor)
        assert last("evaluation.refuse_plan").to_state == "refused"
        with pytest.raises(TransitionNotAllowed):
            actions.approve_plan(plan, by=stage.cast.lin.actor)

    def test_the_employer_closes_its_plan(self, stage: Stage) -> None:
        plan = actions.close_plan(approved_plan(stage), by=stage.cast.wang.actor)
        with pytest.raises(RuleBroken, match="不能录入结果"):
            actions.record_result(plan, application=applied(stage), by=stage.cast.wang.actor, **result_content())

    def test_another_employer_sees_nothing_of_it(self, stage: Stage) -> None:
        filed_plan(stage)
        assert not EmployerPlan.objects.visible_to(stage.cast.stranger_employer.actor).exists()


class TestRecord:
    def record(self, stage: Stage, plan: EmployerPlan, by: Any = None, **changes: Any) -> Any:
        application = changes.pop("application", None) or applied(stage)
        by = by or stage.cast.wang.actor
        return actions.record_result(plan, application=application, by=by, **result_content(**changes))

    def test_the_employer_records_and_corrects(self, stage: Stage) -> None:
        plan, application = approved_plan(stage), applied(stage)
        self.record(stage, plan, application=application)
        result = self.record(stage, plan, application=application, scores={"theory": 90, "practice": 91})
        assert application.employer_result == result
        assert last("evaluation.record_result").data["scores"] is None

    def test_another_employer_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            self.record(stage, approved_plan(stage), by=stage.cast.stranger_employer.actor)

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"scores": {"theory": 59, "practice": 80}}, "理论知识不到六十分"),
            ({"scores": {"theory": 80}}, "缺少操作技能的成绩"),
            ({"scores": {"theory": 80, "practice": 80, "ethics": 90}}, "方案里没有职业道德"),
            ({"scores": {"theory": 101, "practice": 80}}, "0 到 100"),
            ({"assessors": ["王强", "李刚"]}, "至少三位"),
            ({"assessors": ["王强", "李刚", "外人"]}, "备案方案的名单"),
            ({"published_from_on": dt.date(2030, 1, 1), "published_until_on": dt.date(2030, 1, 9)}, "还没有开始"),
        ],
    )
    def test_a_result_that_is_none_is_refused(self, stage: Stage, changes: Any, sentence: str) -> None:
        with pytest.raises(RuleBroken, match=sentence):
            self.record(stage, approved_plan(stage), **changes)

    def test_only_for_the_trade_level_channel_and_employer_of_the_plan(self, stage: Stage) -> None:
        plan, application = approved_plan(stage), applied(stage)
        for changes in ({"level": "chief"}, {"channel": "contribution"}, {"employer": stage.cast.other_employer}):
            other = Application.objects.get(pk=application.pk)
            for name, value in changes.items():
                setattr(other, name, value)
            with pytest.raises(RuleBroken):
                self.record(stage, plan, application=other)

    def test_after_a_decision_it_stays_as_it_is(self, stage: Stage) -> None:
        application = applied(stage, state=ApplicationState.PASSED)
        with pytest.raises(RuleBroken, match="已经有了结论"):
            self.record(stage, approved_plan(stage), application=application)


@scene
def plan(stage: Stage) -> EmployerPlan:
    return approved_plan(stage)


def twelve(stage: Stage, plan: EmployerPlan, count: int = 12) -> Any:
    """A batch of welders who all confirmed."""
    workers = [make_member(f"焊工{number}") for number in range(count)]
    batch = imported(stage, [employer_row(worker, plan) for worker in workers])
    for row in batch.rows.all():
        answered(row)
    return batch


class TestLots:
    def test_a_tenth_and_at_least_one_is_drawn_and_anybody_can_replay_it(
        self, stage: Stage, plan: EmployerPlan
    ) -> None:
        batch = twelve(stage, plan)
        made = actions.draw_spot_checks(plan, batch=batch, public_text=SEED, by=stage.cast.lin.actor)
        drawn = [check.application.number for check in made.checks.all()]
        assert (made.share_percent, len(made.pool), len(drawn)) == (10, 12, 2)
        assert sorted(drawn) == sorted(draw(made.seed, made.pool, 2))
        assert SEED in made.seed
        with pytest.raises(RuleBroken, match="没有等待抽签"):
            actions.draw_spot_checks(plan, batch=batch, public_text=SEED, by=stage.cast.lin.actor)
        assert last("evaluation.draw_spot_checks").data["public_text"] == SEED

    def test_the_employer_does_not_draw(self, stage: Stage, plan: EmployerPlan) -> None:
        with pytest.raises(PermissionDenied):
            actions.draw_spot_checks(plan, public_text=SEED, by=stage.cast.wang.actor)

    def test_a_seed_that_says_nothing_is_refused(self, stage: Stage, plan: EmployerPlan) -> None:
        with pytest.raises(RuleBroken, match="当天公开"):
            actions.draw_spot_checks(plan, public_text="1", by=stage.cast.lin.actor)

    @pytest.mark.parametrize(("pool", "percent", "count"), [(1, 10, 1), (10, 10, 1), (11, 10, 2), (3, 100, 3)])
    def test_the_share_is_rounded_up(self, pool: int, percent: int, count: int) -> None:
        assert draw_count(pool, percent) == count


class TestChecks:
    def check(self, stage: Stage, plan: EmployerPlan) -> SpotCheck:
        batch = twelve(stage, plan, 1)
        return actions.draw_spot_checks(plan, batch=batch, public_text=SEED, by=stage.cast.lin.actor).checks.get()

    def test_a_failed_check_stops_the_application_and_doubles_the_next_share(
        self, stage: Stage, plan: EmployerPlan
    ) -> None:
        check = self.check(stage, plan)
        Application.objects.filter(pk=check.application_id).update(state=ApplicationState.SECOND_REVIEWED)
        actions.fail_spot_check(check, reason="操作视频不是本人", by=stage.cast.lin.actor)
        application = Application.objects.get(pk=check.application_id)
        assert application.state == ApplicationState.REJECTED
        assert "操作视频不是本人" in application.reason
        assert share_of_next_draw(plan.organisation_id) == 20
        assert last("evaluation.fail_spot_check").to_state == "failed"

    def test_a_passed_check_leaves_the_share_as_it_is(self, stage: Stage, plan: EmployerPlan) -> None:
        check = actions.pass_spot_check(self.check(stage, plan), reason="属实", by=stage.cast.lin.actor)
        assert (check.state, share_of_next_draw(plan.organisation_id)) == (SpotCheckState.PASSED, 10)
        with pytest.raises(TransitionNotAllowed):
            actions.fail_spot_check(check, reason="改主意", by=stage.cast.lin.actor)

    def test_failing_needs_a_reason(self, stage: Stage, plan: EmployerPlan) -> None:
        with pytest.raises(RuleBroken, match="还没有写明抽查发现"):
            actions.fail_spot_check(self.check(stage, plan), reason="", by=stage.cast.lin.actor)

    @pytest.mark.parametrize("who", ["wang", "zhao"])
    def test_others_cannot(self, stage: Stage, plan: EmployerPlan, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.pass_spot_check(self.check(stage, plan), by=getattr(stage.cast, who).actor)


class TestMayConfirm:
    def test_each_thing_that_is_missing_is_said_in_turn(self, stage: Stage, plan: EmployerPlan) -> None:
        application = applied(stage)
        assert "还没有在备案方案下录入" in may_confirm(application)
        until = clock.today() + dt.timedelta(days=2)
        content = result_content(published_until_on=until)
        actions.record_result(plan, application=application, by=stage.cast.wang.actor, **content)
        assert "公示到" in may_confirm(application)
        actions.record_result(plan, application=application, by=stage.cast.wang.actor, **result_content())
        assert "还没有参加抽查" in may_confirm(application)
        made = actions.draw_spot_checks(plan, public_text=SEED, by=stage.cast.lin.actor)
        assert "结果还没有登记" in may_confirm(application)
        actions.pass_spot_check(made.checks.get(), by=stage.cast.lin.actor)
        assert may_confirm(application) == ""

    def test_a_worker_who_changed_the_employer_cannot_be_confirmed_on_the_old_ones_word(
        self, stage: Stage, plan: EmployerPlan
    ) -> None:
        application = applied(stage)
        actions.record_result(plan, application=application, by=stage.cast.wang.actor, **result_content())
        application.employer = stage.cast.other_employer
        assert "另一家单位" in may_confirm(application)
        application.employer, application.level = stage.cast.employer, "chief"
        assert "不包括这个职业" in may_confirm(application)


class TestWorkQueue:
    def test_plans_lots_and_checks_wait_for_the_reviewer_alone(self, stage: Stage) -> None:
        filed = filed_plan(stage, title="待备案")
        plan = approved_plan(stage)
        assert {item.waiting.key for item in waiting_for(stage.cast.lin.actor)} == {filed.pk}
        answered(imported(stage, [employer_row(stage.cast.lv, plan)]).rows.get())
        assert plan.pk in {item.waiting.key for item in waiting_for(stage.cast.lin.actor)}
        batch = plan.results.get().application.batch_row.batch
        made = actions.draw_spot_checks(plan, batch=batch, public_text=SEED, by=stage.cast.lin.actor)
        keys = {item.waiting.key for item in waiting_for(stage.cast.lin.actor)}
        assert keys == {filed.pk, made.checks.get().pk}
        assert len(described(waiting_for(stage.cast.lin.actor))) == 2
        make_membership(stage.cast.lin.person, stage.cast.employer, "employer_staff")
        assert waiting_for(stage.cast.lin.actor) == []


def waiting_for(actor: Any) -> list[Any]:
    return [item for item in work_queue_items(actor) if item.source.key.startswith("evaluation.0_employer")]
