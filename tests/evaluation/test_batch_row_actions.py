"""One worker of a batch: asked, reminded, answering; and who sees what."""

import datetime as dt

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Batch, BatchRow
from juxian.evaluation.queries.batch import exported_rows
from juxian.evaluation.queries.files import may_read_batch
from juxian.evaluation.states import ApplicationState, BatchRowState
from juxian.evaluation.tasks import lapse_unanswered_rows, remind_workers
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.evaluation.employer_factories import answered, imported, row_of
from tests.evaluation.factories import Stage
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene


@scene
def row(stage: Stage) -> BatchRow:
    """吕师傅 is to answer."""
    return imported(stage, [row_of(stage.cast.lv)]).rows.get()


def told(stage: Stage) -> int:
    return Message.objects.filter(recipient_id=stage.cast.lv.person.pk, kind="evaluation.batch_to_confirm").count()


class TestConfirm:
    def test_the_worker_submits_and_the_row_follows_to_the_counter(self, row: BatchRow) -> None:
        application = answered(row)
        row.refresh_from_db()
        assert (application.state, row.state) == (ApplicationState.SUBMITTED, BatchRowState.SUBMITTED)
        assert str(row.present_state) == "待受理"

    def test_what_the_worker_corrected_is_what_is_submitted(self, stage: Stage, row: BatchRow) -> None:
        actions.change_work(row.application, post="焊接技师", by=stage.cast.lv.citizen)
        assert answered(row).post == "焊接技师"

    def test_a_draft_taken_back_is_an_answer_too(self, stage: Stage, row: BatchRow) -> None:
        actions.withdraw_application(row.application, by=stage.cast.lv.citizen)
        run_jobs()
        row.refresh_from_db()
        assert (row.state, row.reason) == (BatchRowState.DECLINED, "本人撤回了草稿。")


class TestDecline:
    def test_the_draft_goes_and_the_employer_reads_why(self, stage: Stage, row: BatchRow) -> None:
        actions.decline_row(row, reason="我不在焊接班了", by=stage.cast.lv.citizen)
        run_jobs()
        row.refresh_from_db()
        assert (row.state, row.identity_number, row.phone) == (BatchRowState.DECLINED, None, None)
        assert Application.objects.get().state == ApplicationState.WITHDRAWN
        message = Message.objects.get(recipient_id=stage.cast.wang.person.pk, kind="evaluation.batch_answered")
        assert "我不在焊接班了" in message.body

    def test_nobody_declines_for_another(self, stage: Stage, row: BatchRow) -> None:
        with pytest.raises(PermissionDenied):
            actions.decline_row(row, reason="代他决定", by=stage.cast.chen.citizen)

    def test_an_answered_row_is_not_declined(self, stage: Stage, row: BatchRow) -> None:
        answered(row)
        with pytest.raises(TransitionNotAllowed):
            actions.decline_row(row, reason="后悔了", by=stage.cast.lv.citizen)

    def test_without_a_reason_it_is_refused(self, stage: Stage, row: BatchRow) -> None:
        with pytest.raises(RuleBroken, match="还没有写原因"):
            actions.decline_row(row, reason=" ", by=stage.cast.lv.citizen)

    def test_it_is_on_record(self, stage: Stage, row: BatchRow) -> None:
        actions.decline_row(row, reason="我不在焊接班了", by=stage.cast.lv.citizen)
        event = last("evaluation.decline_row")
        assert (event.from_state, event.to_state) == ("waiting", "declined")

    def test_the_worker_may_be_sent_again(self, stage: Stage, row: BatchRow) -> None:
        actions.decline_row(row, reason="工资写错了", by=stage.cast.lv.citizen)
        assert imported(stage, [row_of(stage.cast.lv, monthly_pay_fen="9900")]).rows.count() == 1


