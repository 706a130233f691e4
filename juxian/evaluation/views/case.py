"""The assessor's pages: the panels one sits in, the cases of each, one vote for every case, and the signature."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import confirm_no_interest, recuse_member, sign_scores, vote
from juxian.evaluation.forms.panel import RecuseForm, VoteForm
from juxian.evaluation.models import PanelCase, PanelMember
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.case import seats_to_fill
from juxian.evaluation.queries.dossier import dossier_of
from juxian.evaluation.states import PanelState
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, paginate, render

# Applicant and employer are read only to cover their names.
WORDS = ("application__item__occupation", "application__applicant", "application__employer")


@audience(Audience.OFFICE, Permission.VOTE)
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """The panels one sits in and what is to do in each; then the cases, the latest first."""
    cases = PanelCase.objects.visible_to(request.actor).select_related("panel", "application__item__occupation")
    scored = set(cases.filter(votes__member__assessor_id=request.actor.person_id).values_list("pk", flat=True))
    page = paginate(request, cases.order_by("panel__state", "-panel__convened_on", "pk").reverse())
    context = {"page": page, "scored": scored, "seats": seats_to_fill(request.actor)}
    return render(request, "evaluation/officer/case_list.html", context)


@audience(Audience.OFFICE, Permission.VOTE)
@require_http_methods(["GET", "POST"])
def case_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the applicant has done, without who it is, and the score sheet."""
    case = get_object_or_404(PanelCase.objects.visible_to(request.actor).select_related("panel", *WORDS), pk=pk)
    seat = get_object_or_404(PanelMember.objects.visible_to(request.actor), panel=case.panel)
    mine = case.votes.filter(member=seat).prefetch_related("points").first()
    form = VoteForm(request.POST or None, rubric=case.rubric)
    if attempt(form, partial(vote, case, by=request.actor)):
        return redirect("evaluation:case_list")
    may_vote = mine is None and case.panel.state == PanelState.VOTING and seat.confirmed_at
    context = {"case": case, "application": case.application, "seat": seat, "mine": mine}
    context |= {"dossier": dossier_of(case.application), "form": form if may_vote else None}
    return render(request, "evaluation/officer/case_detail.html", context, status=422 if form.errors else 200)


@audience(Audience.OFFICE, Permission.VOTE)
@require_POST
def seat_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    confirm_no_interest(_get_seat(request, pk), by=request.actor)
    return redirect("evaluation:case_list")


@audience(Audience.OFFICE, Permission.VOTE)
@require_http_methods(["GET", "POST"])
def seat_recuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Step back, with a reason; the next of the draw takes the seat."""
    seat, form = _get_seat(request, pk), RecuseForm(request.POST or None)
    if attempt(form, partial(recuse_member, seat, by=request.actor)):
        messages.success(request, _t("已记录您的回避，这一组不再需要您评分。"))
        return redirect("evaluation:case_list")
    return render(request, "evaluation/officer/seat_recuse.html", {"seat": seat, "form": form})


@audience(Audience.OFFICE, Permission.VOTE)
@require_POST
def seat_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    sign_scores(_get_seat(request, pk), by=request.actor)
    messages.success(request, _t("已签字，评分锁定。"))
    return redirect("evaluation:case_list")


def _get_seat(request: HttpRequest, pk: UUID) -> PanelMember:
    return get_object_or_404(PanelMember.objects.visible_to(request.actor).select_related("panel"), pk=pk)
