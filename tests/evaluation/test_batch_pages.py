"""Pages of batches: the employer's, the office's and the worker's; and of employers' plans."""

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from juxian.evaluation.models import Batch, BatchRow, EmployerPlan
from juxian.kit import clock
from tests.cast import client_as
from tests.evaluation.employer_factories import (
    answered,
    approved_plan,
    employer_row,
    filed_plan,
    imported,
    row_of,
    sent,
    sheet,
)
from tests.evaluation.factories import Stage, picture
from tests.jobs import run_jobs
from tests.scenes import scene


@scene
def employer(stage: Stage) -> Client:
    return client_as(stage.cast.wang.actor)


@scene
def stranger(stage: Stage) -> Client:
    return client_as(stage.cast.stranger_employer.actor)


def rows_in(answer: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))


class TestEmployerPages:
    def test_the_template_has_this_years_trades_and_levels_to_choose_from(self, employer: Client, stage: Stage) -> None:
        book = load_workbook(io.BytesIO(employer.get(reverse("evaluation:org_batch_template")).content))
        lists = {cell for row in book["_lists"].iter_rows(values_only=True) for cell in row}
        assert {"焊工", "高级工", "业绩评审", "护照"} <= lists
        assert book.worksheets[0].data_validations.dataValidation

    def test_a_sheet_is_sent_checked_previewed_and_imported(self, employer: Client, stage: Stage) -> None:
        file = sheet([row_of(stage.cast.lv), row_of(stage.cast.chen, phone="123")])
        page = employer.post(reverse("evaluation:org_batch_create"), {"file": file}, follow=True)
        assert "正在检查每一行" in page.content.decode()
        assert 'hx-trigger="every 2s"' in page.content.decode()
        run_jobs()
        batch = Batch.objects.get()
        address = reverse("evaluation:org_batch", args=[batch.pk])
        preview = employer.get(address).content.decode()
        assert "手机号" in preview
        assert "先导入没有问题的行" in preview
        employer.post(reverse("evaluation:org_batch_import", args=[batch.pk]), {"mode": "right"})
        assert "正在导入" in employer.get(address).content.decode()
        run_jobs()
        assert "待本人确认" in employer.get(address).content.decode()

    def test_htmx_gets_the_body_alone(self, employer: Client, stage: Stage) -> None:
        address = reverse("evaluation:org_batch", args=[sent(stage, [row_of(stage.cast.lv)]).pk])
        part = employer.get(address, headers={"HX-Request": "true"}).content.decode()
        assert part.startswith('<div id="batch" class="stack">')
        assert "<html" not in part

    def test_the_fault_file_holds_the_wrong_rows_with_their_reasons(self, employer: Client, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv), row_of(stage.cast.chen, phone="123")])
        heading, row = rows_in(employer.get(reverse("evaluation:org_batch_faults", args=[batch.pk])))
        values = dict(zip(heading, row, strict=True))
        assert (values["姓名*"], values["手机号*"], values["原表行号"]) == ("陈某", "123", 3)
        assert "手机号" in values["问题"]

    def test_the_export_has_states_and_nothing_private(self, employer: Client, stage: Stage) -> None:
        batch = imported(stage, [row_of(stage.cast.lv)])
        answered(batch.rows.get())
        heading, row = rows_in(employer.post(reverse("evaluation:org_batch_export", args=[batch.pk])))
        assert dict(zip(heading, row, strict=True))["状态"] == "待受理"
        assert "月工资" not in heading

    def test_the_filter_narrows_the_workers(self, employer: Client, stage: Stage) -> None:
        batch = imported(stage, [row_of(stage.cast.lv), row_of(stage.cast.chen)])
        answered(batch.rows.get(name=stage.cast.lv.person.name))
        page = employer.get(reverse("evaluation:org_batch", args=[batch.pk]), {"state": "waiting"}).content.decode()
        assert "陈某" in page
        assert "吕志强" not in page

    def test_reminding_and_withdrawing_lead_back(self, employer: Client, stage: Stage) -> None:
        row = imported(stage, [row_of(stage.cast.lv)]).rows.get()
        assert employer.post(reverse("evaluation:org_row_remind", args=[row.pk])).status_code == 302
        assert employer.post(reverse("evaluation:org_row_withdraw", args=[row.pk])).status_code == 302
        row.refresh_from_db()
        assert (row.state, row.reminded_count) == ("withdrawn", 1)

    def test_discarding_leads_to_the_list(self, employer: Client, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv)])
        page = employer.post(reverse("evaluation:org_batch_discard", args=[batch.pk]), follow=True)
        assert "已放弃" in page.content.decode()

    def test_a_file_that_is_no_workbook_is_refused_on_the_page(self, employer: Client) -> None:
        page = employer.post(reverse("evaluation:org_batch_create"), {"file": picture("photo.xlsx")})
        assert page.status_code == 422
        assert "Excel 表格" in page.content.decode()

    @pytest.mark.parametrize("name", ["org_batch", "org_batch_faults"])
    def test_a_foreign_employer_finds_nothing(self, stranger: Client, stage: Stage, name: str) -> None:
        batch = sent(stage, [row_of(stage.cast.lv, phone="1")])
        assert stranger.get(reverse(f"evaluation:{name}", args=[batch.pk])).status_code == 404

    def test_a_foreign_employer_cannot_touch_a_row(self, stranger: Client, stage: Stage) -> None:
        row = imported(stage, [row_of(stage.cast.lv)]).rows.get()
        for name in ("org_row_remind", "org_row_withdraw"):
            assert stranger.post(reverse(f"evaluation:{name}", args=[row.pk])).status_code == 404


