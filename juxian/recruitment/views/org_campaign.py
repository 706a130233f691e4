"""Campaigns as an employer sees them: those to join, and those in which it takes part."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience
from juxian.kit.views import audience, paginate, render
from juxian.people.queries import organisations
from juxian.recruitment.actions import join_campaign, withdraw_participation
from juxian.recruitment.models import Campaign, Participation
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.campaign import with_counts
from juxian.recruitment.queries.standing import obstacle_to_recruit
from juxian.recruitment.states import PARTICIPATION

EMPLOYER = audience(Audience.ORGANISATION, Permission.JOIN_CAMPAIGN)


@EMPLOYER
@require_GET
def campaign_list(request: HttpRequest) -> HttpResponse:
    """What may be joined now, with where this employer stands in each; what it took part in before."""
    mine = Participation.objects.visible_to(request.actor).select_related("campaign__school")
    standing = {row.campaign_id: row for row in mine}
    open_ones = with_counts(Campaign.objects.public().joinable()).select_related("school")
    past = mine.confirmed().exclude(campaign__in=open_ones.values("pk")).order_by("-campaign__starts_on")
    employer = organisations([request.actor.organisation_id])[request.actor.organisation_id]
    context = {
        "lines": [(row, standing.get(row.pk), _may_ask(standing.get(row.pk))) for row in open_ones],
        "page": paginate(request, past),
        "obstacle": obstacle_to_recruit(employer),
    }
    return render(request, "recruitment/organisation/campaign_list.html", context)


@EMPLOYER
@require_POST
def campaign_join(request: HttpRequest, pk: UUID) -> HttpResponse:
    employer = organisations([request.actor.organisation_id])[request.actor.organisation_id]
    campaign = get_object_or_404(Campaign.objects.public(), pk=pk)
    join_campaign(employer, campaign=campaign, by=request.actor)
    messages.success(request, _t("已报名“%(name)s”，主办方确认后可以放入职位。") % {"name": campaign.name})
    return redirect("recruitment:org_campaigns")


@EMPLOYER
@require_POST
def participation_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Participation.objects.visible_to(request.actor), pk=pk)
    withdraw_participation(row, by=request.actor)
    messages.success(request, _t("已退出专场，职位继续单独招聘。"))
    return redirect("recruitment:org_campaigns")


def _may_ask(row: Participation | None) -> bool:
    return row is None or PARTICIPATION.can(row, "rejoin")
