"""The office's pages of applications: the list, one application, and what may be done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from juxian.evaluation import paper
from juxian.evaluation.actions import (
    accept_application,
    decline_application,
    give_first_review,
    give_second_review,
    judge_clauses,
    reject_application,
    return_application,
)
from juxian.evaluation.forms.claim import LookUpForm
from juxian.evaluation.forms.officer import JudgementForm, OpinionForm, QueueQuery, ReasonForm
from juxian.evaluation.models import Application
from juxian.evaluation.models.application import CONFIRMED_CHANNELS
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import clauses_of, milestones_of, pdf_answer, step_of
from juxian.evaluation.queries.application import TABS, counts_by_tab, filtered
from juxian.evaluation.queries.certificate_number import LOOK_UP_CLAUSE, certificate_parts, other_claims
from juxian.evaluation.states import APPLICATION, ApplicationState
from juxian.evaluation.tables import EXPORT_COLUMNS, TAB_LABELS, export_row
from juxian.evaluation.views.related import related_of
from juxian.kit import clock
from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.excel import export_rows
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import audience, paginate, render, stay_on


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def application_list(request: HttpRequest) -> HttpResponse:
    """What waits, by who has to act; the filters stay in the address."""
    form = QueueQuery(request.GET)
    values = form.values()
    visible = Application.objects.visible_to(request.actor)
    rows = filtered(visible, now=clock.now(), values=values)
    if values["tab"]:
        rows = rows.filter(state__in=TABS[values["tab"]])
    context = {
        "form": form,
        "page": paginate(request, rows.order_by("due_at", "-submitted_at", "pk")),
        "tabs": [(name, TAB_LABELS[name], count) for name, count in counts_by_tab(visible).items()],
        "tab": values["tab"] or "",
    }
    return render(request, "evaluation/officer/application_list.html", context)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_POST
def application_export(request: HttpRequest) -> HttpResponse:
    """The filtered list as Excel. An export of personal data is recorded, so it is a POST."""
    form = QueueQuery(request.POST)
    values = form.values()
    rows = filtered(Application.objects.visible_to(request.actor), now=clock.now(), values=values)
    if values["tab"]:
        rows = rows.filter(state__in=TABS[values["tab"]])
    record("export", "evaluation.applications", by=request.actor, data={"count": rows.count()})
    return export_rows(
        _("申报清单"), EXPORT_COLUMNS, (export_row(row) for row in rows.order_by("submitted_at").iterator(500))
    )


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def application_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about one application, and the buttons that its state and the officer's role leave open."""
    application = get_visible(request, pk)
    clauses = clauses_of(application)
    context = {
        "application": application,
        "step": step_of(application),
        "milestones": milestones_of(application),
        "clauses": clauses,
        "contributions": application.contributions.prefetch_related("evidence__upload"),
        "reviews": application.reviews.all(),
        "timeline": timeline_of(application),
        "open": _open_to(request, application),
        "judgement_form": _judgement_form(application),
        "return_form": ReasonForm(auto_id="return_%s"),
        "decline_form": ReasonForm(auto_id="decline_%s"),
        "approve_form": OpinionForm(auto_id="approve_%s"),
        "reject_form": OpinionForm(auto_id="reject_%s"),
        "confirm_form": OpinionForm(auto_id="confirm_%s"),
        "refuse_form": OpinionForm(auto_id="refuse_%s"),
        "related": related_of(request, application),
        **_shown_on_the_road(application),
    }
    return render(request, "evaluation/officer/application_detail.html", context)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def application_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form on paper, for the file."""
    application = get_visible(request, pk)
    return pdf_answer(paper.application_pdf(application), str(application.number or application.pk))


@audience(Audience.OFFICE, Permission.ACCEPT)
@require_POST
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    accept_application(get_visible(request, pk), by=request.actor)
    return stay_on(request, "evaluation:office_application", pk)


@audience(Audience.OFFICE, Permission.ACCEPT)
@require_POST
def return_(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_text(request, pk, ReasonForm, return_application)


@audience(Audience.OFFICE, Permission.ACCEPT)
@require_POST
def decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_text(request, pk, ReasonForm, decline_application)


@audience(Audience.OFFICE, Permission.REVIEW)
@require_POST
def reject(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_text(request, pk, OpinionForm, reject_application)


@audience(Audience.OFFICE, Permission.REVIEW)
@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First or second review, whichever the application waits for."""
    is_first = get_visible(request, pk).state == ApplicationState.ACCEPTED
    return _with_text(request, pk, OpinionForm, give_first_review if is_first else give_second_review)


@audience(Audience.OFFICE, Permission.REVIEW)
@require_POST
def judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    application = get_visible(request, pk)
    form = _judgement_form(application, request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    judge_clauses(application, judgements=form.judgements(), by=request.actor)
    return stay_on(request, "evaluation:office_application", pk)


def get_visible(request: HttpRequest, pk: UUID) -> Application:
    """Return an application that the actor may see, or answer 404."""
    rows = Application.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("applicant", "employer", "item__occupation", "item__industry_group", "portrait"), pk=pk
    )


def _with_text(request: HttpRequest, pk: UUID, form_class: type, action: Callable[..., Any]) -> HttpResponse:
    """Read one text, hand it to the action, go back to the application."""
    application = get_visible(request, pk)
    form = form_class(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    action(application, by=request.actor, **form.cleaned_data)
    return stay_on(request, "evaluation:office_application", pk)


def _judgement_form(application: Application, data: Any = None) -> JudgementForm:
    """The clauses that the engine leaves to a person; the look-up answers its own."""
    left = [clause for clause in clauses_of(application) if clause["judged_by"] or clause["verdict"] != "met"]
    clauses = [clause for clause in left if clause["key"] != LOOK_UP_CLAUSE]
    judged = {row.clause: row for row in application.judgements.all()}
    return JudgementForm(data, clauses=clauses, judged=judged)


def _open_to(request: HttpRequest, application: Application) -> dict[str, bool]:
    """Return which buttons to show: the state must allow the event, and the actor the action on this row."""
    may = {
        permission: allows(request.actor, permission, on=application)
        for permission in (Permission.ACCEPT, Permission.REVIEW, Permission.CONFIRM)
    }
    wanted = {
        "accept": Permission.ACCEPT,
        "return": Permission.ACCEPT,
        "decline": Permission.ACCEPT,
        "first_review": Permission.REVIEW,
        "second_review": Permission.REVIEW,
        "reject": Permission.REVIEW,
        "confirm": Permission.CONFIRM,
        "refuse": Permission.CONFIRM,
    }
    buttons = {event: may[needed] and APPLICATION.can(application, event) for event, needed in wanted.items()}
    buttons["return"] = buttons["return"] and not application.returned_count
    if application.channel not in CONFIRMED_CHANNELS:
        buttons["confirm"] = buttons["refuse"] = False
    buttons["look_up"] = buttons["first_review"] or buttons["second_review"]
    return buttons


def _shown_on_the_road(application: Application) -> dict[str, Any]:
    """The certificate taken apart, who else uses it, and the look-ups."""
    claim = getattr(application, "certificate_claim", None)
    if claim is None:
        return {}
    return {
        "number_parts": certificate_parts(application),
        "others": other_claims(claim).select_related("applicant"),
        "look_ups": application.look_ups.all(),
        "look_up_form": LookUpForm(auto_id="look_up_%s", initial={"looked_up_on": clock.today()}),
    }