class TestOfficePages:
    def test_the_office_reads_a_batch_from_the_application(self, stage: Stage) -> None:
        row = imported(stage, [row_of(stage.cast.lv)]).rows.get()
        application = answered(row)
        office = client_as(stage.cast.zhao.actor)
        page = office.get(reverse("evaluation:office_application", args=[application.pk])).content.decode()
        assert f"由单位提交：{stage.cast.employer.name}" in page
        batch_page = office.get(reverse("evaluation:office_batch", args=[row.batch_id])).content.decode()
        assert application.number in batch_page
        assert "再提醒" not in batch_page

    def test_what_is_not_imported_is_the_employers_affair(self, stage: Stage) -> None:
        batch = sent(stage, [row_of(stage.cast.lv)])
        office = client_as(stage.cast.zhao.actor)
        assert office.get(reverse("evaluation:office_batch", args=[batch.pk])).status_code == 404


class TestWorkerPages:
    @scene
    def row(self, stage: Stage) -> BatchRow:
        plan = approved_plan(stage)
        return imported(stage, [employer_row(stage.cast.lv, plan)]).rows.get()

    def test_the_worker_reads_what_the_employer_wrote(self, stage: Stage, row: BatchRow) -> None:
        page = client_as(stage.cast.lv.citizen).get(reverse("evaluation:my_batch_row", args=[row.pk]))
        text = page.content.decode()
        assert stage.cast.employer.name in text
        assert "9,800.00" in text
        assert "操作技能" in text

    def test_photo_and_pledge_lead_on(self, stage: Stage, row: BatchRow) -> None:
        client = client_as(stage.cast.lv.citizen)
        address = reverse("evaluation:my_batch_row", args=[row.pk])
        assert client.post(address, {"has_pledged": "on"}).status_code == 422
        answer = client.post(address, {"has_pledged": "on", "portrait": picture()})
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(f"/my/applications/{row.application_id}/")

    def test_declining_says_why(self, stage: Stage, row: BatchRow) -> None:
        client = client_as(stage.cast.lv.citizen)
        client.post(reverse("evaluation:my_batch_decline", args=[row.pk]), {"reason": "已离职"})
        row.refresh_from_db()
        assert (row.state, row.reason) == ("declined", "已离职")

    def test_another_worker_finds_nothing(self, stage: Stage, row: BatchRow) -> None:
        address = reverse("evaluation:my_batch_row", args=[row.pk])
        assert client_as(stage.cast.chen.citizen).get(address).status_code == 404

    def test_an_answered_row_leads_to_the_application(self, stage: Stage, row: BatchRow) -> None:
        answered(row)
        answer = client_as(stage.cast.lv.citizen).get(reverse("evaluation:my_batch_row", args=[row.pk]))
        assert answer.headers["Location"] == reverse("evaluation:my_application", args=[row.application_id])


