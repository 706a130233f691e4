"""The applicant's pages under /my/applications/: a list, one page for each application."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from juxian.credentials.queries import credential_of
from juxian.evaluation.actions import start_application, withdraw_application
from juxian.evaluation.forms.person import WithdrawForm
from juxian.evaluation.models import Application
from juxian.evaluation.paper import application_pdf
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import clauses_of, milestones_of, pdf_answer, step_of
from juxian.evaluation.queries.appeal import appeal_words
from juxian.evaluation.queries.application import missing_parts
from juxian.evaluation.queries.certificate_number import certificate_parts
from juxian.evaluation.queries.sitting import announced_seats, seats_to_give_back
from juxian.evaluation.states import APPLICATION
from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import audience, render
from juxian.notices.queries import entries_for
from juxian.notices.states import NoticeState
from juxian.people.queries.employers import person_of

PUBLIC = (NoticeState.PUBLISHED, NoticeState.CLOSED)


@audience(Audience.PERSON, Permission.APPLY)
@require_GET
def my_applications(request: HttpRequest) -> HttpResponse:
    """Everything the person ever applied for, newest first."""
    rows = Application.objects.visible_to(request.actor).select_related("item__occupation", "employer")
    going_on = next((row for row in rows if row.state not in APPLICATION.ended()), None)
    return render(request, "evaluation/person/application_list.html", {"applications": rows, "going_on": going_on})


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin, or go on with the draft."""
    application = start_application(person_of(request.actor), by=request.actor)
    return redirect("evaluation:my_trade", application.pk)


@audience(Audience.PERSON, Permission.APPLY)
@require_GET
def my_application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same time line that the office sees, without the officers' names."""
    application = get_application(request, pk)
    context = {
        "application": application,
        "step": step_of(application),
        "milestones": milestones_of(application),
        "clauses": clauses_of(application),
        "number_parts": certificate_parts(application),
        "timeline": timeline_of(application, shows_names=False),
        "contributions": application.contributions.prefetch_related("evidence__upload"),
        "credential": credential_of(application._meta.label, application.pk),
        "notice": next((entry.notice for entry in entries_for(application) if entry.notice.state in PUBLIC), None),
        "seats": announced_seats(application),
        "seats_to_give_back": seats_to_give_back(application),
        "edit_url": _edit_url(application),
        "has_results": application.marks.released().exists(),
        "appeal_words": appeal_words(application),
        "may_withdraw": APPLICATION.can(application, "withdraw"),
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "evaluation/person/application_detail.html", context)


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    withdraw_application(get_application(request, pk), reason=reason, by=request.actor)
    return redirect("evaluation:my_application", pk)


@audience(Audience.PERSON, Permission.APPLY)
@require_GET
def my_application_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form on paper, for the applicant's own file."""
    application = get_application(request, pk)
    return pdf_answer(application_pdf(application), str(application.number or application.pk))


@audience(Audience.SIGNED_IN)
@require_GET
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the code on the paper leads: to the page that is made for whoever scans it."""
    application = get_object_or_404(Application.objects.visible_to(request.actor), pk=pk)
    if request.actor.audience is Audience.PERSON:
        return redirect("evaluation:my_application", application.pk)
    return redirect("evaluation:office_application", application.pk)


def _edit_url(application: Application) -> str:
    """Return where filling in goes on: at the first step that lacks something, else at the last one."""
    if not application.is_editable:
        return ""
    missing = missing_parts(application)
    return missing[0].page if missing else reverse("evaluation:my_check", args=[application.pk])


def get_application(request: HttpRequest, pk: UUID) -> Application:
    """Return the actor's own application or answer 404."""
    rows = Application.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("applicant", "employer", "item__occupation", "item__industry_group", "portrait"), pk=pk
    )
