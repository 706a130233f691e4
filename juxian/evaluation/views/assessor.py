"""The assessor's pages: the cases of one's panels, and one vote for each."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from juxian.evaluation.actions import vote
from juxian.evaluation.forms.officer import VoteForm
from juxian.evaluation.models import PanelCase
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import blinded
from juxian.evaluation.states import PanelState
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, paginate, render

# Applicant and employer are read only to cover their names.
WORDS = ("application__item__occupation", "application__applicant", "application__employer")


@audience(Audience.OFFICE, Permission.VOTE)
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases of the assessor's panels, those still to score first."""
    cases = PanelCase.objects.visible_to(request.actor).select_related("panel", "application__item__occupation")
    scored = set(cases.filter(votes__member__assessor_id=request.actor.person_id).values_list("pk", flat=True))
    page = paginate(request, cases.order_by("panel__state", "-panel__convened_on", "pk").reverse())
    return render(request, "evaluation/officer/case_list.html", {"page": page, "scored": scored})


@audience(Audience.OFFICE, Permission.VOTE)
@require_http_methods(["GET", "POST"])
def case_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the applicant has done, and the score sheet."""
    rows = PanelCase.objects.visible_to(request.actor).select_related("panel", *WORDS)
    case = get_object_or_404(rows, pk=pk)
    mine = case.votes.filter(member__assessor_id=request.actor.person_id).first()
    form = VoteForm(request.POST or None)
    if attempt(form, partial(vote, case, by=request.actor)):
        return redirect("evaluation:case_list")
    context = {
        "case": case,
        "application": case.application,
        **blinded(case.application),
        "form": form if mine is None and case.panel.state == PanelState.VOTING else None,
        "mine": mine,
    }
    return render(request, "evaluation/officer/case_detail.html", context, status=422 if form.errors else 200)
