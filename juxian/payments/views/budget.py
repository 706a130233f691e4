"""Budgets: what is set aside, promised, paid and still to come; new versions."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods

from juxian.kit import clock
from juxian.kit.access import Audience, allows
from juxian.kit.views import attempt, audience, render
from juxian.payments.actions.budget import set_budget
from juxian.payments.forms.budget import BudgetForm
from juxian.payments.models import Budget
from juxian.payments.permissions import Permission
from juxian.payments.queries.budget import budget_states, known_years


@audience(Audience.OFFICE, Permission.SEE_PAYMENTS)
@require_GET
def budget_list(request: HttpRequest) -> HttpResponse:
    """Every policy and year, the newest first, with the versions of its budget."""
    context = {
        "states": budget_states(known_years()),
        "versions": Budget.objects.visible_to(request.actor).order_by("-year", "policy", "-version"),
        "may_set": allows(request.actor, Permission.SET_BUDGET),
    }
    return render(request, "payments/officer/budget_list.html", context)


@audience(Audience.OFFICE, Permission.SET_BUDGET)
@require_http_methods(["GET", "POST"])
def budget_set(request: HttpRequest) -> HttpResponse:
    form = BudgetForm(request.POST or None, initial={"year": clock.today().year})
    if attempt(form, partial(_set, request)):
        messages.success(request, _t("预算已设定，以前的版本仍可查。"))
        return redirect("payments:budgets")
    return render(request, "payments/officer/budget_set.html", {"form": form})


def _set(request: HttpRequest, *, policy: str, **values: Any) -> Budget:
    return set_budget(policy, by=request.actor, **values)
