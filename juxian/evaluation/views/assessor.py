"""The assessor's pages: the cases of one's panels, and one vote for each."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from juxian.evaluation.actions import vote
from juxian.evaluation.forms.officer import VoteForm
from juxian.evaluation.models import PanelCase
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import PanelState
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.views import audience, paginate, render


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
    case = get_object_or_404(
        PanelCase.objects.visible_to(request.actor).select_related("panel", "application__item__occupation"), pk=pk
    )
    mine = case.votes.filter(member__assessor_id=request.actor.person_id).first()
    form = VoteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            vote(case, by=request.actor, **form.cleaned_data)
            return redirect("evaluation:case_list")
        except RuleBroken as error:
            form.add_error(error.field, error.message)
    context = {
        "case": case,
        "application": case.application,
        "contributions": case.application.contributions.prefetch_related("evidence__upload"),
        "form": form if mine is None and case.panel.state == PanelState.VOTING else None,
        "mine": mine,
    }
    return render(request, "evaluation/officer/case_detail.html", context, status=422 if form.errors else 200)
