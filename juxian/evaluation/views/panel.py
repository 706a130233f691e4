"""Panels, notices and decisions: what the office does with several applications at once."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import close_panel, convene_panel, publish_results, recognise_application
from juxian.evaluation.forms.officer import ApplicationsForm, PanelForm, PublishForm
from juxian.evaluation.models import Application, Panel
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.plan import places_of_plan, plan_in_force
from juxian.evaluation.states import PANEL, ApplicationState
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.language import of_the_office
from juxian.kit.punctuation import labelled
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries.employers import assessors


@audience(Audience.OFFICE, Permission.CONVENE)
@require_GET
def panel_list(request: HttpRequest) -> HttpResponse:
    panels = Panel.objects.visible_to(request.actor).with_people()
    waiting = _waiting(request, ApplicationState.SECOND_REVIEWED).count()
    context = {"page": paginate(request, panels), "waiting_count": waiting}
    return render(request, "evaluation/officer/panel_list.html", context)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_http_methods(["GET", "POST"])
def panel_create(request: HttpRequest) -> HttpResponse:
    """Choose who sits and what they look at."""
    rows = _waiting(request, ApplicationState.SECOND_REVIEWED)
    choices = [(str(person.pk), person.name) for person in assessors()]
    form = PanelForm(request.POST or None, rows=rows, assessors=choices)
    if panel := attempt(form, partial(convene_panel, None, by=request.actor)):
        return redirect("evaluation:panel_detail", panel.pk)
    return _form_page(request, "evaluation/officer/panel_create.html", form, rows)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_GET
def panel_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cases × members with the scores given so far."""
    panel = get_object_or_404(Panel.objects.visible_to(request.actor), pk=pk)
    members = list(panel.members.select_related("assessor"))
    cases = panel.cases.select_related("application__applicant", "application__item__occupation")
    grid = [(case, _votes_in_order(case, members)) for case in cases.prefetch_related("votes")]
    missing = sum(vote is None for _case, votes in grid for _member, vote in votes)
    may_close = PANEL.can(panel, "close") and not missing
    context = {"panel": panel, "members": members, "grid": grid, "may_close": may_close, "missing_count": missing}
    return render(request, "evaluation/officer/panel_detail.html", context)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_POST
def panel_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    close_panel(get_object_or_404(Panel.objects.visible_to(request.actor), pk=pk), by=request.actor)
    return redirect("evaluation:panel_detail", pk)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Put those who passed on public notice."""
    rows = _waiting(request, ApplicationState.PASSED)
    with of_the_office():
        title = _t("集美区%(year)s年金蓝领人才拟认定人员名单公示") % {"year": clock.today().year}
    form = PublishForm(request.POST or None, rows=rows, initial={"title": title})
    if notice := attempt(form, partial(publish_results, None, by=request.actor)):
        return redirect("notices:notice_page", notice.pk)
    return _form_page(request, "evaluation/officer/publish.html", form, rows)


@audience(Audience.OFFICE, Permission.RECOGNISE)
@require_http_methods(["GET", "POST"])
def recognise(request: HttpRequest) -> HttpResponse:
    """The leader decides; one that cannot be recognised stops none of the others."""
    rows = _with_words(Application.objects.visible_to(request.actor).decidable_by(request.actor))
    form = ApplicationsForm(request.POST or None, rows=rows)
    if form.is_bound and form.is_valid():
        chosen = list(form.cleaned_data["applications"])
        refused = [message for application in chosen if (message := _recognise_one(request, application))]
        messages.success(request, _t("已认定%(count)d人。") % {"count": len(chosen) - len(refused)})
        for message in refused:
            messages.warning(request, message)
        return redirect("evaluation:recognise")
    plan = plan_in_force(clock.today())
    places = places_of_plan(plan) if plan else []
    return _form_page(request, "evaluation/officer/recognise.html", form, rows, places=places)


def _recognise_one(request: HttpRequest, application: Application) -> str:
    """Recognise one application; return the sentence that says why not, or nothing."""
    try:
        recognise_application(application, by=request.actor)
    except RuleBroken as error:
        return labelled(application.number, error.message)
    return ""


def _waiting(request: HttpRequest, state: ApplicationState) -> Any:
    """What waits in a state, without one's own: everybody's own is a colleague's business."""
    rows = Application.objects.visible_to(request.actor).filter(state=state)
    return _with_words(rows.exclude(applicant=request.actor.person_id))


def _with_words(rows: Any) -> Any:
    return rows.select_related("applicant", "employer", "item__occupation").order_by("level", "number")


def _votes_in_order(case: Any, members: list[Any]) -> list[Any]:
    votes = {vote.member_id: vote for vote in case.votes.all()}
    return [(member, votes.get(member.pk)) for member in members]


def _form_page(request: HttpRequest, template: str, form: Any, rows: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "rows": rows, **context}, status=status)
