"""Files of the bank: looked at before they are taken in, differences settled one by one, returned payments."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.errors import RuleBroken
from juxian.kit.views import attempt, audience, back_to, paginate, render
from juxian.payments.actions import repay_returned, resolve_unknown, settle_difference, take_in_reply
from juxian.payments.forms.batch import ResolveForm
from juxian.payments.forms.payee import ReasonForm
from juxian.payments.forms.reply import DecisionForm, DifferenceQuery, ReplyForm, StatementForm
from juxian.payments.models import BankReply, BankReplyLine, Batch, Payment
from juxian.payments.permissions import Permission
from juxian.payments.queries.reply import found_differences, preview_reply, returned_payments

SEES = audience(Audience.OFFICE, Permission.SEE_PAYMENTS)
TAKES_IN = audience(Audience.OFFICE, Permission.TAKE_IN_REPLY)
PREVIEW = "payments/officer/_reply_preview.html"


@TAKES_IN
@require_http_methods(["GET", "POST"])
def reply_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take in what the bank answers to one batch."""
    batch = get_object_or_404(Batch.objects.visible_to(request.actor), pk=pk)
    form = ReplyForm(request.POST or None, request.FILES or None)
    return _taken_in(request, form, batch)


@TAKES_IN
@require_http_methods(["GET", "POST"])
def statement_new(request: HttpRequest) -> HttpResponse:
    """Take in a statement that may speak of several batches."""
    return _taken_in(request, StatementForm(request.POST or None, request.FILES or None), None)


@TAKES_IN
@require_POST
def reply_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the file would do. Nothing is kept."""
    batch = get_object_or_404(Batch.objects.visible_to(request.actor), pk=pk)
    return _previewed(request, ReplyForm(request.POST, request.FILES), batch)


@TAKES_IN
@require_POST
def statement_preview(request: HttpRequest) -> HttpResponse:
    return _previewed(request, StatementForm(request.POST, request.FILES), None)


@SEES
@require_GET
def reply_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One file as it was taken in: its sums and its differences."""
    reply = get_object_or_404(BankReply.objects.visible_to(request.actor).select_related("batch"), pk=pk)
    rows = reply.lines.differences().select_related("payment__person").order_by("row")
    return render(request, "payments/officer/reply_detail.html", {"reply": reply, "page": paginate(request, rows)})


@SEES
@require_GET
def difference_list(request: HttpRequest) -> HttpResponse:
    query = DifferenceQuery(request.GET)
    rows = found_differences(BankReplyLine.objects.visible_to(request.actor), query.values())
    context = {
        "form": query,
        "page": paginate(request, rows),
        "may_take_in": allows(request.actor, Permission.TAKE_IN_REPLY),
    }
    return render(request, "payments/officer/difference_list.html", context)


@SEES
@require_http_methods(["GET", "POST"])
def difference_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the bank says beside what we have; one of the decisions that this difference allows."""
    rows = BankReplyLine.objects.visible_to(request.actor).differences()
    line = get_object_or_404(rows.select_related("reply__batch", "payment__person", "payment__batch"), pk=pk)
    form = DecisionForm(request.POST or None, fault=line.fault)
    if attempt(form, partial(settle_difference, line, by=request.actor)):
        messages.success(request, _t("差异已处理，账目已跟着更正。"))
        return back_to(request, "payments:differences")
    may_settle = line.settled_at is None and allows(request.actor, Permission.SETTLE_DIFFERENCE)
    context = {"line": line, "form": form, "may_settle": may_settle}
    return render(request, "payments/officer/difference_detail.html", context)


@SEES
@require_GET
def returned_list(request: HttpRequest) -> HttpResponse:
    """What came back or got lost on the way, and has not been paid again."""
    context = {
        "page": paginate(request, returned_payments(Payment.objects.visible_to(request.actor))),
        "may_repay": allows(request.actor, Permission.COMPUTE_BATCH),
        "may_resolve": allows(request.actor, Permission.SETTLE_DIFFERENCE),
    }
    return render(request, "payments/officer/returned_list.html", context)


@SEES
@require_http_methods(["GET", "POST"])
def returned_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them: let it go to the same account again, or write down what the bank says of its result."""
    rows = returned_payments(Payment.objects.visible_to(request.actor))
    payment = get_object_or_404(rows, pk=pk)
    is_unknown = payment.state == "unknown"
    form = (ResolveForm if is_unknown else ReasonForm)(request.POST or None)
    if attempt(form, partial(resolve_unknown if is_unknown else repay_returned, payment, by=request.actor)):
        messages.success(request, _t("已登记。"))
        return redirect("payments:returned")
    permission = Permission.SETTLE_DIFFERENCE if is_unknown else Permission.COMPUTE_BATCH
    context = {
        "payment": payment,
        "form": form,
        "is_unknown": is_unknown,
        "may_act": allows(request.actor, permission) and payment.repay_at is None,
    }
    return render(request, "payments/officer/returned_detail.html", context)


def _taken_in(request: HttpRequest, form: Any, batch: Batch | None) -> HttpResponse:
    reply = attempt(form, lambda **_values: take_in_reply(batch, by=request.actor, **form.content()))
    if reply:
        words = _t("已登记：到账%(settled)d笔，退回%(returned)d笔，差异%(differences)d笔。")
        counts = (reply.settled_count, reply.returned_count, reply.difference_count)
        messages.success(request, words % dict(zip(("settled", "returned", "differences"), counts, strict=True)))
        return redirect("payments:reply_detail", reply.pk)
    return render(request, "payments/officer/reply_new.html", {"form": form, "batch": batch})


def _previewed(request: HttpRequest, form: Any, batch: Batch | None) -> HttpResponse:
    preview = attempt(form, lambda **_values: _judged(form, batch))
    context = {"form": form, "batch": batch, "preview": preview}
    return render(request, "payments/officer/reply_new.html", context, part=PREVIEW)


def _judged(form: Any, batch: Batch | None) -> Any:
    content = form.content()
    if batch is not None and batch.submitted_at is None:
        raise RuleBroken(_t("这个批次还没有报送银行，不会有回复。请核对选对了批次。"))
    key = content.get("bank_format", "")
    return preview_reply(batch, content=content["content"], kind=content["kind"], bank_format_key=key)
