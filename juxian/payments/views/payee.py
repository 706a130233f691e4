"""One payee on one page: what was owed and paid, accounts, holds, claims; and the list of holds."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.views import attempt, audience, back_to, paginate, render
from juxian.payments.actions.hold import hold_payee, release_payee
from juxian.payments.actions.recovery import claim_back
from juxian.payments.forms.payee import HoldForm, HoldQuery, PayeeSearchForm, ReasonForm
from juxian.payments.forms.recovery import ClaimForm
from juxian.payments.models import BankAccount, Hold, Payee, Recovery
from juxian.payments.permissions import Permission
from juxian.payments.queries.payee import MOST_FOUND, found_holds, found_payees, statement_page
from juxian.payments.queries.recovery import unclaimed_of
from juxian.people.queries import person_by_key, same_human

SEES = audience(Audience.OFFICE, Permission.SEE_PAYMENTS)


@SEES
@require_http_methods(["GET", "POST"])
def payee_list(request: HttpRequest) -> HttpResponse:
    """Find somebody. The words come by POST: numbers of people never stand in an address."""
    form = PayeeSearchForm(request.POST or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = found_payees(Payee.objects.visible_to(request.actor), words) if words else []
    if words:
        record("read", "payments.search_payees", by=request.actor, data={"found": len(found)})
    context = {"form": form, "words": words, "found": found[:MOST_FOUND], "has_more": len(found) > MOST_FOUND}
    return render(request, "payments/officer/payee_list.html", context)


@SEES
@require_GET
def payee_detail(request: HttpRequest, person_pk: UUID) -> HttpResponse:
    return _detail(request, person_pk)


@audience(Audience.OFFICE, Permission.HOLD)
@require_POST
def payee_hold(request: HttpRequest, person_pk: UUID) -> HttpResponse:
    person, form = _person(person_pk), HoldForm(request.POST)
    if attempt(form, partial(hold_payee, person, by=request.actor)):
        messages.success(request, _t("已暂缓拨付，下一批次起不再列入，应付金额照常累计。"))
        return redirect("payments:payee_detail", person_pk)
    return _detail(request, person_pk, hold_form=form, status=422)


@audience(Audience.OFFICE, Permission.MANAGE_RECOVERY)
@require_POST
def payee_claim(request: HttpRequest, person_pk: UUID, policy: str) -> HttpResponse:
    """Claim a debt that stands in the ledger and that nobody has claimed."""
    person, form = _person(person_pk), ClaimForm(request.POST)
    if recovery := attempt(form, partial(claim_back, person, policy=policy, by=request.actor)):
        messages.success(request, _t("已立案追回，本人会收到消息。"))
        return redirect("payments:recovery_detail", recovery.pk)
    return _detail(request, person_pk, claim_form=form, status=422)


@SEES
@require_GET
def hold_list(request: HttpRequest) -> HttpResponse:
    query = HoldQuery(request.GET)
    rows = found_holds(Hold.objects.visible_to(request.actor), query.values())
    context = {
        "form": query,
        "page": paginate(request, rows),
        "may_release": allows(request.actor, Permission.HOLD),
    }
    return render(request, "payments/officer/hold_list.html", context)


@audience(Audience.OFFICE, Permission.HOLD)
@require_http_methods(["GET", "POST"])
def hold_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    hold = get_object_or_404(Hold.objects.visible_to(request.actor).select_related("person"), pk=pk)
    form = ReasonForm(request.POST or None)
    if attempt(form, partial(release_payee, hold, by=request.actor)):
        messages.success(request, _t("已恢复拨付，列入下一批次。"))
        return back_to(request, "payments:holds")
    context = {
        "form": form,
        "title": _t("恢复拨付"),
        "lead": f"{hold.person.name} {hold.reason}",
        "back_label": _t("暂缓拨付"),
        "back_url": reverse("payments:holds"),
    }
    return render(request, "payments/officer/reason.html", context)


def _person(person_pk: UUID) -> Any:
    return get_object_or_404(person_by_key(person_pk))


def _detail(request: HttpRequest, person_pk: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    person = _person(person_pk)
    human = same_human(person.pk)
    may_claim = allows(request.actor, Permission.MANAGE_RECOVERY)
    context = {
        "person": person,
        **statement_page(person),
        "accounts": BankAccount.objects.visible_to(request.actor).filter(person__in=human),
        "holds": Hold.objects.visible_to(request.actor).filter(person__in=human),
        "recoveries": Recovery.objects.visible_to(request.actor).filter(person__in=human),
        "unclaimed": unclaimed_of(person.pk) if may_claim else [],
        "hold_form": HoldForm(),
        "claim_form": ClaimForm(),
        "may_hold": allows(request.actor, Permission.HOLD),
        "may_register": allows(request.actor, Permission.REGISTER_ACCOUNT),
        **more,
    }
    return render(request, "payments/officer/payee_detail.html", context, status=status)
