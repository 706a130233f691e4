"""Panels, notices and decisions: what the office does with several applications at once."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import (
    close_panel,
    convene_panel,
    draw_panel,
    publish_results,
    recognise_application,
    replace_member,
)
from juxian.evaluation.forms.officer import ApplicationsForm, PublishForm
from juxian.evaluation.forms.panel import DrawForm, PickForm, ReplaceForm, initial_start
from juxian.evaluation.models import Application, Draw, Panel
from juxian.evaluation.panel_paper import panel_pdf, sheet_pdf
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import pdf_answer
from juxian.evaluation.queries.dossier import dossier_of
from juxian.evaluation.queries.panel import scores_are_open
from juxian.evaluation.queries.plan import places_of_plan, plan_in_force
from juxian.evaluation.queries.pool import (
    applications_of_panel,
    candidates_for,
    convenable,
    name_of,
    pool_of,
    without_sittings_due,
)
from juxian.evaluation.queries.sheet import is_intact
from juxian.evaluation.states import PANEL, ApplicationState
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.language import of_the_office
from juxian.kit.punctuation import labelled
from juxian.kit.views import attempt, audience, paginate, render


@audience(Audience.OFFICE, Permission.CONVENE)
@require_GET
def panel_list(request: HttpRequest) -> HttpResponse:
    panels = Panel.objects.visible_to(request.actor).with_people()
    context = {"page": paginate(request, panels), "waiting_count": _convenable(request).count()}
    return render(request, "evaluation/officer/panel_list.html", context)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_GET
def panel_create(request: HttpRequest) -> HttpResponse:
    """First step: what the panel looks at."""
    rows = _convenable(request)
    context = {"rows": rows, "form": ApplicationsForm(rows=rows), "draws": _draws(request)}
    return render(request, "evaluation/officer/panel_create.html", context)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_http_methods(["GET", "POST"])
def panel_draw(request: HttpRequest) -> HttpResponse:
    """Second step: the pool with everybody who is left out and why, and the draw before a witness."""
    chosen = _chosen(request)
    if not chosen:
        return redirect("evaluation:panel_create")
    draws = _draws(request)
    initial = {"starts_at": initial_start(), "draw": draws.first(), "applications": [row.pk for row in chosen]}
    form = DrawForm(request.POST or None, rows=_convenable(request), draws=draws, initial=initial)
    if panel := attempt(form, _draw_now(request)):
        messages.success(request, _t("抽签完成。结果和种子已经公布，任何人都可以复算。"))
        return redirect("evaluation:panel_detail", panel.pk)
    candidates = candidates_for(chosen)
    context = {"chosen": chosen, "candidates": candidates, "pool_count": len(pool_of(candidates)), "draws": draws}
    return _form_page(request, "evaluation/officer/panel_draw.html", form, chosen, **context)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_http_methods(["GET", "POST"])
def panel_pick(request: HttpRequest) -> HttpResponse:
    """The same with members named by hand and a reason."""
    chosen = _chosen(request)
    if not chosen:
        return redirect("evaluation:panel_create")
    fit = [(str(one.assessor.person_id), name_of(one)) for one in candidates_for(chosen) if not one.reasons]
    initial = {"starts_at": initial_start(), "applications": [row.pk for row in chosen]}
    form = PickForm(request.POST or None, rows=_convenable(request), assessors=fit, initial=initial)
    if panel := attempt(form, partial(convene_panel, None, by=request.actor)):
        return redirect("evaluation:panel_detail", panel.pk)
    return _form_page(request, "evaluation/officer/panel_pick.html", form, chosen, chosen=chosen)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_GET
def panel_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cases × members: who has scored, and what only once all have signed: nobody is replaced for how they voted."""
    panel = _get(request, pk)
    members = list(panel.members.select_related("assessor", "successor__assessor"))
    sitting = [member for member in members if member.left_at is None]
    grid = [(case, _votes_in_order(case, sitting)) for case in _cases(panel)]
    missing = sum(vote is None for _case, votes in grid for _member, vote in votes)
    context = {
        "panel": panel,
        "members": members,
        "sitting": sitting,
        "grid": grid,
        "missing_count": missing,
        "shows_scores": scores_are_open(panel),
        "unsigned_count": sum(member.signed_at is None for member in sitting),
        "may_close": PANEL.can(panel, "close") and not missing and all(one.signed_at for one in sitting),
        "dossiers": [(case.application, dossier_of(case.application).covered) for case, _votes in grid],
        "intact": {member.pk for member in sitting if member.signed_at and is_intact(member)},
    }
    return render(request, "evaluation/officer/panel_detail.html", context)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_POST
