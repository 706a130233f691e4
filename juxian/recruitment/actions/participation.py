"""Employers in a campaign. A confirmed one is one participation (家次)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.recruitment.events import ParticipationDecided
from juxian.recruitment.models import Campaign, Listing, Participation
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.standing import barred_organisations, obstacle_to_recruit
from juxian.recruitment.states import PARTICIPATION, CampaignState, ParticipationState

SHORTEST = 5


@action(_("报名参加招聘专场"), Permission.JOIN_CAMPAIGN, lock=False)
def join_campaign(organisation: Any, *, campaign: Campaign, by: Actor) -> Participation:
    """Ask to take part; who was declined or withdrew asks again."""
    _refuse_closed(campaign)
    if obstacle := obstacle_to_recruit(organisation):
        raise RuleBroken(obstacle)
    row, is_new = Participation.objects.get_or_create(
        campaign=campaign, organisation=organisation, defaults={"state_since_at": clock.now()}
    )
    if not is_new:
        PARTICIPATION.move(row, "rejoin")
        row.reason = ""
        row.save()
    return row


@action(_("请用人单位参加专场"), Permission.MANAGE_CAMPAIGN, lock=False)
def add_participations(campaign: Campaign, *, organisations: Sequence[Any], by: Actor) -> list[Participation]:
    """Put employers in at once, confirmed: the organiser has asked them. Who is in already stays; who is barred or not
    verified is left out. Return all that take part now, of those named."""
    _refuse_closed(campaign)
    barred = barred_organisations()
    wanted = {each.pk: each for each in organisations if each.is_verified and each.pk not in barred}
    there = {row.organisation_id: row for row in campaign.participations.filter(organisation__in=wanted)}
    now = clock.now()
    new = [
        Participation(
            campaign=campaign,
            organisation=each,
            state=ParticipationState.CONFIRMED,
            state_since_at=now,
            joined_at=now,
        )
        for key, each in wanted.items()
        if key not in there
    ]
    Participation.objects.bulk_create(new, batch_size=500)
    return [row for row in there.values() if row.state == ParticipationState.CONFIRMED] + new


@action(_("确认参加专场"), Permission.MANAGE_CAMPAIGN)
def confirm_participation(participation: Participation, *, by: Actor) -> Participation:
    """From now on it counts as a participation, and its vacancies may stand in the campaign."""
    _refuse_closed(participation.campaign)
    if obstacle := obstacle_to_recruit(participation.organisation):
        raise RuleBroken(obstacle)
    PARTICIPATION.move(participation, "confirm")
    participation.joined_at, participation.reason = clock.now(), ""
    return _saved(participation, "confirm")


@action(_("不同意参加专场"), Permission.MANAGE_CAMPAIGN)
def decline_participation(participation: Participation, *, reason: str, by: Actor) -> Participation:
    """The employer reads the reason and may ask again."""
    if len(reason.strip()) < SHORTEST:
        raise RuleBroken(_t("请写明理由（至少五个字），用人单位会看到。"), field="reason")
    PARTICIPATION.move(participation, "decline")
    participation.reason = reason.strip()
    return _saved(participation, "decline")


@action(_("退出招聘专场"), Permission.JOIN_CAMPAIGN)
def withdraw_participation(participation: Participation, *, by: Actor) -> Participation:
    """Its vacancies stay open by themselves; the campaign's page shows them no longer."""
    PARTICIPATION.move(participation, "withdraw")
    participation.joined_at = None
    participation.save()
    left = list(participation.vacancies.all())
    participation.vacancies.update(participation=None)
    Listing.objects.follow(left)
    return participation


def _refuse_closed(campaign: Campaign) -> None:
    if campaign.state != CampaignState.OPEN:
        raise RuleBroken(_t("专场“%(name)s”不在进行中，现在不能加入。请选择正在进行的专场。") % {"name": campaign.name})


def _saved(participation: Participation, event: str) -> Participation:
    participation.save()
    announce(ParticipationDecided(str(participation.pk), event, clock.now().isoformat()))
    return participation
