"""Appeals and quick claims of the person, and what was answered."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.benefits.actions import claim_entitlement, file_appeal, withdraw_appeal
from juxian.benefits.forms.answer import AppealForm, ClaimForm
from juxian.benefits.models import Appeal, AppealKind
from juxian.benefits.permissions import EVIDENCE, Permission
from juxian.benefits.presenting import Card, card_of
from juxian.benefits.queries.appeal import CLAIM_WORKING_DAYS, obstacle_to
from juxian.benefits.queries.law import procedure_of, title_of
from juxian.benefits.states import APPEAL
from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render
from juxian.people.queries.employers import person_of


@audience(Audience.PERSON, Permission.CLAIM)
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, policy: str) -> HttpResponse:
    """Somebody else looks again."""
    form = AppealForm(request.POST or None, request.FILES or None)
    return _ask(request, policy, AppealKind.APPEAL, form, file_appeal)


@audience(Audience.PERSON, Permission.CLAIM)
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, policy: str) -> HttpResponse:
    """快申快享: add what is missing, and be answered within sixty working days."""
    form = ClaimForm(request.POST or None, request.FILES or None)
    return _ask(request, policy, AppealKind.CLAIM, form, claim_entitlement)


@audience(Audience.PERSON, Permission.CLAIM)
@require_GET
def my_appeal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, and the answer."""
    row = _get(request, pk)
    context = {
        "appeal": row,
        "title": title_of(row.policy),
        "may_withdraw": APPEAL.can(row, "withdraw"),
        "timeline": timeline_of(row, shows_names=False),
    }
    return render(request, "benefits/person/appeal_detail.html", context)


@audience(Audience.PERSON, Permission.CLAIM)
@require_POST
def my_appeal_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    withdraw_appeal(_get(request, pk), by=request.actor)
    return redirect("benefits:my_appeal", pk)


def _ask(request: HttpRequest, policy: str, kind: str, form: forms.Form, do: Callable[..., Any]) -> HttpResponse:
    card, person = card_of(request.actor, policy), person_of(request.actor)
    if card is None:
        raise Http404
    if row := attempt(form, partial(_with_evidence, request, do, person, policy)):
        messages.success(request, _t("已提交，答复会通知您。"))
        return redirect("benefits:my_appeal", row.pk)
    return render(request, "benefits/person/appeal.html", _context(card, kind, form, obstacle_to(kind, person, policy)))


def _context(card: Card, kind: str, form: forms.Form, obstacle: str) -> dict[str, Any]:
    is_claim = kind == AppealKind.CLAIM
    days = CLAIM_WORKING_DAYS if is_claim else procedure_of(card.policy).appeal_working_days
    return {"card": card, "form": form, "is_claim": is_claim, "days": days, "obstacle": obstacle}


def _with_evidence(request: HttpRequest, do: Callable[..., Any], person: Any, policy: str, **values: Any) -> Appeal:
    if file := values.pop("evidence", None):
        values["evidence"] = accept_upload(file, kinds=("image", "pdf"), by=request.actor, purpose=EVIDENCE)
    return do(person, policy=policy, by=request.actor, **values)


def _get(request: HttpRequest, pk: UUID) -> Appeal:
    return get_object_or_404(Appeal.objects.visible_to(request.actor).select_related("person", "evidence"), pk=pk)
