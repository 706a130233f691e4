"""A sheet of workers: sent, read, previewed, taken in."""

import datetime as dt
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.importers import import_sheet
from juxian.evaluation.models import Application, BatchRow, EmployerResult
from juxian.evaluation.states import ApplicationState, BatchRowState, BatchState
from juxian.evaluation.tasks import let_go_of_sheets
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.messages.gateways import MemorySms
from juxian.kit.models import Message
from juxian.kit.uploads import accept_upload
from juxian.people.actions import register_at_counter
from juxian.people.models import Person
from tests.cast import Member, make_member
from tests.evaluation.employer_factories import approved_plan, employer_row, imported, row_of, sent, sheet
from tests.evaluation.factories import Stage, bring_to
from tests.jobs import run_jobs
from tests.people.audit import last


def messages_of(batch: Any) -> list[str]:
    return [fault["message"] for fault in batch.faults]


class TestSend:
    def test_a_sheet_is_read_and_previewed_and_nothing_is_made(self, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv), row_of(stage.cast.chen, level="学徒工")])
        assert batch.state == BatchState.READY
        assert (batch.row_count, batch.new_count, batch.faulty_count) == (2, 1, 1)
        assert (batch.faults[0]["row"], batch.faults[0]["label"]) == (3, "申报等级")
        assert not BatchRow.objects.exists()
        assert not Application.objects.exists()

    def test_another_employer_cannot_send_for_this_one(self, stage: Stage) -> None:
        by = stage.cast.stranger_employer.actor
        upload = accept_upload(sheet([]), kinds=("excel",), by=by, purpose="evaluation.batch")
        with pytest.raises(PermissionDenied):
            actions.send_batch(stage.cast.employer, upload=upload, by=by)

    def test_an_employer_that_is_not_verified_is_told_so(self, stage: Stage) -> None:
        by = stage.cast.wang.actor
        upload = accept_upload(sheet([]), kinds=("excel",), by=by, purpose="evaluation.batch")
        stage.cast.employer.state = "suspended"
        with pytest.raises(RuleBroken, match="还没有核验通过"):
            actions.send_batch(stage.cast.employer, upload=upload, by=by)

    def test_a_sheet_without_rows_says_why_it_cannot_be_used(self, stage: Stage) -> None:
        batch = sent(stage, [])
        assert (batch.state, batch.reason) == (BatchState.UNREADABLE, "表格里只有表头，没有数据。请填写后再上传。")

    def test_it_is_on_record_and_the_workers_are_not(self, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv, level="学徒工")])
        assert last("evaluation.send_batch").subject_id == batch.pk
        assert last("evaluation.check_batch").data["faults"] is None


class TestRows:
    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"identity_number": "350299199001010000"}, "校验"),
            ({"phone": "1380000"}, "手机号"),
            ({"occupation": "宇航员"}, "不在今年的紧缺工种目录里"),
            ({"contract_until_on": "2020-01-01"}, "早于开始日期"),
            ({"insured_since_on": "2030-01-01"}, "在今天以后"),
            ({"monthly_pay_fen": "0"}, "应大于零"),
            ({"channel": "证书认定"}, "还没有填写证书编号"),
            ({"channel": "企业自主评价", "plan_number": "BA20259999"}, "没有这个备案号"),
            ({"name": "吕志刚"}, "与这个证件号码登记的姓名不一致"),
        ],
    )
    def test_a_wrong_cell_is_named_and_told(self, stage: Stage, changes: dict[str, Any], sentence: str) -> None:
        batch = sent(stage, [row_of(stage.cast.lv, **changes)])
        assert batch.new_count == 0
        assert any(sentence in message for message in messages_of(batch)), messages_of(batch)

    def test_a_row_with_two_faults_is_told_both(self, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv, occupation="宇航员", monthly_pay_fen="0")])
        assert len(batch.faults) == 2
        assert batch.faulty_count == 1

    def test_the_same_person_twice_is_a_fault_of_the_second_row(self, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv), row_of(stage.cast.lv, level="技师")])
        assert (batch.new_count, messages_of(batch)) == (1, ["与第 2 行是同一个人。每人只能报一项。"])

    def test_an_application_under_way_and_a_level_held_read_the_same(self, stage: Stage) -> None:
        bring_to(ApplicationState.ACCEPTED, stage, stage.cast.chen, level="senior")
        bring_to(ApplicationState.CERTIFIED, stage, stage.cast.lv, level="senior")
        batch = sent(stage, [row_of(stage.cast.chen), row_of(stage.cast.lv)])
        assert messages_of(batch) == ["此人现在不能申报这个等级。请本人登录“我的申报”查看原因。"] * 2

    def test_scores_must_reach_sixty_in_every_part_of_the_plan(self, stage: Stage) -> None:
        plan = approved_plan(stage)
        low = employer_row(stage.cast.lv, plan, score_theory=59)
        short = employer_row(stage.cast.chen, plan, score_practice=None)
        first, second = messages_of(sent(stage, [low, short]))
        assert "理论知识不到六十分" in first
        assert "缺少操作技能的成绩" in second


