"""The steps of a batch, each a POST: compute, review, send back, discard, seal, submit, acknowledge; drop a line."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.files import download
from juxian.kit.views import attempt, audience, back_to, render
from juxian.payments.actions import (
    acknowledge_batch,
    compute_batch,
    declare_lost,
    deliver_again,
    discard_batch,
    drop_payment,
    export_file,
    return_batch,
    review_batch,
    seal_batch,
    submit_batch,
)
from juxian.payments.forms.batch import ReferenceForm
from juxian.payments.forms.payee import ReasonForm
from juxian.payments.models import Batch, Payment
from juxian.payments.permissions import Permission

OFFICE = Audience.OFFICE


@audience(OFFICE, Permission.COMPUTE_BATCH)
@require_POST
def batch_compute(request: HttpRequest, pk: UUID) -> HttpResponse:
    compute_batch(_batch(request, pk), by=request.actor)
    return redirect("payments:batch_detail", pk)


@audience(OFFICE, Permission.REVIEW_BATCH)
@require_POST
def batch_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    review_batch(_batch(request, pk), by=request.actor)
    return _done(request, pk, _t("已复核。须由第三位财务人员封存。"))


@audience(OFFICE, Permission.COMPUTE_BATCH)
@require_POST
def batch_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with(request, pk, return_batch, ReasonForm(request.POST), _t("已退回，修正后可重新计算。"))


@audience(OFFICE, Permission.COMPUTE_BATCH)
@require_POST
def batch_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with(request, pk, discard_batch, ReasonForm(request.POST), _t("批次已作废，应付金额照旧。"))


@audience(OFFICE, Permission.SEAL_BATCH)
@require_POST
def batch_seal(request: HttpRequest, pk: UUID) -> HttpResponse:
    seal_batch(_batch(request, pk), by=request.actor)
    return _done(request, pk, _t("已封存。文件内容从此不变，重复下载都是同一份。"))


@audience(OFFICE, Permission.SUBMIT_BATCH)
@require_POST
def batch_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    submit_batch(_batch(request, pk), by=request.actor)
    return _done(request, pk, _t("已报送，正在把文件交给银行。"))


@audience(OFFICE, Permission.SUBMIT_BATCH)
@require_POST
def batch_deliver_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    deliver_again(_batch(request, pk), by=request.actor)
    return _done(request, pk, _t("正在再次传送文件。"))


@audience(OFFICE, Permission.SETTLE_DIFFERENCE)
@require_POST
def batch_lost(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with(request, pk, declare_lost, ReasonForm(request.POST), _t("已登记：银行没有收到文件，各笔回到应付。"))


@audience(OFFICE, Permission.TAKE_IN_REPLY)
@require_POST
def batch_acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with(request, pk, acknowledge_batch, ReferenceForm(request.POST), _t("已登记银行受理。"))


@audience(OFFICE, Permission.SUBMIT_BATCH)
@require_POST
def batch_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sealed file. It holds account numbers and each download is on record, so it is a POST."""
    name, content = export_file(_batch(request, pk), by=request.actor)
    return download(content, name, "application/octet-stream")


@audience(OFFICE, Permission.COMPUTE_BATCH)
@require_http_methods(["GET", "POST"])
def payment_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one line out before the seal."""
    rows = Payment.objects.visible_to(request.actor).select_related("person", "batch")
    payment, form = get_object_or_404(rows, pk=pk), ReasonForm(request.POST or None)
    if attempt(form, partial(drop_payment, payment, by=request.actor)):
        messages.success(request, _t("已移出本批，应付金额照旧，列入以后的批次。"))
        return back_to(request, "payments:batch_detail", payment.batch_id)
    context = {
        "form": form,
        "title": _t("移出批次"),
        "lead": f"{payment.person.name} {payment.number}",
        "back_label": payment.batch.number,
        "back_url": reverse("payments:batch_detail", args=[payment.batch_id]),
    }
    return render(request, "payments/officer/reason.html", context)


def _with(request: HttpRequest, pk: UUID, do: Callable[..., Any], form: Any, words: str) -> HttpResponse:
    """Run a step that needs a reason or a reference."""
    if attempt(form, partial(do, _batch(request, pk), by=request.actor)):
        return _done(request, pk, words)
    messages.error(request, _faults(form))
    return redirect("payments:batch_detail", pk)


def _done(request: HttpRequest, pk: UUID, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("payments:batch_detail", pk)


def _faults(form: Any) -> str:
    return " ".join(str(text) for texts in form.errors.values() for text in texts)


def _batch(request: HttpRequest, pk: UUID) -> Batch:
    return get_object_or_404(Batch.objects.visible_to(request.actor), pk=pk)
