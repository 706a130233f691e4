"""What assessors declare of themselves: to whom they are close."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.evaluation.actions import declare_interest, withdraw_interest
from juxian.evaluation.forms.assessor import InterestForm
from juxian.evaluation.models import DeclaredInterest
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.assessor import interests_of, own_line
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render


@audience(Audience.OFFICE, Permission.VOTE)
@require_http_methods(["GET", "POST"])
def my_interests(request: HttpRequest) -> HttpResponse:
    """One's own declarations and a form for another. Who is not in the register has nothing to declare yet."""
    line = own_line(request.actor)
    form = InterestForm(request.POST or None)
    if line and attempt(form, partial(declare_interest, line, by=request.actor)):
        messages.success(request, _t("已申报，今后的抽签会自动回避。"))
        return redirect("evaluation:my_interests")
    context = {"line": line, "form": form, "interests": interests_of(line) if line else []}
    return render(request, "evaluation/officer/interest_list.html", context)


@audience(Audience.OFFICE, Permission.VOTE)
@require_POST
def interest_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    withdraw_interest(get_object_or_404(DeclaredInterest.objects.visible_to(request.actor), pk=pk), by=request.actor)
    return redirect("evaluation:my_interests")
