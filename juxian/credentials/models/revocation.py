"""Taking many certificates back at once. It cannot be undone, so one officer proposes and another executes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models.credential import Credential
from juxian.credentials.permissions import Permission
from juxian.credentials.states import REVOCATION, RevocationState
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet


class RevocationQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "RevocationQuerySet":
        sees = allows(actor, Permission.PROPOSE_REVOCATION) or allows(actor, Permission.CONTROL)
        return self if sees else self.none()


class Revocation(Model):
    """A proposal over a list of certificates: take back for good, or issue again with what was wrong put right."""

    reason = models.TextField(_("理由"))
    reissues = models.BooleanField(_("更正后重新发证"), default=False)
    # What a certificate that is issued again says instead; empty: as before.
    occupation_code = models.CharField(_("更正后的职业编码"), max_length=20, blank=True, default="")
    occupation_name = models.CharField(_("更正后的职业名称"), max_length=100, blank=True, default="")
    employer_name = models.CharField(_("更正后的单位名称"), max_length=200, blank=True, default="")
    proposed_by = models.CharField(max_length=200)
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField(default=clock.now)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    state = REVOCATION.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = RevocationQuerySet.as_manager()
    states = REVOCATION
    audited = True

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [REVOCATION.constraint("revocation_state_known")]

    @property
    def tone(self) -> str:
        return {RevocationState.PROPOSED: "wait", RevocationState.EXECUTED: "ok"}.get(
            RevocationState(self.state), "plain"
        )


class RevocationLine(Model):
    """One certificate of a proposal, and the one that was issued in its place."""

    revocation = models.ForeignKey(Revocation, models.PROTECT, related_name="lines")
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="+")
    successor = models.OneToOneField(Credential, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["credential__number"]
        constraints = [models.UniqueConstraint(fields=["revocation", "credential"], name="revoked_once_a_proposal")]
