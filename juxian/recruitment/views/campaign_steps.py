"""What the office and a school both do with campaigns. Their pages are apart; these are the steps behind them."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t

from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import RuleBroken
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, paginate
from juxian.people.queries.employers import find_employers
from juxian.recruitment.actions import add_participations, confirm_participation, decline_participation
from juxian.recruitment.forms.employer import CampaignQuery, EmployerField
from juxian.recruitment.forms.vacancy import ReasonForm
from juxian.recruitment.models import Campaign, Participation
from juxian.recruitment.queries.campaign import filtered, with_counts
from juxian.recruitment.states import CAMPAIGN, ParticipationState


def list_context(request: HttpRequest) -> dict[str, Any]:
    """The campaigns that this actor runs (the office: all), with their three measures."""
    form = CampaignQuery(request.GET)
    rows = with_counts(
        filtered(Campaign.objects.visible_to(request.actor).run_by(request.actor), form.values())
    ).select_related("school")
    return {"page": paginate(request, rows), "form": form}


def detail_context(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """Its employers, those that wait for an answer first."""
    rows = campaign.participations.select_related("organisation").order_by("created_at")
    return {
        "campaign": campaign,
        "open": {row.event for row in CAMPAIGN.open_events(campaign.state)},
        "waiting": rows.filter(state=ParticipationState.APPLIED),
        "page": paginate(request, rows.confirmed()),
        "employer_form": EmployerField(),
        "decline_form": ReasonForm(),
        "timeline": timeline_of(campaign),
    }


def campaign_run_by(request: HttpRequest, pk: UUID) -> Campaign:
    rows = with_counts(Campaign.objects.visible_to(request.actor).run_by(request.actor)).select_related("school")
    return get_object_or_404(rows, pk=pk)


def participation_run_by(request: HttpRequest, pk: UUID) -> Participation:
    rows = Participation.objects.visible_to(request.actor)
    rows = rows.filter(campaign__in=Campaign.objects.visible_to(request.actor).run_by(request.actor))
    return get_object_or_404(rows.select_related("campaign", "organisation"), pk=pk)


def add_employer(request: HttpRequest, campaign: Campaign, back: str) -> HttpResponse:
    """Put one employer in, found by its whole name or credit code."""
    form = EmployerField(request.POST)
    if attempt(form, partial(_add, request, campaign)) is None:
        return refusal_of_form(request, form)
    messages.success(request, _t("已加入专场。"))
    return redirect(back, campaign.pk)


def confirm(request: HttpRequest, row: Participation, back: str) -> HttpResponse:
    confirm_participation(row, by=request.actor)
    messages.success(request, _t("已确认，单位可以把职位放进专场。"))
    return redirect(back, row.campaign_id)


def decline(request: HttpRequest, row: Participation, back: str) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not attempt(form, partial(decline_participation, row, by=request.actor)):
        return refusal_of_form(request, form)
    return redirect(back, row.campaign_id)


def step(request: HttpRequest, campaign: Campaign, do: Callable[..., Any], said: str, back: str) -> HttpResponse:
    do(campaign, by=request.actor)
    messages.success(request, said)
    return redirect(back, campaign.pk)


def _add(request: HttpRequest, campaign: Campaign, employer: str) -> list[Participation]:
    found = find_employers(employer)
    if len(found) != 1:
        raise RuleBroken(
            _t("没有找到唯一的单位。请写单位全称或者统一社会信用代码，单位要先通过核验。"), field="employer"
        )
    added = add_participations(campaign, organisations=found, by=request.actor)
    if not added:
        raise RuleBroken(_t("这个单位不能参加：在黑名单里，或者已经退出。请核对后再加。"), field="employer")
    return added
