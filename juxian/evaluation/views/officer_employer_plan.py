"""The office's pages of employers' own evaluations: approve or return a plan, cast lots, note what a check found."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.evaluation.actions import (
    approve_plan,
    draw_spot_checks,
    fail_spot_check,
    pass_spot_check,
    refuse_plan,
    return_plan,
)
from juxian.evaluation.forms.employer_plan import CheckForm, DrawForm, EmployerPlanQuery
from juxian.evaluation.forms.officer import ReasonForm
from juxian.evaluation.models import Batch, EmployerPlan, SpotCheck
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.employer_plan import draw_choices, share_of_next_draw
from juxian.evaluation.states import EMPLOYER_PLAN, EmployerPlanState
from juxian.evaluation.views.employer_plan import get_plan
from juxian.kit.access import Audience, allows
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import audience, paginate, render


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every employer's plans, newest first."""
    form = EmployerPlanQuery(request.GET)
    rows = EmployerPlan.objects.visible_to(request.actor).select_related("organisation")
    state = form.values()["state"]
    rows = rows.filter(state=state) if state else rows
    context = {"page": paginate(request, rows), "form": form}
    return render(request, "evaluation/officer/employer_plan_list.html", context)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def plan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan, and what its state and the officer's role leave open."""
    plan = get_plan(request, pk)
    may = allows(request.actor, Permission.APPROVE_FILING, on=plan)
    choices = draw_choices(plan) if may and plan.state == EmployerPlanState.APPROVED else []
    context = {
        "plan": plan,
        "may_decide": may and EMPLOYER_PLAN.can(plan, "approve"),
        "may_check": may,
        "return_form": ReasonForm(auto_id="return_%s"),
        "refuse_form": ReasonForm(auto_id="refuse_%s"),
        "draw_form": DrawForm(batches=choices) if choices else None,
        "check_form": CheckForm(),
        "results": plan.results.select_related("application__applicant", "application__item__occupation"),
        "checks": SpotCheck.objects.visible_to(request.actor).filter(draw__plan=plan).select_related("application"),
        "draws": plan.draws.prefetch_related("checks__application"),
        "share": share_of_next_draw(plan.organisation_id),
    }
    return render(request, "evaluation/officer/employer_plan_detail.html", context)


@audience(Audience.OFFICE, Permission.APPROVE_FILING)
@require_POST
def plan_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = approve_plan(get_plan(request, pk), by=request.actor)
    messages.success(request, _t("已同意备案，备案号 %(number)s。") % {"number": plan.number})
    return redirect("evaluation:office_employer_plan", pk)


@audience(Audience.OFFICE, Permission.APPROVE_FILING)
@require_POST
def plan_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, return_plan)


@audience(Audience.OFFICE, Permission.APPROVE_FILING)
@require_POST
def plan_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, refuse_plan)


@audience(Audience.OFFICE, Permission.APPROVE_FILING)
@require_POST
def plan_draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cast the lot over what waits for it."""
    plan = get_plan(request, pk)
    form = DrawForm(request.POST, batches=draw_choices(plan))
    if not form.is_valid():
        return refusal_of_form(request, form)
    batch = None
    if form.cleaned_data["batch"]:
        batch = get_object_or_404(Batch.objects.visible_to(request.actor), pk=form.cleaned_data["batch"])
    draw_spot_checks(plan, public_text=form.cleaned_data["public_text"], batch=batch, by=request.actor)
    return redirect("evaluation:office_employer_plan", pk)


@audience(Audience.OFFICE, Permission.APPROVE_FILING)
@require_POST
def check_pass(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _concluded(request, pk, pass_spot_check)


@audience(Audience.OFFICE, Permission.APPROVE_FILING)
@require_POST
def check_fail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _concluded(request, pk, fail_spot_check)


def _with_reason(request: HttpRequest, pk: UUID, action: Callable[..., Any]) -> HttpResponse:
    plan, form = get_plan(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    action(plan, by=request.actor, **form.cleaned_data)
    return redirect("evaluation:office_employer_plan", pk)


def _concluded(request: HttpRequest, pk: UUID, action: Callable[..., Any]) -> HttpResponse:
    check = get_object_or_404(SpotCheck.objects.visible_to(request.actor).select_related("draw"), pk=pk)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    action(check, by=request.actor, **form.cleaned_data)
    return redirect("evaluation:office_employer_plan", check.draw.plan_id)
