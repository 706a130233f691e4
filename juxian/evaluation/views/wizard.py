"""Filling in an application on a phone: trade, work, contributions, photo, check. One question a screen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from juxian.catalogue.levels import SkillLevel
from juxian.catalogue.queries.current import current_item, search_current_items
from juxian.evaluation.actions import (
    add_contribution,
    add_evidence,
    change_contribution,
    change_statement,
    change_trade,
    change_work,
    remove_contribution,
    remove_evidence,
    submit_application,
)
from juxian.evaluation.facts import check_conditions
from juxian.evaluation.forms.person import ContributionForm, LevelForm, StatementForm, SubmitForm, TradeQuery, WorkForm
from juxian.evaluation.models import Application, Contribution
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import STEP_LABELS, present_clauses
from juxian.evaluation.views.person import get_application
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.uploads import accept_upload
from juxian.kit.views import audience, render

EVIDENCE = "evaluation.evidence"
PORTRAIT = "evaluation.portrait"


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def trade(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Find the trade in this year's catalogue, then choose a level."""
    application = get_application(request, pk)
    query = TradeQuery(request.GET)
    values = query.values()
    item = current_item(values["item"], clock.today()) if values["item"] else None
    if item is None:
        items = search_current_items(values["q"] or "", clock.today())
        return _page(request, application, 1, "trade", {"query": query, "items": items, "q": values["q"] or ""})
    levels = [(level, SkillLevel(level).label) for level in item.levels]
    form = LevelForm(request.POST or None, levels=levels, initial={"level": application.level})
    if _saved(form, lambda: change_trade(application, item=item, by=request.actor, **form.cleaned_data)):
        return redirect("evaluation:my_work", pk)
    return _page(request, application, 1, "level", {"form": form, "item": item})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def work(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Employer, contract, insurance, pay."""
    application = get_application(request, pk)
    form = WorkForm(request.POST or None, initial=WorkForm.initial_of(application))
    if _saved(form, lambda: change_work(application, by=request.actor, **form.work())):
        return redirect("evaluation:my_contributions", pk)
    return _page(request, application, 2, "work", {"form": form})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def contributions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was done so far, and a form for one thing more."""
    application = get_application(request, pk)
    form = ContributionForm(request.POST or None, request.FILES or None)

    def save() -> None:
        data = dict(form.cleaned_data)
        photo = data.pop("photo")
        # The file is looked at first: a picture that is none must not leave half an entry behind.
        upload = accept_upload(photo, kinds=("image", "pdf"), by=request.actor, purpose=EVIDENCE) if photo else None
        contribution = add_contribution(application, by=request.actor, **data)
        if upload:
            add_evidence(application, contribution=contribution, upload=upload, by=request.actor)

    if _saved(form, save):
        return redirect("evaluation:my_contributions", pk)
    rows = application.contributions.prefetch_related("evidence")
    return _page(request, application, 3, "contributions", {"form": form, "contributions": rows})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def contribution(request: HttpRequest, pk: UUID, contribution_pk: UUID) -> HttpResponse:
    """Change one contribution, or add a picture to it."""
    application = get_application(request, pk)
    row = get_object_or_404(Contribution.objects.visible_to(request.actor), pk=contribution_pk, application=application)
    initial = {name: getattr(row, name) for name in ("kind", "title", "done_on", "description")}
    form = ContributionForm(request.POST or None, request.FILES or None, initial=initial)

    def save() -> None:
        data = dict(form.cleaned_data)
        photo = data.pop("photo")
        upload = accept_upload(photo, kinds=("image", "pdf"), by=request.actor, purpose=EVIDENCE) if photo else None
        change_contribution(application, contribution=row, by=request.actor, **data)
        if upload:
            add_evidence(application, contribution=row, upload=upload, by=request.actor)

    if _saved(form, save):
        return redirect("evaluation:my_contributions", pk)
    return _page(request, application, 3, "contribution", {"form": form, "contribution": row})


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
def contribution_remove(request: HttpRequest, pk: UUID, contribution_pk: UUID) -> HttpResponse:
    application = get_application(request, pk)
    row = get_object_or_404(Contribution.objects.visible_to(request.actor), pk=contribution_pk, application=application)
    remove_contribution(application, contribution=row, by=request.actor)
    return redirect("evaluation:my_contributions", pk)


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
def evidence_remove(request: HttpRequest, pk: UUID, contribution_pk: UUID, evidence_pk: UUID) -> HttpResponse:
    application = get_application(request, pk)
    row = get_object_or_404(Contribution.objects.visible_to(request.actor), pk=contribution_pk, application=application)
    evidence = get_object_or_404(row.evidence, pk=evidence_pk)
    remove_evidence(application, evidence=evidence, by=request.actor)
    return redirect("evaluation:my_contribution", pk, contribution_pk)


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Photo, own words, pledge."""
    application = get_application(request, pk)
    initial = {"statement": application.statement, "has_pledged": application.has_pledged}
    form = StatementForm(request.POST or None, request.FILES or None, initial=initial)

    def save() -> None:
        data = dict(form.cleaned_data)
        photo = data.pop("portrait")
        portrait = accept_upload(photo, kinds=("image",), by=request.actor, purpose=PORTRAIT) if photo else None
        change_statement(application, portrait=portrait, by=request.actor, **data)

    if _saved(form, save):
        return redirect("evaluation:my_check", pk)
    return _page(request, application, 4, "statement", {"form": form})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything at a glance, what the law says of each clause, and the button to submit."""
    application = get_application(request, pk)
    form = SubmitForm(request.POST or None)
    if _saved(form, lambda: submit_application(application, by=request.actor, **form.cleaned_data)):
        return redirect("evaluation:my_application", pk)
    clauses = present_clauses(check_conditions(application, clock.today()), {})
    context = {"form": form, "clauses": clauses, "is_unmet": any(clause["verdict"] == "not_met" for clause in clauses)}
    return _page(request, application, 5, "check", context)


def _saved(form: forms.Form, save: Callable[[], Any]) -> bool:
    """Run the action on a valid form. A broken rule becomes the form's own error: nothing typed is lost."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        save()
    except RuleBroken as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True


def _page(
    request: HttpRequest, application: Application, number: int, name: str, context: dict[str, Any]
) -> HttpResponse:
    context |= {"application": application, "step_labels": STEP_LABELS, "step_number": number}
    status = 422 if getattr(context.get("form"), "errors", None) else 200
    return render(request, f"evaluation/person/wizard_{name}.html", context, status=status)
