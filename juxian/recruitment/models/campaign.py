"""Hiring seasons and themed campaigns, those of one school being its sub-site, and who takes part (家次)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.text import search_key
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import CAMPAIGN, PARTICIPATION, CampaignState, ParticipationState

PUBLIC_STATES = [CampaignState.OPEN, CampaignState.CLOSED]
TONES = {CampaignState.OPEN: "ok", CampaignState.DRAFT: "wait"}
PARTICIPATION_TONES = {
    ParticipationState.APPLIED: "wait",
    ParticipationState.CONFIRMED: "ok",
    ParticipationState.DECLINED: "stop",
}


class CampaignKind(models.TextChoices):
    """For whom it is."""

    SEASON = "season", _("招聘季")
    THEMED = "themed", _("招聘专场")
    SCHOOL = "school", _("院校专场")


class CampaignQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "CampaignQuerySet":
        """The office sees all; a school its own besides the public ones; everybody else what is public."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id and allows(actor, Permission.MANAGE_CAMPAIGN):
            return self.filter(Q(school=actor.organisation_id) | Q(state__in=PUBLIC_STATES))
        return self.public()

    def run_by(self, actor: Actor) -> "CampaignQuerySet":
        """Those that the actor may change: a school's own, and every one for the office."""
        if not allows(actor, Permission.MANAGE_CAMPAIGN):
            return self.none()
        return self.filter(school=actor.organisation_id) if actor.role == "school" else self

    def public(self) -> "CampaignQuerySet":
        return self.filter(state__in=PUBLIC_STATES)

    def joinable(self) -> "CampaignQuerySet":
        """Open and not over: an employer may still ask to take part."""
        return self.filter(state=CampaignState.OPEN, ends_on__gte=clock.today())


class Campaign(Model):
    """A span of days in which employers recruit together; of a school where `school` is named."""

    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类别"), max_length=10, choices=CampaignKind.choices, default=CampaignKind.SEASON)
    school = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("院校")
    )
    introduction = models.TextField(_("说明"), max_length=2000, blank=True, default="")
    picture = models.ForeignKey("kit.Upload", models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    state = CAMPAIGN.field()
    state_since_at = models.DateTimeField(default=clock.now)
    search_key = models.TextField(blank=True, default="")

    objects = CampaignQuerySet.as_manager()
    states = CAMPAIGN
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            CAMPAIGN.constraint("campaign_state_known"),
            models.UniqueConstraint(fields=["name", "starts_on"], name="campaign_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_span"),
            models.CheckConstraint(condition=~Q(kind="school") | Q(school__isnull=False), name="campaign_of_school"),
        ]

    def __str__(self) -> str:
        return self.name

    def set_name(self, name: str) -> None:
        """Put the name and the key it is found by."""
        self.name, self.search_key = name, search_key(name)

    @property
    def tone(self) -> str:
        return TONES.get(CampaignState(self.state), "plain")


class ParticipationQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "ParticipationQuerySet":
        """An employer its own; an organiser those of its campaigns; everybody the confirmed ones."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id and allows(actor, Permission.MANAGE_CAMPAIGN):
            return self.filter(campaign__school=actor.organisation_id)
        if actor.organisation_id and allows(actor, Permission.JOIN_CAMPAIGN):
            return self.filter(organisation=actor.organisation_id)
        return self.public()

    def public(self) -> "ParticipationQuerySet":
        return self.confirmed().filter(campaign__state__in=PUBLIC_STATES)

    def confirmed(self) -> "ParticipationQuerySet":
        """What counts as participations (家次)."""
        return self.filter(state=ParticipationState.CONFIRMED)


class Participation(Model):
    """One employer in one campaign: counted once, whatever it posts there."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="participations")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="participations")
    state = PARTICIPATION.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(_("意见"), max_length=500, blank=True, default="")
    joined_at = models.DateTimeField(null=True)

    objects = ParticipationQuerySet.as_manager()
    states = PARTICIPATION
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["created_at"]
        constraints = [
            PARTICIPATION.constraint("participation_state_known"),
            models.UniqueConstraint(fields=["campaign", "organisation"], name="participation_once_a_campaign"),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="participation_of_employer")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.campaign}"

    @property
    def tone(self) -> str:
        return PARTICIPATION_TONES.get(ParticipationState(self.state), "plain")

    @property
    def school_id(self) -> Any:
        """Which school's sub-site it belongs to."""
        return self.campaign.school_id