class TestImport:
    def test_the_right_rows_become_drafts_and_their_workers_are_told(self, stage: Stage) -> None:
        batch = imported(stage, [row_of(stage.cast.lv), row_of(stage.cast.chen, level="学徒工")])
        row = batch.rows.get()
        assert (batch.state, batch.done_count, row.state) == (BatchState.IMPORTED, 1, BatchRowState.WAITING)
        draft = row.application
        assert (draft.state, draft.employer, draft.level) == ("draft", stage.cast.employer, "senior")
        assert (draft.monthly_pay_fen, draft.post) == (980_000, "焊接班班长")
        message = Message.objects.get(recipient_id=stage.cast.lv.person.pk)
        assert message.link == f"/my/batches/{row.pk}/"

    def test_the_same_file_twice_changes_nothing(self, stage: Stage) -> None:
        rows = [row_of(stage.cast.lv), row_of(stage.cast.chen)]
        imported(stage, rows)
        again = sent(stage, rows)
        assert (again.new_count, again.same_count, again.faults) == (0, 2, [])
        with pytest.raises(RuleBroken, match="没有可以导入的新行"):
            actions.begin_batch(again, by=stage.cast.wang.actor)
        assert BatchRow.objects.count() == 2

    def test_an_import_that_was_cut_short_goes_on_without_doubles(self, stage: Stage) -> None:
        batch = actions.begin_batch(sent(stage, [row_of(stage.cast.lv)]), by=stage.cast.wang.actor)
        run_jobs()
        batch.refresh_from_db()
        type(batch).objects.filter(pk=batch.pk).update(state=BatchState.IMPORTING)  # as a killed worker leaves it
        batch.refresh_from_db()
        assert import_sheet(batch).state == BatchState.IMPORTED
        assert BatchRow.objects.count() == 1

    def test_all_or_nothing_takes_nothing_in_while_a_row_is_wrong(self, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv), row_of(stage.cast.chen, level="学徒工")])
        with pytest.raises(RuleBroken, match="还有1行有问题"):
            actions.begin_batch(batch, is_whole=True, by=stage.cast.wang.actor)

    def test_all_or_nothing_stops_where_a_row_has_become_wrong_meanwhile(self, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv), row_of(stage.cast.chen)])
        bring_to(ApplicationState.ACCEPTED, stage, stage.cast.chen)
        actions.begin_batch(batch, is_whole=True, by=stage.cast.wang.actor)
        run_jobs()
        batch.refresh_from_db()
        assert (batch.state, batch.faulty_count) == (BatchState.READY, 1)
        assert not BatchRow.objects.exists()

    def test_a_colleague_of_another_employer_cannot(self, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv)])
        with pytest.raises(PermissionDenied):
            actions.begin_batch(batch, by=stage.cast.stranger_employer.actor)

    def test_it_is_imported_once(self, stage: Stage) -> None:
        batch = imported(stage, [row_of(stage.cast.lv)])
        with pytest.raises(TransitionNotAllowed, match="已导入"):
            actions.begin_batch(batch, by=stage.cast.wang.actor)

    def test_results_of_the_employer_come_with_the_draft(self, stage: Stage) -> None:
        plan = approved_plan(stage)
        batch = imported(stage, [employer_row(stage.cast.lv, plan)])
        result = EmployerResult.objects.get(application=batch.rows.get().application)
        assert (result.plan, result.scores) == (plan, {"theory": 80, "practice": 88})
        assert set(result.assessors) == {"王强", "李刚", "赵敏"}

    def test_the_rows_are_on_record_without_what_they_say(self, stage: Stage) -> None:
        imported(stage, [row_of(stage.cast.lv)])
        assert last("evaluation.import_rows").data == {"drafts": None}


class TestUnknownWorkers:
    def stranger(self) -> Member:
        """Somebody who has documents but no row on the platform."""
        member = make_member("申屠远", with_account=False)
        Person.objects.filter(pk=member.person.pk).delete()
        return member

    def test_they_are_invited_by_text_and_find_their_draft_when_they_register(self, stage: Stage) -> None:
        MemorySms.outbox.clear()
        stranger = self.stranger()
        row = imported(stage, [row_of(stranger)]).rows.get()
        assert (row.state, row.application) == (BatchRowState.INVITED, None)
        assert "焊工" not in MemorySms.outbox[0].text
        person = self.register(stage, stranger)
        row.refresh_from_db()
        assert (row.state, row.application.applicant, row.draft) == (BatchRowState.WAITING, person, None)
        assert row.application.contract_from_on == clock.today() - dt.timedelta(days=900)

    def test_a_number_under_another_name_shows_nobody_the_draft(self, stage: Stage) -> None:
        stranger = self.stranger()
        row = imported(stage, [row_of(stranger, name="另一人")]).rows.get()
        self.register(stage, stranger)
        row.refresh_from_db()
        assert (row.state, row.application, row.identity_number) == (BatchRowState.LAPSED, None, None)

    def register(self, stage: Stage, stranger: Member) -> Person:
        person = register_at_counter(
            stage.cast.office,
            name=stranger.person.name,
            identity_kind="citizen_id",
            identity_number=stranger.person.identity_number.open(),
            by=stage.cast.zhao.actor,
        )
        run_jobs()
        return person


class TestDiscard:
    def test_the_sheet_is_let_go_of(self, stage: Stage) -> None:
        batch = actions.discard_batch(sent(stage, [row_of(stage.cast.lv)]), by=stage.cast.wang.actor)
        assert (batch.state, batch.upload) == (BatchState.DISCARDED, None)

    def test_what_was_imported_cannot_be_discarded(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.discard_batch(imported(stage, [row_of(stage.cast.lv)]), by=stage.cast.wang.actor)

    def test_another_employer_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.discard_batch(sent(stage, [row_of(stage.cast.lv)]), by=stage.cast.stranger_employer.actor)

    def test_a_month_after_the_import_the_sheet_goes(self, stage: Stage) -> None:
        batch = imported(stage, [row_of(stage.cast.lv)])
        assert let_go_of_sheets() == 0
        with clock.at(clock.now() + dt.timedelta(days=31)):
            assert let_go_of_sheets() == 1
        batch.refresh_from_db()
        assert batch.upload is None
