"""My benefits: what I get and why, what I am asked, and my answers. Made for a telephone."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.benefits.actions import (
    confirm_entitlement,
    decline_entitlement,
    dispute_entitlement,
    take_up_entitlement,
)
from juxian.benefits.forms.answer import DeclineForm, DisputeForm
from juxian.benefits.models import Appeal, Entitlement
from juxian.benefits.permissions import Permission
from juxian.benefits.presenting import card_of, cards_of, facts_of
from juxian.benefits.queries.decision import decisions_of
from juxian.benefits.queries.law import silence_of, title_of
from juxian.benefits.queries.statement import account_words, statement_lines
from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.clauses import present_clauses
from juxian.kit.views import attempt, audience, render
from juxian.people.queries.employers import person_of

LATEST = 6  # months on the first page


@audience(Audience.PERSON, Permission.CLAIM)
@require_GET
def my_benefits(request: HttpRequest) -> HttpResponse:
    """Everything at a glance: the question first, then what is paid, then what could be."""
    cards, person = cards_of(request.actor), person_of(request.actor)
    context = {
        "asked": [card for card in cards if card.is_asked],
        "promised": [card for card in cards if card.entitlement and not card.is_asked],
        "others": [card for card in cards if card.entitlement is None],
        "lines": statement_lines(person)[:LATEST],
        "account": account_words(person),
        "has_promise": any(card.is_open for card in cards),
        "appeals": Appeal.objects.visible_to(request.actor)[:LATEST],
    }
    return render(request, "benefits/person/benefit_list.html", context)


@audience(Audience.PERSON, Permission.CLAIM)
@require_GET
def my_benefit(request: HttpRequest, policy: str) -> HttpResponse:
    """One benefit: each clause with its article, each fact with its source, every month, every decision."""
    card = card_of(request.actor, policy)
    if card is None:
        raise Http404
    context: dict[str, Any] = {
        "card": card,
        "clauses": present_clauses(card.record),
        "facts": facts_of(card.record),
        "lines": statement_lines(person_of(request.actor), policy=policy),
        "decisions": decisions_of(request.actor.person_id).filter(entitlement__policy=policy)[:12],
        "timeline": timeline_of(card.entitlement, shows_names=False) if card.entitlement else [],
    }
    return render(request, "benefits/person/benefit_detail.html", context)


@audience(Audience.PERSON, Permission.CLAIM)
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One tap."""
    entitlement = confirm_entitlement(_get(request, pk), by=request.actor)
    messages.success(request, _t("已确认。接下来公示五个工作日，没有异议就兑现，进度会通知您。"))
    return redirect("benefits:my_benefit", entitlement.policy)


@audience(Audience.PERSON, Permission.CLAIM)
@require_POST
def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    entitlement = take_up_entitlement(_get(request, pk), by=request.actor)
    messages.success(request, _t("已重新办理，从这个月起算。"))
    return redirect("benefits:my_benefit", entitlement.policy)


@audience(Audience.PERSON, Permission.CLAIM)
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What giving up means, and the way back, before the button."""
    entitlement, form = _get(request, pk), DeclineForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(decline_entitlement, entitlement, by=request.actor)):
        messages.success(request, _t("已放弃。改变主意的，可以随时重新享受。"))
        return redirect("benefits:my_benefit", entitlement.policy)
    context = {"entitlement": entitlement, "title": title_of(entitlement.policy), "form": form}
    return render(request, "benefits/person/decline.html", context)


@audience(Audience.PERSON, Permission.CLAIM)
@require_http_methods(["GET", "POST"])
def dispute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The facts that were used, and the person's word against them."""
    entitlement, form = _get(request, pk), DisputeForm(request.POST or None)
    if attempt(form, partial(dispute_entitlement, entitlement, by=request.actor)):
        messages.success(request, _t("已收到。工作人员核实后会再请您确认。"))
        return redirect("benefits:my_benefit", entitlement.policy)
    card = card_of(request.actor, entitlement.policy)
    context = {"entitlement": entitlement, "title": title_of(entitlement.policy), "form": form}
    context |= {"facts": facts_of(card.record) if card else [], "silence": silence_of(entitlement.policy)}
    return render(request, "benefits/person/dispute.html", context)


def _get(request: HttpRequest, pk: UUID) -> Entitlement:
    rows = Entitlement.objects.visible_to(request.actor).current()
    return get_object_or_404(rows.select_related("person"), pk=pk)
