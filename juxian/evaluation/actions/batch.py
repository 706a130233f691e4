"""A sheet of workers: sent by the employer, read and taken in by the platform."""

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.events import BatchBegun, BatchSent, WorkersListed
from juxian.evaluation.models import Application, Batch, BatchRow, EmployerPlan, EmployerResult
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.batch import RowDraft
from juxian.evaluation.states import BATCH, BatchRowState
from juxian.evaluation.steps import DAYS_TO_ANSWER
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.models import Upload
from juxian.kit.working_days import deadline


@action(_("上传员工名单"), Permission.SEND_BATCH, lock=False)
def send_batch(organisation: Any, *, upload: Upload, by: Actor) -> Batch:
    """Keep the sheet; it is read after the answer, for a long one takes its time."""
    if not organisation.is_verified:
        raise RuleBroken(_t("单位还没有核验通过，不能提交员工名单。请先在“单位信息”里完成登记。"))
    batch = Batch.objects.create(
        organisation=organisation,
        upload=upload,
        file_name=upload.original_name,
        state_since_at=clock.now(),
        sent_by=by.label,
    )
    announce(BatchSent(str(batch.pk)))
    return batch


@system_action(_("检查员工名单"), sensitive=("faults",))
def check_batch(batch: Batch, *, counts: dict[str, int], faults: list[dict[str, Any]]) -> Batch:
    """Keep what a reading found, for the preview."""
    BATCH.move(batch, "check")
    _note(batch, counts, faults)
    batch.save()
    return batch


@system_action(_("员工名单无法读取"))
def refuse_batch_file(batch: Batch, *, reason: str) -> Batch:
    """The file as a whole cannot be used; the sentence says why."""
    BATCH.move(batch, "refuse_file")
    batch.reason = reason
    batch.save()
    return batch


@action(_("导入员工名单"), Permission.SEND_BATCH)
def begin_batch(batch: Batch, *, is_whole: bool = False, by: Actor) -> Batch:
    """Take the rows in: the right ones only, or all of them or none."""
    if is_whole and batch.faults:
        raise RuleBroken(_t("还有%(count)d行有问题，不能全部导入。请改好后重新上传。") % {"count": batch.faulty_count})
    if not batch.new_count:
        raise RuleBroken(_t("没有可以导入的新行。请改好有问题的行后重新上传。"))
    BATCH.move(batch, "begin")
    batch.is_whole, batch.done_count = is_whole, 0
    batch.save()
    announce(BatchBegun(str(batch.pk)))
    return batch


@action(_("放弃导入"), Permission.SEND_BATCH)
def discard_batch(batch: Batch, *, by: Actor) -> Batch:
    """Nothing is taken in, and the sheet is let go of: it is swept at night."""
    BATCH.move(batch, "discard")
    batch.upload = None
    batch.save()
    return batch


@system_action(_("导入员工"), sensitive=("drafts",))
def import_rows(batch: Batch, *, drafts: Sequence[RowDraft]) -> Batch:
    """Make a draft for every known worker and an invitation for the others; both wait for the worker's own word."""
    plans = EmployerPlan.objects.prefetch_related("assessors").in_bulk({draft.plan_id for draft in drafts} - {None})
    applications = {draft.number: _application(batch, draft) for draft in drafts if draft.person_id}
    Application.objects.bulk_create(applications.values())
    EmployerResult.objects.bulk_create(
        _result_of(batch, draft.result, applications[draft.number], plans[draft.plan_id])
        for draft in drafts
        if draft.plan_id and draft.number in applications
    )
    rows = BatchRow.objects.bulk_create(_row(batch, draft, applications.get(draft.number)) for draft in drafts)
    announce(WorkersListed(str(batch.pk), drafts[0].number, drafts[-1].number))
    batch.done_count += len(rows)
    batch.save(update_fields=["done_count"])
    return batch


@system_action(_("导入停止"), sensitive=("faults",))
def stop_batch(batch: Batch, *, counts: dict[str, int], faults: list[dict[str, Any]]) -> Batch:
    """All or nothing, and meanwhile a row has become wrong: nothing was taken in, the preview says what it is."""
    BATCH.move(batch, "stop")
    _note(batch, counts, faults)
    batch.save()
    return batch


@system_action(_("导入完毕"))
def finish_batch(batch: Batch) -> Batch:
    """Every right row is in; from now on the office sees the batch too."""
    BATCH.move(batch, "finish")
    batch.save()
    return batch


@system_action(_("清除员工名单的原文件"))
def let_go_of_sheet(batch: Batch) -> Batch:
    """The sheet holds the document numbers of everybody in it; the sweep removes what nothing points at."""
    batch.upload = None
    batch.save(update_fields=["upload"])
    return batch


def _application_of(batch: Batch, person_id: Any, row: Any, work: dict[str, Any]) -> Application:
    """Return the draft, unsaved: the employer's words in the worker's name, to be confirmed."""
    return Application(
        applicant_id=person_id,
        employer_id=batch.organisation_id,
        item_id=row.item_id,
        level=row.level,
        channel=row.channel,
        state_since_at=clock.now(),
        **work,
    )


def _result_of(batch: Batch, result: dict[str, Any], application: Application, plan: EmployerPlan) -> EmployerResult:
    """Return the employer's result, unsaved; all assessors of the plan stand for it."""
    return EmployerResult(
        application=application,
        plan=plan,
        assessors=[assessor.name for assessor in plan.assessors.all()],
        recorded_by=batch.sent_by,
        recorded_at=clock.now(),
        **result,
    )


def _application(batch: Batch, draft: RowDraft) -> Application:
    return _application_of(batch, draft.person_id, draft, draft.work)


def _row(batch: Batch, draft: RowDraft, application: Application | None) -> BatchRow:
    """A known worker's work stands in their draft; that of an unknown one waits sealed."""
    sealed = json.dumps({"work": draft.work, "result": draft.result}, cls=DjangoJSONEncoder)
    return BatchRow(
        batch=batch,
        organisation_id=batch.organisation_id,
        number=draft.number,
        name=draft.name,
        identity_kind=draft.identity_kind,
        identity_number=draft.identity_number,
        identity_tail=draft.identity_number[-4:],
        phone=draft.phone,
        item_id=draft.item_id,
        level=draft.level,
        channel=draft.channel,
        plan_id=draft.plan_id,
        certificate_number=draft.certificate_number,
        draft=None if application else sealed,
        application=application,
        state=BatchRowState.WAITING if application else BatchRowState.INVITED,
        state_since_at=clock.now(),
        due_at=deadline(clock.now(), DAYS_TO_ANSWER),
    )


def _note(batch: Batch, counts: dict[str, int], faults: list[dict[str, Any]]) -> None:
    batch.faults = faults
    for name in ("row_count", "new_count", "invited_count", "same_count"):
        setattr(batch, name, counts[name])