def filled_in(stage: Stage, **changes: Any) -> dict[str, Any]:
    """The plan's form as an employer fills it in."""
    today = clock.today()
    values = {
        "title": "焊工自主评价",
        "year": str(today.year),
        "items": [str(stage.item.pk)],
        "levels": ["senior", "technician"],
        "standards": "焊工国家职业标准",
        "assessors": "王强，高级技师，本单位\n李刚，高级技师，本单位\n赵敏，技师，外聘",
        "planned_from_on": today.isoformat(),
        "planned_until_on": (today + dt.timedelta(days=60)).isoformat(),
        "head_count": "40",
        "method_theory": "paper",
        "method_practice": "on_site",
    }
    return {**values, **changes}


class TestPlanPages:
    def test_an_employer_files_and_the_office_approves(self, employer: Client, stage: Stage) -> None:
        page = employer.post(reverse("evaluation:org_plan_create"), filled_in(stage), follow=True)
        assert "待备案" in page.content.decode()
        plan = EmployerPlan.objects.get()
        assert plan.assessors.filter(is_outside=True).get().name == "赵敏"
        office = client_as(stage.cast.lin.actor)
        assert "同意备案" in office.get(reverse("evaluation:office_employer_plan", args=[plan.pk])).content.decode()
        office.post(reverse("evaluation:employer_plan_approve", args=[plan.pk]))
        assert "BA2025" in employer.get(reverse("evaluation:org_plan", args=[plan.pk])).content.decode()

    def test_a_line_of_assessors_that_lacks_something_is_named(self, employer: Client, stage: Stage) -> None:
        page = employer.post(reverse("evaluation:org_plan_create"), filled_in(stage, assessors="王强，技师"))
        assert page.status_code == 422
        assert "第1行要有三项" in page.content.decode()

    def test_a_returned_plan_is_filled_in_already(self, employer: Client, stage: Stage) -> None:
        plan = filed_plan(stage)
        office = client_as(stage.cast.lin.actor)
        office.post(reverse("evaluation:employer_plan_return", args=[plan.pk]), {"reason": "补充标准"})
        address = reverse("evaluation:org_plan_refile", args=[plan.pk])
        page = employer.get(address).content.decode()
        assert "补充标准" in page
        assert "赵敏，高级技师，外聘" in page
        employer.post(address, filled_in(stage, title="改好的方案"))
        plan.refresh_from_db()
        assert (plan.state, plan.title) == ("filed", "改好的方案")

    def test_the_lot_is_cast_and_shown_to_both(self, employer: Client, stage: Stage) -> None:
        plan = approved_plan(stage)
        row = imported(stage, [employer_row(stage.cast.lv, plan)]).rows.get()
        application = answered(row)
        office = client_as(stage.cast.lin.actor)
        drawn = {"public_text": "03 11 17 20", "batch": str(row.batch_id)}
        assert "1份待抽签" in office.get(reverse("evaluation:office_employer_plan", args=[plan.pk])).content.decode()
        office.post(reverse("evaluation:employer_plan_draw", args=[plan.pk]), drawn)
        for page in (
            office.get(reverse("evaluation:office_employer_plan", args=[plan.pk])),
            employer.get(reverse("evaluation:org_plan", args=[plan.pk])),
        ):
            text = page.content.decode()
            assert "03 11 17 20" in text
            assert application.number in text
        check = application.spot_check
        office.post(reverse("evaluation:spot_check_fail", args=[check.pk]), {"reason": "视频不是本人"})
        assert "视频不是本人" in employer.get(reverse("evaluation:org_plan", args=[plan.pk])).content.decode()

    def test_a_foreign_employer_finds_nothing(self, stranger: Client, stage: Stage) -> None:
        plan = filed_plan(stage)
        for name in ("org_plan", "org_plan_refile"):
            assert stranger.get(reverse(f"evaluation:{name}", args=[plan.pk])).status_code == 404
        assert stranger.post(reverse("evaluation:org_plan_close", args=[plan.pk])).status_code == 404

    def test_lists_are_read_by_their_audience(self, employer: Client, stage: Stage) -> None:
        filed_plan(stage)
        assert "焊工自主评价" in employer.get(reverse("evaluation:org_plan_list"), {"state": "filed"}).content.decode()
        office = client_as(stage.cast.zhao.actor)
        assert "焊工自主评价" in office.get(reverse("evaluation:office_employer_plans")).content.decode()
        assert "还没有上传过名单" in employer.get(reverse("evaluation:org_batch_list")).content.decode()
