"""Campaigns (招聘季、院校专场): set up by the office or a school, opened, ended."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.recruitment.models import Campaign, CampaignKind
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import CAMPAIGN, CampaignState

LONGEST_DAYS = 366


@action(_("新建招聘专场"), Permission.MANAGE_CAMPAIGN, lock=False)
def write_campaign(
    organiser: Any,
    *,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    kind: str = CampaignKind.SEASON,
    school: Any = None,
    introduction: str = "",
    by: Actor,
) -> Campaign:
    """A draft of the office, or of a school for its own graduates; employers see it once it is published."""
    campaign = Campaign()
    _fill(campaign, by, name, kind, school or _school_of(organiser), introduction, starts_on, ends_on)
    campaign.save(force_insert=True)
    return campaign


@action(_("修改招聘专场"), Permission.MANAGE_CAMPAIGN)
def change_campaign(
    campaign: Campaign,
    *,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    kind: str = CampaignKind.SEASON,
    school: Any = None,
    introduction: str = "",
    by: Actor,
) -> Campaign:
    """Also while it runs; what is over stays as it was."""
    if campaign.state not in (CampaignState.DRAFT, CampaignState.OPEN):
        raise RuleBroken(_t("专场已经结束，不能再改。需要继续的，请新建一个专场。"))
    _fill(campaign, by, name, kind, school or campaign.school, introduction, starts_on, ends_on)
    campaign.save()
    return campaign


@action(_("发布招聘专场"), Permission.MANAGE_CAMPAIGN)
def publish_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    """Employers may join from now on, and everybody reads its page."""
    if campaign.ends_on < clock.today():
        raise RuleBroken(_t("结束日期已经过去，不能发布。请先把日期改到今天以后。"), field="ends_on")
    CAMPAIGN.move(campaign, "publish")
    campaign.save()
    return campaign


@action(_("提前结束招聘专场"), Permission.MANAGE_CAMPAIGN)
def close_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    """Nobody joins any more; vacancies stay open until their own day."""
    CAMPAIGN.move(campaign, "close")
    campaign.ends_on = max(campaign.starts_on, min(campaign.ends_on, clock.today()))
    campaign.save()
    return campaign


@action(_("作废招聘专场"), Permission.MANAGE_CAMPAIGN)
def discard_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    """Never published, not wanted any more."""
    CAMPAIGN.move(campaign, "discard")
    campaign.save()
    return campaign


@system_action(_("招聘专场到期结束"))
def end_campaign(campaign: Campaign) -> Campaign:
    """Its last day is over."""
    CAMPAIGN.move(campaign, "end")
    campaign.save()
    return campaign


def _school_of(organiser: Any) -> Any:
    return organiser if organiser.kind == "school" else None


def _fill(
    campaign: Campaign,
    by: Actor,
    name: str,
    kind: str,
    school: Any,
    introduction: str,
    starts_on: dt.date,
    ends_on: dt.date,
) -> None:
    if by.role == "school":  # a school speaks for its own graduates and for nobody else's
        kind = CampaignKind.SCHOOL
    if kind == CampaignKind.SCHOOL and school is None:
        raise RuleBroken(_t("院校专场要选一所院校。请选择院校，或者改成招聘季。"), field="school")
    if not starts_on <= ends_on <= starts_on + dt.timedelta(days=LONGEST_DAYS):
        raise RuleBroken(_t("结束日期要在开始日期之后，最长一年。请核对两个日期。"), field="ends_on")
    same = Campaign.objects.filter(name=name.strip(), starts_on=starts_on).exclude(pk=campaign.pk)
    if same.exists():
        raise RuleBroken(_t("同名专场在这一天已经有了。请换一个名称，例如加上年份和院校。"), field="name")
    campaign.set_name(name.strip())
    campaign.kind, campaign.introduction = kind, introduction.strip()
    campaign.school = school if kind == CampaignKind.SCHOOL else None
    campaign.starts_on, campaign.ends_on = starts_on, ends_on
