"""The employer's pages of batches: send a sheet, see what it would do, import it, follow its workers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import begin_batch, discard_batch, remind_row, send_batch, withdraw_row
from juxian.evaluation.forms.batch import BatchFileForm, BatchImportForm, BatchRowQuery, batch_columns, batch_lists
from juxian.evaluation.importers import faulty_reading
from juxian.evaluation.models import Batch, BatchRow
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.batch import counts_of
from juxian.evaluation.states import BatchRowState
from juxian.evaluation.tables import BATCH_COLUMNS, batch_row
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.excel import export_rows, fault_file, template_file
from juxian.kit.rate_limit import limited
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries import organisations

SHEET = "evaluation.batch"


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_GET
def batch_list(request: HttpRequest) -> HttpResponse:
    """The employer's batches, newest first."""
    context = {"page": paginate(request, Batch.objects.visible_to(request.actor))}
    return render(request, "evaluation/organisation/batch_list.html", context)


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_GET
def batch_template(request: HttpRequest) -> HttpResponse:
    """The empty sheet with this year's trades and levels in its lists."""
    return template_file(_t("员工申报名单模板"), batch_columns(), batch_lists())


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@limited("batch_upload", limit=60, seconds=3600)
@require_http_methods(["GET", "POST"])
def batch_create(request: HttpRequest) -> HttpResponse:
    """Send a sheet; reading it is done after the answer."""
    form = BatchFileForm(request.POST or None, request.FILES or None)
    batch = attempt(form, lambda file: _sent(request, file))
    if batch:
        return redirect("evaluation:org_batch", batch.pk)
    return render(request, "evaluation/organisation/batch_form.html", {"form": form})


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_GET
def batch_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Progress, preview or workers, whichever the batch has reached; htmx asks for the body while a job is at work."""
    batch = _batch(request, pk)
    form = BatchRowQuery(request.GET)
    context = {"batch": batch, "form": form, "import_form": BatchImportForm(), **workers_of(request, batch, form)}
    part = "evaluation/organisation/_batch_body.html"
    return render(request, "evaluation/organisation/batch_detail.html", context, part=part)


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_POST
def batch_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the rows in, the right ones or all of them."""
    form = BatchImportForm(request.POST)
    is_whole = form.is_valid() and form.cleaned_data["mode"] == "whole"
    begin_batch(_batch(request, pk), is_whole=is_whole, by=request.actor)
    return redirect("evaluation:org_batch", pk)


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_POST
def batch_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    discard_batch(_batch(request, pk), by=request.actor)
    messages.success(request, _t("已放弃导入，文件会被清除。"))
    return redirect("evaluation:org_batch_list")


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_GET
def batch_faults(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The wrong rows with their reasons, to correct and send again."""
    batch = _batch(request, pk)
    if batch.upload is None or not batch.faults:
        raise Http404
    return fault_file(batch.upload, faulty_reading(batch), batch_columns(), name=_t("需要改正的行"))


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_POST
def batch_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where each worker stands, as Excel. An export of personal data is recorded, so it is a POST."""
    batch = _batch(request, pk)
    rows = batch.rows.select_related("item__occupation", "application")
    record("export", "evaluation.batch_rows", by=request.actor, subject=batch, data={"count": rows.count()})
    return export_rows(_t("员工申报进度"), BATCH_COLUMNS, (batch_row(row) for row in rows.iterator(500)))


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_POST
def row_remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = remind_row(_row(request, pk), by=request.actor)
    messages.success(request, _t("已再次提醒%(name)s。") % {"name": row.name})
    return redirect("evaluation:org_batch", row.batch_id)


@audience(Audience.ORGANISATION, Permission.SEND_BATCH)
@require_POST
def row_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = withdraw_row(_row(request, pk), by=request.actor)
    return redirect("evaluation:org_batch", row.batch_id)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def office_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same for the office, to read."""
    batch, form = _batch(request, pk), BatchRowQuery(request.GET)
    context = {"batch": batch, "form": form, **workers_of(request, batch, form)}
    return render(request, "evaluation/officer/batch_detail.html", context)


def workers_of(request: HttpRequest, batch: Batch, form: BatchRowQuery) -> dict[str, Any]:
    """Return the page of workers and how many stand where."""
    state, counts = form.values()["state"], counts_of(batch)
    rows = batch.rows.select_related("item__occupation", "application")
    return {
        "page": paginate(request, rows.filter(state=state) if state else rows),
        "counts": [(str(label), counts.get(value, 0)) for value, label in BatchRowState.choices],
    }


def _sent(request: HttpRequest, file: Any) -> Batch:
    employer = organisations([request.actor.organisation_id])[request.actor.organisation_id]
    upload = accept_upload(file, kinds=("excel",), by=request.actor, purpose=SHEET)
    return send_batch(employer, upload=upload, by=request.actor)


def _batch(request: HttpRequest, pk: UUID) -> Batch:
    return get_object_or_404(Batch.objects.visible_to(request.actor).select_related("organisation", "upload"), pk=pk)


def _row(request: HttpRequest, pk: UUID) -> BatchRow:
    return get_object_or_404(BatchRow.objects.visible_to(request.actor), pk=pk)
