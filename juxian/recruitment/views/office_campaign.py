"""Campaigns in the office: of the district, and of every school."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render
from juxian.people.queries import organisations
from juxian.people.queries.directory import schools
from juxian.recruitment.actions import (
    change_campaign,
    close_campaign,
    discard_campaign,
    publish_campaign,
    write_campaign,
)
from juxian.recruitment.forms.employer import CampaignForm, campaign_initial
from juxian.recruitment.permissions import Permission
from juxian.recruitment.views import campaign_steps as steps

RUNNING = audience(Audience.OFFICE, Permission.MANAGE_CAMPAIGN)
GET_POST = require_http_methods(["GET", "POST"])
HERE = "recruitment:office_campaign"


@RUNNING
@require_GET
def campaign_list(request: HttpRequest) -> HttpResponse:
    return render(request, "recruitment/officer/campaigns.html", steps.list_context(request))


@RUNNING
@require_GET
def campaign_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    context = steps.detail_context(request, steps.campaign_run_by(request, pk))
    return render(request, "recruitment/officer/campaign_detail.html", context)


@RUNNING
@GET_POST
def campaign_create(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    organiser = organisations([request.actor.organisation_id])[request.actor.organisation_id]
    if campaign := attempt(form, partial(write_campaign, organiser, by=request.actor)):
        return redirect(HERE, campaign.pk)
    return render(request, "recruitment/officer/campaign_form.html", {"form": form})


@RUNNING
@GET_POST
def campaign_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    campaign = steps.campaign_run_by(request, pk)
    form = _form(request, campaign_initial(campaign))
    if attempt(form, partial(change_campaign, campaign, by=request.actor)):
        return redirect(HERE, pk)
    return render(request, "recruitment/officer/campaign_form.html", {"form": form, "campaign": campaign})


@RUNNING
@require_POST
def campaign_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = _t("已发布，用人单位可以报名。")
    return steps.step(request, steps.campaign_run_by(request, pk), publish_campaign, said, HERE)


@RUNNING
@require_POST
def campaign_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = _t("专场已结束，职位到各自的有效期为止。")
    return steps.step(request, steps.campaign_run_by(request, pk), close_campaign, said, HERE)


@RUNNING
@require_POST
def campaign_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.step(request, steps.campaign_run_by(request, pk), discard_campaign, _t("已作废。"), HERE)


@RUNNING
@require_POST
def campaign_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.add_employer(request, steps.campaign_run_by(request, pk), HERE)


@RUNNING
@require_POST
def participation_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.confirm(request, steps.participation_run_by(request, pk), HERE)


@RUNNING
@require_POST
def participation_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.decline(request, steps.participation_run_by(request, pk), HERE)


def _form(request: HttpRequest, initial: dict[str, Any] | None = None) -> CampaignForm:
    return CampaignForm(request.POST or None, schools=schools(), initial=initial)
