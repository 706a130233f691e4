"""The office's pages of appeals and quick claims."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.benefits.actions import accept_appeal, dismiss_appeal, uphold_appeal
from juxian.benefits.explaining import explain_for
from juxian.benefits.forms.answer import AnswerForm, AppealQuery
from juxian.benefits.models import Appeal
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.appeal import entitlement_of, filtered
from juxian.benefits.queries.law import title_of
from juxian.benefits.states import APPEAL, AppealState
from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.clauses import present_clauses
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, paginate, render, stay_on

HANDLING = audience(Audience.OFFICE, Permission.HANDLE_APPEAL)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def appeal_list(request: HttpRequest) -> HttpResponse:
    """What waits first, by its deadline."""
    form = AppealQuery(request.GET)
    page = paginate(request, filtered(Appeal.objects.visible_to(request.actor), values=form.values()))
    for row in page.object_list:
        row.title = title_of(row.policy)
    return render(request, "benefits/officer/appeal_list.html", {"page": page, "form": form})


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def appeal_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reasons and the evidence beside what the law says of the facts today."""
    appeal = _get(request, pk)
    may_handle = allows(request.actor, Permission.HANDLE_APPEAL, on=appeal)
    context: dict[str, Any] = {
        "appeal": appeal,
        "title": title_of(appeal.policy),
        "entitlement": entitlement_of(appeal.person, appeal.policy),
        "clauses": present_clauses(explain_for(appeal.person_id, appeal.policy)),
        "may_accept": may_handle and APPEAL.can(appeal, "accept"),
        "may_decide": may_handle
        and appeal.state == AppealState.ACCEPTED
        and appeal.handler_id == request.actor.person_id,
        "is_barred": not may_handle and appeal.state in (AppealState.FILED, AppealState.ACCEPTED),
        "uphold_form": AnswerForm(auto_id="uphold_%s"),
        "dismiss_form": AnswerForm(auto_id="dismiss_%s"),
        "timeline": timeline_of(appeal),
    }
    return render(request, "benefits/officer/appeal_detail.html", context)


@HANDLING
@require_POST
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    accept_appeal(_get(request, pk), by=request.actor)
    messages.success(request, _t("已受理，由您核查并答复。"))
    return stay_on(request, "benefits:appeal_detail", pk)


@HANDLING
@require_POST
def uphold(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, uphold_appeal)


@HANDLING
@require_POST
def dismiss(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, dismiss_appeal)


def _decide(request: HttpRequest, pk: UUID, do: Callable[..., Any]) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not attempt(form, partial(do, _get(request, pk), by=request.actor)):
        return refusal_of_form(request, form)
    return stay_on(request, "benefits:appeal_detail", pk)


def _get(request: HttpRequest, pk: UUID) -> Appeal:
    return get_object_or_404(Appeal.objects.visible_to(request.actor).with_words(), pk=pk)
