"""Does it agree? Batches side by side with what the bank said; one batch on a page, as Excel, and as a list to sign."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.excel import export_sheets
from juxian.kit.files import download
from juxian.kit.views import attempt, audience, paginate, render
from juxian.payments.actions import export_vouchers
from juxian.payments.forms.batch import BatchQuery
from juxian.payments.forms.voucher import VoucherForm
from juxian.payments.models import Batch, Payment
from juxian.payments.paper import payment_list_pdf
from juxian.payments.permissions import Permission
from juxian.payments.queries.batch import batch_tone, found_batches, with_answers
from juxian.payments.queries.reconciliation import reconciliation
from juxian.payments.tables import (
    DIFFERENCE_COLUMNS,
    FIGURE_COLUMNS,
    LINE_COLUMNS,
    difference_row,
    figure_row,
    line_row,
)

SEES = audience(Audience.OFFICE, Permission.SEE_PAYMENTS)


@SEES
@require_GET
def reconciliation_list(request: HttpRequest) -> HttpResponse:
    """Every batch that went to a bank: sent, arrived, returned, without an answer."""
    query = BatchQuery(request.GET)
    rows = found_batches(Batch.objects.visible_to(request.actor).exclude(submitted_at=None), query.values())
    page = paginate(request, with_answers(rows))
    context = {"form": query, "page": page, "rows": [(row, batch_tone(row.state)) for row in page]}
    return render(request, "payments/officer/reconciliation_list.html", context)


@SEES
@require_GET
def reconciliation_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The books, the file, the return and the statement of one batch, side by side, to the fen."""
    batch = _batch(request, pk)
    context = {"batch": batch, "found": reconciliation(batch)}
    return render(request, "payments/officer/reconciliation_detail.html", context)


@SEES
@require_POST
def reconciliation_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as a workbook. An export of people's payments is recorded, so it is a POST."""
    batch = _batch(request, pk)
    found, lines = reconciliation(batch), _lines(request, batch)
    record("export", "payments.reconciliation", by=request.actor, subject=batch, data={"count": len(lines)})
    sheets = [
        (_t("合计"), FIGURE_COLUMNS, [figure_row(each) for each in found.figures]),
        (_t("差异"), DIFFERENCE_COLUMNS, [difference_row(each) for each in found.differences]),
        (_t("逐笔"), LINE_COLUMNS, [line_row(each) for each in lines]),
    ]
    return export_sheets(_t("对账_%(number)s") % {"number": batch.number}, sheets)


@SEES
@require_GET
def payment_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """发放清册: every payment of the batch, with room for three signatures."""
    batch = _batch(request, pk)
    return download(payment_list_pdf(batch, _lines(request, batch)), f"{batch.number}.pdf")


@SEES
@require_http_methods(["GET", "POST"])
def voucher_export(request: HttpRequest) -> HttpResponse:
    """The sums of a period for the finance system. An export is on record, so it is a POST."""
    today = clock.today()
    form = VoucherForm(request.POST or None, initial={"since": today.replace(day=1), "until": today})
    if file := attempt(form, partial(export_vouchers, None, by=request.actor)):
        name, content = file
        return download(content, name, "application/octet-stream")
    return render(request, "payments/officer/voucher_export.html", {"form": form})


def _lines(request: HttpRequest, batch: Batch) -> list[Any]:
    rows = Payment.objects.visible_to(request.actor).filter(batch=batch).exclude(state="dropped")
    return list(rows.select_related("person", "account").prefetch_related("parts"))


def _batch(request: HttpRequest, pk: UUID) -> Batch:
    return get_object_or_404(Batch.objects.visible_to(request.actor).select_related("sealed_file"), pk=pk)
