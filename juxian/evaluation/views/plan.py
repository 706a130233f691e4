"""The plan and its places, for the office."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import change_places, confirm_places, create_plan, drop_places
from juxian.evaluation.forms.officer import PlacesForm, PlanForm
from juxian.evaluation.models import PlacesChange, PlanPlaces
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.plan import places_of_plan, plan_in_force
from juxian.kit import clock
from juxian.kit.access import Audience, allows
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, render


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def plan_detail(request: HttpRequest) -> HttpResponse:
    """Places for each level: how many, taken, left."""
    plan = plan_in_force(clock.today())
    context = {
        "plan": plan,
        "places": places_of_plan(plan) if plan else [],
        "changes": PlacesChange.objects.visible_to(request.actor).open().filter(plan_places__plan=plan),
        "may_change": allows(request.actor, Permission.MANAGE_PLAN),
        "may_confirm": allows(request.actor, Permission.CONFIRM_PLACES),
        "may_read_report": allows(request.actor, Permission.READ_REPORT),
    }
    return render(request, "evaluation/officer/plan_detail.html", context)


@audience(Audience.OFFICE, Permission.MANAGE_PLAN)
@require_http_methods(["GET", "POST"])
def plan_create(request: HttpRequest) -> HttpResponse:
    """A new plan; it counts from its first year on."""
    form = PlanForm(request.POST if request.method == "POST" else None)
    if attempt(form, partial(create_plan, None, by=request.actor)):
        messages.success(request, _t("计划已建立，从开始年份起生效。"))
        return redirect("evaluation:office_plan")
    return render(request, "evaluation/officer/plan_create.html", {"form": form}, status=422 if form.errors else 200)


@audience(Audience.OFFICE, Permission.MANAGE_PLAN)
@require_POST
def places_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose; another officer confirms."""
    row = get_object_or_404(PlanPlaces.objects.visible_to(request.actor), pk=pk)
    form = PlacesForm(request.POST)
    if not attempt(form, partial(change_places, row, by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("已提出，由另一位人员确认后生效。"))
    return redirect("evaluation:office_plan")


@audience(Audience.OFFICE, Permission.CONFIRM_PLACES)
@require_POST
def places_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a proposed number in force."""
    confirm_places(_get_change(request, pk), by=request.actor)
    messages.success(request, _t("已确认，新的名额现在生效。"))
    return redirect("evaluation:office_plan")


@audience(Audience.OFFICE, Permission.MANAGE_PLAN)
@require_POST
def places_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a proposal back."""
    drop_places(_get_change(request, pk), by=request.actor)
    messages.success(request, _t("已取消，名额不变。"))
    return redirect("evaluation:office_plan")


def _get_change(request: HttpRequest, pk: UUID) -> PlacesChange:
    return get_object_or_404(PlacesChange.objects.visible_to(request.actor), pk=pk)
