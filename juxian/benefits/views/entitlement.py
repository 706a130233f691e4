"""The office's pages of entitlements: the list, one of them, and what may be done with it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.benefits.actions import (
    ask_again,
    end_entitlement,
    hold_entitlement,
    refuse_entitlement,
    release_entitlement,
    reopen_entitlement,
)
from juxian.benefits.explaining import explain_for
from juxian.benefits.forms.answer import AnswerForm, EntitlementQuery, NoteForm, ReasonForm
from juxian.benefits.models import Entitlement
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.decision import decisions_of
from juxian.benefits.queries.entitlement import counts_by_state, filtered
from juxian.benefits.queries.law import title_of
from juxian.benefits.queries.statement import account_words, statement_lines
from juxian.benefits.states import ENTITLEMENT, EntitlementState
from juxian.benefits.tables import ENTITLEMENTS, entitlement_row
from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.clauses import present_clauses
from juxian.kit.excel import export_rows
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, paginate, render, stay_on

# What the page offers, in the order of the buttons: event → (form, address).
STEPS: dict[str, tuple[type[forms.Form], str]] = {
    "release": (NoteForm, "benefits:entitlement_release"),
    "ask": (ReasonForm, "benefits:entitlement_ask"),
    "hold": (ReasonForm, "benefits:entitlement_hold"),
    "refuse": (ReasonForm, "benefits:entitlement_refuse"),
    "end": (ReasonForm, "benefits:entitlement_end"),
    "reopen": (ReasonForm, "benefits:entitlement_reopen"),
}
MINE = audience(Audience.OFFICE, Permission.REVIEW)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def entitlement_list(request: HttpRequest) -> HttpResponse:
    """Everybody, by benefit, state and origin; the filters stay in the address."""
    form = EntitlementQuery(request.GET)
    values, visible = form.values(), Entitlement.objects.visible_to(request.actor).current()
    tabs = [(key, EntitlementState(key).label, count) for key, count in counts_by_state(visible).items()]
    page = paginate(request, filtered(visible, values=values))
    for row in page.object_list:
        row.title = title_of(row.policy)
    context = {"form": form, "page": page, "tabs": tabs, "state": values["state"], "query": request.GET.urlencode()}
    return render(request, "benefits/officer/entitlement_list.html", context)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_POST
def entitlement_export(request: HttpRequest) -> HttpResponse:
    """The filtered list as Excel. An export of personal data is recorded, so it is a POST."""
    visible = Entitlement.objects.visible_to(request.actor).current()
    rows = filtered(visible, values=EntitlementQuery(request.GET).values())
    record("export", "benefits.entitlements", by=request.actor, data={"count": rows.count()})
    return export_rows(_t("待遇名单"), ENTITLEMENTS, (entitlement_row(row) for row in rows.iterator(500)))


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def entitlement_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Why, from which facts, what was paid, what was done, and what may be done now."""
    entitlement = _get(request, pk)
    context: dict[str, Any] = {
        "entitlement": entitlement,
        "title": title_of(entitlement.policy),
        "clauses": present_clauses(explain_for(entitlement.person_id, entitlement.policy)),
        "lines": statement_lines(entitlement.person.surviving(), policy=entitlement.policy),
        "account": account_words(entitlement.person.surviving()),
        "decisions": decisions_of(entitlement.person_id).filter(entitlement=entitlement)[:12],
        "reports": entitlement.staff_reports.select_related("organisation"),
        "timeline": timeline_of(entitlement),
        "steps": _steps(request, entitlement),
        "answer_form": AnswerForm(auto_id="answer_%s"),
    }
    return render(request, "benefits/officer/entitlement_detail.html", context)


@MINE
@require_POST
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "hold", hold_entitlement)


@MINE
@require_POST
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "release", release_entitlement)


@MINE
@require_POST
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "refuse", refuse_entitlement)


@MINE
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "ask", ask_again)


@MINE
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "end", end_entitlement)


@MINE
@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "reopen", reopen_entitlement)


def _do(request: HttpRequest, pk: UUID, event: str, do: Callable[..., Any]) -> HttpResponse:
    form = STEPS[event][0](request.POST)
    if not attempt(form, partial(do, _get(request, pk), by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("已办理：%(step)s。") % {"step": ENTITLEMENT.label(event)})
    return stay_on(request, "benefits:entitlement_detail", pk)


def _steps(request: HttpRequest, entitlement: Entitlement) -> list[dict[str, Any]]:
    """Return the buttons with their forms; none for who may not, or whose own it is."""
    if not allows(request.actor, Permission.REVIEW, on=entitlement):
        return []
    found = []
    for event, (form, url) in STEPS.items():
        is_first_question = event == "ask" and entitlement.state != EntitlementState.DISPUTED
        if ENTITLEMENT.can(entitlement, event) and not is_first_question:
            found.append(
                {
                    "event": event,
                    "label": ENTITLEMENT.label(event),
                    "form": form(auto_id=f"{event}_%s"),
                    "is_harsh": event in ("refuse", "end"),
                    "url": url,
                }
            )
    return found


def _get(request: HttpRequest, pk: UUID) -> Entitlement:
    rows = Entitlement.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("person", "found_by", "granted_by", "handled_by"), pk=pk)
