"""An employer's plan and sheets of workers, for tests."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from juxian.evaluation import actions
from juxian.evaluation.forms.batch import batch_columns
from juxian.evaluation.models import Application, Batch, BatchRow, EmployerPlan, SpotCheck
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.uploads import accept_upload
from juxian.people.models import Organisation
from tests.cast import Member, citizen_actor, make_member
from tests.evaluation.factories import Stage, bring_to, picture
from tests.jobs import run_jobs

SCORES = {"theory": 80, "practice": 88}
ASSESSORS = ["王强", "李刚", "赵敏"]


def plan_content(stage: Stage, **changes: Any) -> dict[str, Any]:
    """A plan for 焊工 with theory and practice, judged by three."""
    values = {
        "title": "焊工自主评价",
        "year": clock.today().year,
        "standards": "焊工国家职业标准（2018年版）",
        "planned_from_on": clock.today(),
        "planned_until_on": clock.today() + dt.timedelta(days=90),
        "head_count": 40,
        "scopes": [(stage.item.occupation_id, "senior"), (stage.item.occupation_id, "technician")],
        "parts": [("theory", "paper"), ("practice", "on_site")],
        "assessors": [(name, "高级技师", name == "赵敏") for name in ASSESSORS],
    }
    return {**values, **changes}


def filed_plan(stage: Stage, by: Actor | None = None, **changes: Any) -> EmployerPlan:
    by = by or stage.cast.wang.actor
    employer = Organisation.objects.get(pk=by.organisation_id)
    return actions.file_plan(employer, by=by, **plan_content(stage, **changes))


def approved_plan(stage: Stage, by: Actor | None = None, **changes: Any) -> EmployerPlan:
    return actions.approve_plan(filed_plan(stage, by, **changes), by=stage.cast.lin.actor)


def result_content(**changes: Any) -> dict[str, Any]:
    """A passed evaluation, shown in the firm until yesterday."""
    values = {
        "scores": SCORES,
        "published_from_on": clock.today() - dt.timedelta(days=8),
        "published_until_on": clock.today() - dt.timedelta(days=1),
        "assessors": ASSESSORS,
    }
    return {**values, **changes}


def row_of(worker: Member, **changes: Any) -> dict[str, Any]:
    """A row of the sheet as HR would write it, by the columns' keys; labels where the column has choices."""
    today = clock.today()
    values = {
        "name": worker.person.name,
        "identity_number": worker.person.identity_number.open(),
        "phone": worker.person.phone.open(),
        "occupation": "焊工",
        "level": "高级工",
        "channel": "业绩评审",
        "post": "焊接班班长",
        "contract_from_on": (today - dt.timedelta(days=900)).isoformat(),
        "contract_until_on": (today + dt.timedelta(days=900)).isoformat(),
        "insured_since_on": (today - dt.timedelta(days=900)).isoformat(),
        "monthly_pay_fen": "9800",
    }
    return {**values, **changes}


def employer_row(worker: Member, plan: EmployerPlan, **changes: Any) -> dict[str, Any]:
    """A row of the employer's own evaluation."""
    content = result_content()
    values = {
        "channel": "企业自主评价",
        "plan_number": plan.number,
        **{f"score_{part}": score for part, score in SCORES.items()},
        "published_from_on": content["published_from_on"].isoformat(),
        "published_until_on": content["published_until_on"].isoformat(),
    }
    return row_of(worker, **{**values, **changes})


def sheet(rows: Iterable[Mapping[str, Any]], name: str = "名单.xlsx") -> SimpleUploadedFile:
    """A real workbook with the template's headings."""
    book, columns = Workbook(), batch_columns()
    page = book.active
    assert page is not None
    page.append([column.heading for column in columns])
    for row in rows:
        page.append([row.get(column.key) for column in columns])
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def sent(stage: Stage, rows: Iterable[Mapping[str, Any]], by: Actor | None = None) -> Batch:
    """A batch that was sent and read, by 王建国's employer or another."""
    by = by or stage.cast.wang.actor
    upload = accept_upload(sheet(rows), kinds=("excel",), by=by, purpose="evaluation.batch")
    batch = actions.send_batch(Organisation.objects.get(pk=by.organisation_id), upload=upload, by=by)
    run_jobs()
    batch.refresh_from_db()
    return batch


def imported(stage: Stage, rows: Iterable[Mapping[str, Any]], by: Actor | None = None) -> Batch:
    """A batch whose right rows were taken in, and whose workers were told."""
    batch = actions.begin_batch(sent(stage, rows, by), by=by or stage.cast.wang.actor)
    run_jobs()
    batch.refresh_from_db()
    return batch


def answered(row: BatchRow) -> Application:
    """The worker adds photo, pledge and one contribution, and submits."""
    application = row.application
    by = citizen_actor(application.applicant)
    actions.add_contribution(
        application,
        kind="improvement",
        title="薄板焊接变形控制法",
        done_on=clock.today() - dt.timedelta(days=200),
        description="把返修率从百分之六降到百分之一。",
        by=by,
    )
    portrait = accept_upload(picture(), kinds=("image",), by=by, purpose="evaluation.portrait")
    actions.change_statement(application, statement="", portrait=portrait, has_pledged=True, by=by)
    actions.submit_application(application, wants_human_check=True, by=by)
    run_jobs()
    application.refresh_from_db()
    return application


@dataclass
class EmployerRows:
    """What an employer's own evaluation leaves behind: for the walker."""

    plan: EmployerPlan
    returned: EmployerPlan
    to_score: Application  # of a workmate, by the employer's channel, without a result
    check: SpotCheck
    batch: Batch
    row: BatchRow  # about the worker, who has still to answer


def employer_rows(stage: Stage, member: Member, admin: Actor) -> EmployerRows:
    """A plan with a result upon which the lot fell, one returned, and a batch with the worker in it."""
    name = member.person.name
    plan = approved_plan(stage, admin, title=f"{name}评价方案")
    returned = actions.return_plan(filed_plan(stage, admin), reason=f"{name}补充", by=stage.cast.lin.actor)
    checked, waiting = make_member(f"{name}受检"), make_member(f"{name}待录")
    batch = imported(
        stage,
        [row_of(member, level="技师"), employer_row(checked, plan), row_of(make_member(name), level="大师")],
        admin,
    )
    answered(batch.rows.get(plan=plan))
    made = actions.draw_spot_checks(plan, batch=batch, public_text="03 11 17 20", by=stage.cast.lin.actor)
    to_score = bring_to(ApplicationState.SUBMITTED, stage, waiting, level="senior")
    Application.objects.filter(pk=to_score.pk).update(employer=plan.organisation, channel="employer")
    return EmployerRows(plan, returned, to_score, made.checks.get(), batch, batch.rows.get(plan=None))
