"""What is on paper: a copy of a certificate with serial, code and signature of its own; and asking for another."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models.credential import Credential
from juxian.credentials.permissions import Permission
from juxian.credentials.states import COPY, COPY_REQUEST, CopyRequestState, CopyState
from juxian.kit import clock
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class CopyReason(models.TextChoices):
    """Why a copy was made."""

    FIRST = "first", _("首次签发")
    LOST = "lost", _("遗失")
    DAMAGED = "damaged", _("破损")
    CORRECTED = "corrected", _("更正姓名或证件")
    RENEWED = "renewed", _("续期")


class OfCredentialQuerySet(VisibleQuerySet):
    """Rows that belong to a certificate: the holder's own, or all for officers who see certificates."""

    def visible_to(self, actor: Actor) -> "OfCredentialQuerySet":
        if actor.audience is Audience.PERSON:
            return self.filter(credential__holder__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()


class Copy(Model):
    """One paper with its QR code. Of the copies of a certificate the newest counts, the others say "replaced"."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="copies")
    serial = models.PositiveSmallIntegerField(_("份号"))
    reason = models.CharField(max_length=20, choices=CopyReason.choices, default=CopyReason.FIRST)
    code = models.CharField(_("核验码"), max_length=32, unique=True)
    # What the QR code carries: the signed bytes, so that paper can be checked where there is no network.
    payload = models.TextField()
    payload_version = models.PositiveSmallIntegerField(default=2)
    signature = models.CharField(max_length=90)
    key_id = models.CharField(max_length=20)
    # Its place in the published lists of status: a number of its own, for a replaced paper must say so too.
    status_index = models.PositiveIntegerField(unique=True)
    # As this very paper shows them; a correction changes the next copy.
    holder_name = models.CharField(max_length=100)
    identity_tail = models.CharField(max_length=4, blank=True, default="")
    made_at = models.DateTimeField(default=clock.now)
    printed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.CharField(max_length=200, blank=True, default="")
    received_by = models.CharField(_("领取人"), max_length=100, blank=True, default="")
    received_for = models.CharField(_("与持证人关系"), max_length=60, blank=True, default="")
    state = COPY.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = OfCredentialQuerySet.as_manager()
    states = COPY
    audited = True
    audited_by_name = ("holder_name", "identity_tail", "payload", "received_by")

    class Meta:
        ordering = ["credential", "serial"]
        constraints = [
            COPY.constraint("copy_state_known"),
            models.UniqueConstraint(fields=["credential", "serial"], name="copy_serial_once"),
            models.UniqueConstraint(
                fields=["credential"], condition=~models.Q(state="replaced"), name="one_copy_that_counts"
            ),
        ]
        indexes = [models.Index(fields=["holder_name"], name="copy_by_name")]  # the public look-up by two facts

    def __str__(self) -> str:
        return f"{self.credential.number}/{self.serial}"

    @property
    def is_replaced(self) -> bool:
        return self.state == CopyState.REPLACED

    @property
    def tone(self) -> str:
        return {CopyState.WAITING: "wait", CopyState.HANDED_OVER: "ok"}.get(CopyState(self.state), "stop")

    @property
    def masked_identity(self) -> str:
        """The document number as this paper shows it: the last four characters."""
        return f"{'*' * 14}{self.identity_tail}" if self.identity_tail else ""


class CopyRequest(Model):
    """Somebody asks for another copy; an officer decides. A correction of the name asks by itself."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="copy_requests")
    reason = models.CharField(_("原因"), max_length=20, choices=CopyReason.choices[1:])
    note = models.CharField(_("说明"), max_length=500, blank=True, default="")
    requested_by = models.CharField(max_length=200)
    requested_by_id = models.UUIDField(null=True)  # the person; null where a correction asked by itself
    requested_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=500, blank=True, default="")
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    copy = models.OneToOneField(Copy, models.PROTECT, related_name="request", null=True)
    state = COPY_REQUEST.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = OfCredentialQuerySet.as_manager()
    states = COPY_REQUEST
    audited = True
    audited_by_name = ("note",)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            COPY_REQUEST.constraint("copy_request_state_known"),
            models.UniqueConstraint(
                fields=["credential"], condition=models.Q(state="requested"), name="one_open_copy_request"
            ),
        ]

    @property
    def tone(self) -> str:
        return {CopyRequestState.REQUESTED: "wait", CopyRequestState.APPROVED: "ok"}.get(
            CopyRequestState(self.state), "plain"
        )
