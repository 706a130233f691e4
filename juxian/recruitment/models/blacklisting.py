"""Employers that may not recruit here, each with the reason and until when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import BLACKLISTING, BlacklistingState

TONES = {BlacklistingState.IN_FORCE: "stop"}


class BlacklistingQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "BlacklistingQuerySet":
        """The office sees all, an employer what is about itself."""
        if allows(actor, Permission.SEE_ALL):
            return self
        return self.filter(organisation=actor.organisation_id) if actor.organisation_id else self.none()

    def in_force(self) -> "BlacklistingQuerySet":
        return self.filter(state=BlacklistingState.IN_FORCE)

    def overdue(self) -> "BlacklistingQuerySet":
        """Their last day is over."""
        return self.in_force().filter(until_on__lt=clock.today())


class Blacklisting(Model):
    """One entry of one employer; at most one in force. `until_on` empty: until an officer lifts it."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="blacklistings")
    reason = models.TextField(_("列入理由"), max_length=1000)
    document = models.CharField(_("依据文书"), max_length=120)
    evidence = models.ForeignKey("kit.Upload", models.PROTECT, null=True, blank=True, related_name="+")
    report = models.ForeignKey(
        "recruitment.VacancyReport", models.PROTECT, null=True, blank=True, related_name="blacklistings"
    )
    from_on = models.DateField(_("列入日期"))
    until_on = models.DateField(_("到期日"), null=True, blank=True)
    listed_by = models.CharField(max_length=200)
    state = BLACKLISTING.field()
    state_since_at = models.DateTimeField(default=clock.now)
    lift_reason = models.CharField(_("移出理由"), max_length=500, blank=True, default="")
    vacancy_count = models.PositiveIntegerField(_("同时下架的职位"), default=0)

    objects = BlacklistingQuerySet.as_manager()
    states = BLACKLISTING
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-from_on", "-created_at"]
        constraints = [
            BLACKLISTING.constraint("blacklisting_state_known"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="in_force"), name="one_blacklisting_in_force"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="blacklisting_span"
            ),
            models.CheckConstraint(condition=~Q(state="lifted") | ~Q(lift_reason=""), name="a_lifted_one_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def tone(self) -> str:
        return TONES.get(BlacklistingState(self.state), "plain")
