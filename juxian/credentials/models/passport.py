"""A skill passport: what a holder chose to show to somebody with a link, until a day."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.credentials.states import PASSPORT, PassportState
from juxian.kit import clock
from juxian.kit.access import Actor, Audience
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class PassportQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PassportQuerySet":
        """The holder's own; nobody else lists passports, not even the office."""
        if actor.audience is not Audience.PERSON:
            return self.none()
        return self.filter(holder__in=same_human(actor.person_id))

    def public(self, code: str) -> "PassportQuerySet":
        """Whoever has the 128-bit code of the link."""
        return self.filter(code=code)


class SkillPassport(Model):
    """One link. What it shows is read at the moment of looking: a revoked certificate says so."""

    holder = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, unique=True)
    note = models.CharField(_("给谁看"), max_length=60, blank=True, default="")
    # Keys of what was ticked, "section:key".
    shown = models.JSONField(default=list)
    masks_name = models.BooleanField(_("隐去名字中间的字"), default=False)
    expires_at = models.DateTimeField()
    view_count = models.PositiveIntegerField(default=0)
    last_viewed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    state = PASSPORT.field()

    objects = PassportQuerySet.as_manager()
    states = PASSPORT
    audited = True
    audited_by_name = ("code", "note")

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [PASSPORT.constraint("passport_state_known")]

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= clock.now()

    @property
    def is_open(self) -> bool:
        """Tell whether the link shows anything today."""
        return self.state == PassportState.SHARED and not self.has_expired

    @property
    def status(self) -> tuple[str, str]:
        """Return tone and word: an expired link is as closed as a withdrawn one, by the clock alone."""
        if self.state == PassportState.SHARED and self.has_expired:
            return "plain", str(_("已到期"))
        return ("ok" if self.is_open else "plain"), str(self.get_state_display())

    @property
    def last_day(self) -> dt.date:
        return timezone.localdate(self.expires_at)
