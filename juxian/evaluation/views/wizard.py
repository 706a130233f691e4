"""Filling in an application on a phone: trade, work, contributions, photo, check. One question a screen."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
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
from juxian.evaluation.models import Application, Channel, Contribution
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import MISSING, STEP_LABELS
from juxian.evaluation.queries.application import day_of_application, missing_parts
from juxian.evaluation.queries.certificate_number import certificate_parts
from juxian.evaluation.states import ApplicationState
from juxian.evaluation.views.person import get_application
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.clauses import present_clauses
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render

EVIDENCE = "evaluation.evidence"
PORTRAIT = "evaluation.portrait"
# The screen that asks for what the chosen road needs.
ROAD_PAGES = {
    Channel.CONTRIBUTION: "evaluation:my_contributions",
    Channel.CERTIFICATE: "evaluation:my_certificate",
    Channel.COMPETITION: "evaluation:my_award",
    Channel.EMPLOYER: "evaluation:my_employer",
}


def of_open_application(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the actor's own application while it can be changed; afterwards its page says where it is."""

    @wraps(view)
    def run(request: HttpRequest, pk: UUID, **keys: UUID) -> HttpResponse:
        application = get_application(request, pk)
        if application.is_editable:
            return view(request, application, **keys)
        if request.method == "POST":
            messages.warning(request, _t("申报已经提交，这次修改没有保存。如需修改，请先撤回，或等待窗口退回补正。"))
        return redirect("evaluation:my_application", pk)

    return run


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def trade(request: HttpRequest, application: Application) -> HttpResponse:
    """Find the trade in this year's catalogue, then choose a level."""
    query = TradeQuery(request.GET)
    values = query.values()
    day = day_of_application(application)
    item = current_item(values["item"], day) if values["item"] else None
    if item is None:
        items = search_current_items(values["q"] or "", day)
        chosen_url = f"?item={application.item_id}"
        context = {"query": query, "items": items, "q": values["q"] or "", "chosen_url": chosen_url}
        return _page(request, application, 1, "trade", context)
    levels = [(level, SkillLevel(level).label) for level in item.levels]
    form = LevelForm(_posted(request), levels=levels, initial={"level": application.level})
    if attempt(form, partial(change_trade, application, item=item, by=request.actor)):
        return redirect("evaluation:my_work", application.pk)
    return _page(request, application, 1, "level", {"form": form, "item": item})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def work(request: HttpRequest, application: Application) -> HttpResponse:
    """Employer, contract, insurance, pay."""
    form = WorkForm(_posted(request), initial=WorkForm.initial_of(application))
    if attempt(form, lambda **_: change_work(application, by=request.actor, **form.work())):
        return redirect("evaluation:my_road", application.pk)
    return _page(request, application, 2, "work", {"form": form})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def contributions(request: HttpRequest, application: Application) -> HttpResponse:
    """What was done so far, and a form for one thing more."""
    form = ContributionForm(_posted(request), request.FILES or None)

    def save(photo: Any, **fields: Any) -> Contribution:
        # The file is looked at first: a picture that is none must not leave half an entry behind.
        upload = _accepted(request, photo)
        row = add_contribution(application, by=request.actor, **fields)
        _show(request, application, row, upload)
        return row

    if attempt(form, save):
        return redirect("evaluation:my_contributions", application.pk)
    rows = application.contributions.prefetch_related("evidence")
    return _page(request, application, 3, "contributions", {"form": form, "contributions": rows})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def contribution(request: HttpRequest, application: Application, contribution_pk: UUID) -> HttpResponse:
    """Change one contribution, or add a picture to it."""
    row = _contribution(request, application, contribution_pk)
    initial = {name: getattr(row, name) for name in ("kind", "title", "done_on", "description")}
    form = ContributionForm(_posted(request), request.FILES or None, initial=initial)

    def save(photo: Any, **fields: Any) -> Contribution:
        upload = _accepted(request, photo)
        change_contribution(application, contribution=row, by=request.actor, **fields)
        _show(request, application, row, upload)
        return row

    if attempt(form, save):
        return redirect("evaluation:my_contributions", application.pk)
    return _page(request, application, 3, "contribution", {"form": form, "contribution": row})


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
@of_open_application
def contribution_remove(request: HttpRequest, application: Application, contribution_pk: UUID) -> HttpResponse:
    row = _contribution(request, application, contribution_pk)
    remove_contribution(application, contribution=row, by=request.actor)
    messages.success(request, _t("已删除这项业绩。"))
    return redirect("evaluation:my_contributions", application.pk)


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
@of_open_application
def evidence_remove(
    request: HttpRequest, application: Application, contribution_pk: UUID, evidence_pk: UUID
) -> HttpResponse:
    row = _contribution(request, application, contribution_pk)
    evidence = get_object_or_404(row.evidence, pk=evidence_pk)
    remove_evidence(application, evidence=evidence, by=request.actor)
    return redirect("evaluation:my_contribution", application.pk, contribution_pk)


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def statement(request: HttpRequest, application: Application) -> HttpResponse:
    """Photo, own words, pledge."""
    initial = {"statement": application.statement, "has_pledged": application.has_pledged}
    has_portrait = application.portrait_id is not None
    form = StatementForm(_posted(request), request.FILES or None, initial=initial, has_portrait=has_portrait)

    def save(portrait: Any, **fields: Any) -> Application:
        upload = accept_upload(portrait, kinds=("image",), by=request.actor, purpose=PORTRAIT) if portrait else None
        return change_statement(application, portrait=upload, by=request.actor, **fields)

    if attempt(form, save):
        return redirect("evaluation:my_check", application.pk)
    back_url = reverse(ROAD_PAGES[Channel(application.channel)], args=[application.pk])
    return _page(request, application, 4, "statement", {"form": form, "back_url": back_url})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def check(request: HttpRequest, application: Application) -> HttpResponse:
    """Everything at a glance: what is missing and where, what the law says of each clause, and the button to submit."""
    form = SubmitForm(_posted(request))
    if attempt(form, partial(submit_application, application, by=request.actor)):
        return redirect("evaluation:my_application", application.pk)
    clauses = present_clauses(check_conditions(application, clock.today()), unknown=MISSING)
    context = {
        "form": form,
        "clauses": clauses,
        "number_parts": certificate_parts(application),
        "road_url": reverse(ROAD_PAGES[Channel(application.channel)], args=[application.pk]),
        "missing": missing_parts(application),
        "is_unmet": any(clause["verdict"] == "not_met" for clause in clauses),
    }
    return _page(request, application, 5, "check", context)


def _contribution(request: HttpRequest, application: Application, pk: UUID) -> Contribution:
    return get_object_or_404(Contribution.objects.visible_to(request.actor), pk=pk, application=application)


def _accepted(request: HttpRequest, photo: Any) -> Any:
    return accept_upload(photo, kinds=("image", "pdf"), by=request.actor, purpose=EVIDENCE) if photo else None


def _show(request: HttpRequest, application: Application, row: Contribution, upload: Any) -> None:
    if upload:
        add_evidence(application, contribution=row, upload=upload, by=request.actor)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest, application: Application, number: int, name: str, context: dict[str, Any]
) -> HttpResponse:
    is_returned = application.state == ApplicationState.RETURNED
    context |= {
        "application": application,
        "step_labels": STEP_LABELS,
        "step_number": number,
        "is_returned": is_returned,
    }
    status = 422 if getattr(context.get("form"), "errors", None) else 200
    return render(request, f"evaluation/person/wizard_{name}.html", context, status=status)
