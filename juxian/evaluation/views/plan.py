"""The plan and its places, for the office."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from juxian.evaluation.actions import change_places
from juxian.evaluation.forms.officer import PlacesForm
from juxian.evaluation.models import PlanPlaces
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.plan import places_of_plan, plan_in_force
from juxian.kit import clock
from juxian.kit.access import Audience, allows
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import audience, render


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def plan_detail(request: HttpRequest) -> HttpResponse:
    """Places for each level: how many, taken, left."""
    plan = plan_in_force(clock.today())
    context = {
        "plan": plan,
        "places": places_of_plan(plan) if plan else [],
        "may_change": allows(request.actor, Permission.MANAGE_PLAN),
    }
    return render(request, "evaluation/officer/plan_detail.html", context)


@audience(Audience.OFFICE, Permission.MANAGE_PLAN)
@require_POST
def places_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(PlanPlaces, pk=pk)
    form = PlacesForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    change_places(row, by=request.actor, **form.cleaned_data)
    return redirect("evaluation:office_plan")