class TestRemind:
    def test_the_worker_is_told_again_three_times_at_most(self, stage: Stage, row: BatchRow) -> None:
        for _round in range(3):
            actions.remind_row(row, by=stage.cast.wang.actor)
            run_jobs()
        assert told(stage) == 4
        with pytest.raises(RuleBroken, match="已经提醒过三次"):
            actions.remind_row(row, by=stage.cast.wang.actor)

    def test_another_employer_cannot(self, stage: Stage, row: BatchRow) -> None:
        with pytest.raises(PermissionDenied):
            actions.remind_row(row, by=stage.cast.stranger_employer.actor)

    def test_who_has_answered_is_left_in_peace(self, stage: Stage, row: BatchRow) -> None:
        answered(row)
        with pytest.raises(RuleBroken, match="已经答复"):
            actions.remind_row(row, by=stage.cast.wang.actor)

    def test_it_is_on_record(self, stage: Stage, row: BatchRow) -> None:
        actions.remind_row(row, by=stage.cast.wang.actor)
        assert last("evaluation.remind_row").subject_id == row.pk


class TestWithdraw:
    def test_the_draft_goes_with_it(self, stage: Stage, row: BatchRow) -> None:
        actions.withdraw_row(row, by=stage.cast.wang.actor)
        assert Application.objects.get().state == ApplicationState.WITHDRAWN
        assert last("evaluation.withdraw_row").to_state == "withdrawn"

    def test_what_the_worker_submitted_is_the_workers(self, stage: Stage, row: BatchRow) -> None:
        answered(row)
        with pytest.raises(TransitionNotAllowed):
            actions.withdraw_row(row, by=stage.cast.wang.actor)

    def test_another_employer_cannot(self, stage: Stage, row: BatchRow) -> None:
        with pytest.raises(PermissionDenied):
            actions.withdraw_row(row, by=stage.cast.stranger_employer.actor)


class TestClock:
    def test_silence_is_no_consent(self, stage: Stage, row: BatchRow) -> None:
        with clock.at(row.due_at + dt.timedelta(hours=1)):
            assert lapse_unanswered_rows() == 1
            assert lapse_unanswered_rows() == 0
        row.refresh_from_db()
        assert row.state == BatchRowState.LAPSED
        assert Application.objects.get().state == ApplicationState.WITHDRAWN

    def test_it_lapses_not_a_day_too_early(self, row: BatchRow) -> None:
        assert lapse_unanswered_rows() == 0
        with pytest.raises(RuleBroken, match="还没有到"):
            actions.lapse_row(row)

    def test_a_reminder_comes_once_before(self, stage: Stage, row: BatchRow) -> None:
        with clock.at(row.due_at - dt.timedelta(days=2)):
            remind_workers()
            remind_workers()
        assert told(stage) == 2


class TestWhoSees:
    def test_only_the_employer_that_sent_it_and_the_office(self, stage: Stage, row: BatchRow) -> None:
        cast = stage.cast
        for actor, sees in [(cast.wang.actor, 1), (cast.stranger_employer.actor, 0), (cast.zhao.actor, 1)]:
            assert Batch.objects.visible_to(actor).count() == sees
            assert BatchRow.objects.visible_to(actor).count() == sees
        assert BatchRow.objects.visible_to(cast.lv.citizen).count() == 1
        assert BatchRow.objects.visible_to(cast.chen.citizen).count() == 0

    def test_the_sheet_itself_is_the_employers_alone(self, stage: Stage, row: BatchRow) -> None:
        upload = row.batch.upload
        assert may_read_batch(stage.cast.wang.actor, upload)
        assert not may_read_batch(stage.cast.stranger_employer.actor, upload)
        assert not may_read_batch(stage.cast.zhao.actor, upload)

    def test_the_workers_export_holds_what_the_employer_wrote(self, stage: Stage, row: BatchRow) -> None:
        assert exported_rows(stage.cast.lv.person.pk)[0]["用人单位"] == stage.cast.employer.name

    def test_an_erased_person_is_forgotten_here_too(self, row: BatchRow) -> None:
        actions.forget_row(row)
        row.refresh_from_db()
        assert (row.name, row.identity_number, row.identity_index) == ("", None, None)
