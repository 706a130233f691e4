"""Claims at the office: the list, one claim, instalments, repayments, a waiver by two, the letter."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.files import download
from juxian.kit.views import attempt, audience, paginate, render
from juxian.payments.actions.recovery import (
    agree_instalments,
    propose_waiver,
    record_repayment,
    refuse_waiver,
    waive_recovery,
)
from juxian.payments.forms.recovery import InstalmentsForm, RecoveryQuery, RepaymentForm, WaiverForm
from juxian.payments.models import Instalment, Recovery
from juxian.payments.paper import letter_pdf
from juxian.payments.permissions import Permission
from juxian.payments.queries.recovery import (
    debt_of,
    found_recoveries,
    kept_back_of,
    unclaimed_debts,
    what_changed,
    with_debts,
)
from juxian.payments.states import RECOVERY

SEES = audience(Audience.OFFICE, Permission.SEE_PAYMENTS)
MANAGES = audience(Audience.OFFICE, Permission.MANAGE_RECOVERY)
WAIVES = audience(Audience.OFFICE, Permission.WAIVE)


@SEES
@require_GET
def recovery_list(request: HttpRequest) -> HttpResponse:
    """Claims with what is still owed, and debts that nobody has claimed yet."""
    query = RecoveryQuery(request.GET)
    page = paginate(request, found_recoveries(Recovery.objects.visible_to(request.actor), query.values()))
    debts = with_debts(list(page))
    context = {
        "form": query,
        "page": page,
        "rows": [(row, debts[row.pk]) for row in page],
        "unclaimed": unclaimed_debts(),
    }
    return render(request, "payments/officer/recovery_list.html", context)


@SEES
@require_GET
def recovery_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _detail(request, _recovery(request, pk))


@SEES
@require_GET
def recovery_letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    return download(letter_pdf(_recovery(request, pk)), f"recovery-{str(pk)[-6:]}.pdf")


@MANAGES
@require_POST
def recovery_agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    recovery, form = _recovery(request, pk), InstalmentsForm(request.POST)
    if attempt(form, partial(agree_instalments, recovery, by=request.actor)):
        messages.success(request, _t("分期已约定，以后的款项不再抵扣。"))
        return redirect("payments:recovery_detail", pk)
    return _detail(request, recovery, instalments_form=form, status=422)


@MANAGES
@require_POST
def repayment_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Money that arrived for one instalment."""
    instalment = get_object_or_404(Instalment.objects.visible_to(request.actor), pk=pk)
    form = RepaymentForm(request.POST)
    if attempt(form, partial(record_repayment, instalment, by=request.actor)):
        messages.success(request, _t("还款已登记入账。"))
        return redirect("payments:recovery_detail", instalment.recovery_id)
    return _detail(request, _recovery(request, instalment.recovery_id), repayment_form=form, status=422)


@MANAGES
@require_POST
def waiver_propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    recovery, form = _recovery(request, pk), WaiverForm(request.POST)
    if attempt(form, partial(propose_waiver, recovery, by=request.actor)):
        messages.success(request, _t("已提出免除，须由另一位人员确认。"))
        return redirect("payments:recovery_detail", pk)
    return _detail(request, recovery, waiver_form=form, status=422)


@WAIVES
@require_POST
def waiver_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    waive_recovery(_recovery(request, pk), by=request.actor)
    messages.success(request, _t("已免除，账上不再有应退金额。"))
    return redirect("payments:recovery_detail", pk)


@WAIVES
@require_POST
def waiver_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    refuse_waiver(_recovery(request, pk), by=request.actor)
    messages.success(request, _t("没有免除，继续追回。"))
    return redirect("payments:recovery_detail", pk)


def _recovery(request: HttpRequest, pk: UUID) -> Recovery:
    return get_object_or_404(Recovery.objects.visible_to(request.actor).select_related("person"), pk=pk)


def _detail(request: HttpRequest, recovery: Recovery, *, status: int = 200, **more: Any) -> HttpResponse:
    may_manage = allows(request.actor, Permission.MANAGE_RECOVERY) and recovery.is_open
    is_mine = recovery.waiver_proposed_by_id == request.actor.person_id
    is_proposed = recovery.is_open and recovery.waiver_proposed_by_id is not None
    instalments = list(recovery.instalments.prefetch_related("repayments"))
    context = {
        "recovery": recovery,
        "debt_fen": debt_of(recovery.person_id, recovery.policy),
        "kept_back_fen": kept_back_of(recovery.person_id, recovery.policy),
        "instalments": instalments,
        "next_part": next((part for part in instalments if part.rest_fen), None),
        "changes": what_changed(recovery),
        "timeline": timeline_of(recovery),
        "instalments_form": InstalmentsForm(),
        "repayment_form": RepaymentForm(),
        "waiver_form": WaiverForm(),
        "may_agree": may_manage and RECOVERY.can(recovery, "agree"),
        "may_record": may_manage,
        "may_propose": may_manage and not is_proposed,
        "is_proposed": is_proposed,
        "may_decide": is_proposed and not is_mine and allows(request.actor, Permission.WAIVE),
        "is_mine": is_mine,
        **more,
    }
    return render(request, "payments/officer/recovery_detail.html", context, status=status)