def panel_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    close_panel(_get(request, pk), by=request.actor)
    return redirect("evaluation:panel_detail", pk)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_http_methods(["GET", "POST"])
def member_replace(request: HttpRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Somebody cannot sit: the next of the draw follows, or whom the office names."""
    panel = _get(request, pk)
    member = get_object_or_404(panel.members.select_related("assessor"), pk=member_pk)
    fit = candidates_for(applications_of_panel(panel), starts_at=panel.starts_at, ends_at=panel.ends_at)
    choices = [(str(one.assessor.person_id), name_of(one)) for one in fit if not one.reasons]
    form = ReplaceForm(request.POST or None, candidates=choices, initial={"reason": member.left_reason})
    if seat := attempt(form, partial(replace_member, member, by=request.actor)):
        messages.success(request, _t("已由%(name)s接替。") % {"name": seat.assessor.name})
        return redirect("evaluation:panel_detail", pk)
    context = {"panel": panel, "member": member, "form": form}
    return render(request, "evaluation/officer/member_replace.html", context)


@audience(Audience.OFFICE, Permission.CONVENE)
@require_GET
def panel_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """评审记录表 on paper."""
    panel = _get(request, pk)
    return pdf_answer(panel_pdf(panel), f"panel-{panel.convened_on.isoformat()}")


@audience(Audience.OFFICE, Permission.CONVENE)
@require_GET
def member_sheet(request: HttpRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """One member's score sheet on paper, filled in or blank."""
    member = get_object_or_404(_get(request, pk).members.select_related("panel", "assessor"), pk=member_pk)
    return pdf_answer(sheet_pdf(member), f"scores-{member.panel.convened_on.isoformat()}")


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


def _get(request: HttpRequest, pk: UUID) -> Panel:
    return get_object_or_404(Panel.objects.visible_to(request.actor).select_related("draw"), pk=pk)


def _cases(panel: Panel) -> Any:
    cases = panel.cases.select_related(
        "application__applicant", "application__employer", "application__item__occupation"
    )
    return cases.prefetch_related("votes__points", "application__contributions")


def _convenable(request: HttpRequest) -> Any:
    """What may come before a panel, without the officer's own and without what must be sat for first."""
    rows = convenable(Application.objects.visible_to(request.actor)).exclude(applicant=request.actor.person_id)
    ready = [row.pk for row in without_sittings_due(rows)]
    return rows.filter(pk__in=ready).order_by("item__industry_group", "level", "number")


def _chosen(request: HttpRequest) -> list[Application]:
    """The applications named in the address or the form; says so where there are none."""
    form = ApplicationsForm(request.POST or request.GET, rows=_convenable(request))
    if form.is_valid() and form.cleaned_data["applications"]:
        return list(form.cleaned_data["applications"])
    messages.warning(request, _t("还没有选择要评审的申报。请至少勾选一份。"))
    return []


def _draws(request: HttpRequest) -> Any:
    return Draw.objects.visible_to(request.actor).ready()


def _draw_now(request: HttpRequest) -> Any:
    """Draw under the commitment that was chosen; the day comes from the time."""
    return lambda draw, **values: draw_panel(draw, by=request.actor, **values)


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
