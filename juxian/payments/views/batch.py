"""Batches: the list, a new one with its preview, one batch with its lines and those who were left out."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from juxian.kit import clock
from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, paginate, render
from juxian.payments.actions import draft_batch
from juxian.payments.forms.batch import (
    BatchForm,
    BatchQuery,
    LeftOutQuery,
    LineQuery,
    PreviewQuery,
    ReferenceForm,
    format_choices,
)
from juxian.payments.models import Batch, Payment
from juxian.payments.permissions import Permission
from juxian.payments.presenting import steps_of
from juxian.payments.queries.batch import (
    batch_tone,
    found_batches,
    found_left_out,
    found_lines,
    left_out_count,
    preview_of,
    progress_of,
    sums_of,
)

SEES = audience(Audience.OFFICE, Permission.SEE_PAYMENTS)


@SEES
@require_GET
def batch_list(request: HttpRequest) -> HttpResponse:
    query = BatchQuery(request.GET)
    page = paginate(request, found_batches(Batch.objects.visible_to(request.actor), query.values()))
    context = {
        "form": query,
        "page": page,
        "rows": [(row, batch_tone(row.state)) for row in page],
        "may_draft": allows(request.actor, Permission.COMPUTE_BATCH),
    }
    return render(request, "payments/officer/batch_list.html", context)


@audience(Audience.OFFICE, Permission.COMPUTE_BATCH)
@require_http_methods(["GET", "POST"])
def batch_new(request: HttpRequest) -> HttpResponse:
    """What could be paid now, who could not and why; then policy, month and format."""
    chosen = _chosen(request)
    form = BatchForm(request.POST or None, initial={**chosen, "month": clock.today().replace(day=1)})
    if batch := attempt(form, partial(draft_batch, None, by=request.actor)):
        return redirect("payments:batch_detail", batch.pk)
    preview = preview_of(**chosen) if chosen["policy"] and chosen["bank_format"] else None
    context = {"form": form, "query": PreviewQuery(chosen), "preview": preview}
    return render(request, "payments/officer/batch_new.html", context)


@SEES
@require_GET
def batch_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """State, next step, seal, sums, lines; htmx asks for the body while workers compute."""
    batch, query = _batch(request, pk), LineQuery(request.GET)
    rows = Payment.objects.visible_to(request.actor).filter(batch=batch)
    done, total = progress_of(batch)
    context = {
        "batch": batch,
        "tone": batch_tone(batch.state),
        "steps": steps_of(request.actor, batch),
        "format_title": dict(format_choices()).get(batch.bank_format, batch.bank_format),
        "sums": sums_of(batch),
        "done": done,
        "total": total,
        "left_out_count": left_out_count(batch),
        "form": query,
        "page": paginate(request, found_lines(rows, query.values())),
        "sealed": getattr(batch, "sealed_file", None),
        "replies": batch.replies.all(),
        "timeline": timeline_of(batch),
        "reference_form": ReferenceForm(),
    }
    part = "payments/officer/_batch_body.html"
    return render(request, "payments/officer/batch_detail.html", context, part=part)


@SEES
@require_GET
def batch_left_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is not paid by this batch although something is owed to them, and why."""
    batch, query = _batch(request, pk), LeftOutQuery(request.GET)
    context = {"batch": batch, "form": query, "page": paginate(request, found_left_out(batch, query.values()))}
    return render(request, "payments/officer/batch_left_out.html", context)


def _batch(request: HttpRequest, pk: UUID) -> Batch:
    return get_object_or_404(Batch.objects.visible_to(request.actor).select_related("sealed_file"), pk=pk)


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """Return policy and format of the preview: those of the address or of the form that was sent, else the first."""
    values = PreviewQuery(request.POST or request.GET).values()
    form = PreviewQuery()
    return {
        name: values[name] or next((key for key, _label in form.fields[name].choices), "")  # type: ignore[attr-defined]
        for name in ("policy", "bank_format")
    }
