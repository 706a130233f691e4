"""Three-party agreements: one text, three signatures, and a new version for every change of a word."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import AGREEMENT, AgreementState

HOLDING = (
    AgreementState.INVITED,
    AgreementState.SIGNED_BY_GRADUATE,
    AgreementState.SIGNED_BY_EMPLOYER,
    AgreementState.SIGNED,
)
TONES = {
    AgreementState.SIGNED: "ok",
    AgreementState.LAPSED: "stop",
    AgreementState.CANCELLED: "stop",
    AgreementState.RELEASED: "plain",
}


class Party(models.TextChoices):
    """The three who sign, in this order."""

    GRADUATE = "graduate", _("毕业生")
    EMPLOYER = "employer", _("用人单位")
    SCHOOL = "school", _("院校")


class AgreementQuerySet(VisibleQuerySet):
    of = ""  # the way from the row to its agreement

    def visible_to(self, actor: Actor) -> "AgreementQuerySet":
        """The three parties, and the office."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id and allows(actor, Permission.SIGN_FOR_SCHOOL):
            return self.filter(**{f"{self.of}school": actor.organisation_id})
        if actor.organisation_id and allows(actor, Permission.SIGN_FOR_EMPLOYER):
            return self.filter(**{f"{self.of}organisation": actor.organisation_id})
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.filter(**{f"{self.of}person__in": same_human(actor.person_id)})
        return self.none()

    def public(self) -> "AgreementQuerySet":
        """Those of which a paper exists: signed by all once, whatever became of it."""
        return self.exclude(**{f"{self.of}signed_at": None})


class Agreement(Model):
    """One agreement. Its words stand in the current version alone."""

    number = models.CharField(_("协议编号"), max_length=20, unique=True)
    application = models.ForeignKey("recruitment.JobApplication", models.PROTECT, related_name="agreements")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    school = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    sign_by_on = models.DateField(_("签署期限"))
    signed_at = models.DateTimeField(null=True)
    # Random, in the QR code of the paper: whoever holds the paper can ask whether it holds.
    check_code = models.CharField(max_length=32, unique=True)
    reason = models.CharField(_("原因"), max_length=500, blank=True, default="")
    release_asked_by = models.CharField(max_length=10, choices=Party.choices, blank=True, default="")
    release_reason = models.CharField(_("解约原因"), max_length=500, blank=True, default="")
    state = AGREEMENT.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = AgreementQuerySet.as_manager()
    states = AGREEMENT
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            AGREEMENT.constraint("agreement_state_known"),
            models.UniqueConstraint(fields=["person"], condition=Q(state__in=HOLDING), name="one_agreement_a_graduate"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def tone(self) -> str:
        return TONES.get(AgreementState(self.state), "wait")

    @property
    def is_unsigned(self) -> bool:
        return self.state in HOLDING and self.state != AgreementState.SIGNED


class OfAgreementQuerySet(AgreementQuerySet):
    of = "agreement__"


class AgreementVersion(Model):
    """The words of an agreement as they were asked to be signed. Never changed: a correction is a new version."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    terms: Any = models.JSONField()
    # SHA-256 over the canonical terms: what a signature names.
    digest = models.CharField(max_length=64)
    written_by_party = models.CharField(max_length=10, choices=Party.choices)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(_("修改原因"), max_length=300, blank=True, default="")

    objects = OfAgreementQuerySet.as_manager()
    audited: ClassVar[bool] = True
    append_only = True

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once")]


class SignatureQuerySet(AgreementQuerySet):
    of = "version__agreement__"


class Signature(Model):
    """One party's signature under one version: who, when, and the digest of what was on the screen."""

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=10, choices=Party.choices)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    signed_at = models.DateTimeField(default=clock.now)
    digest = models.CharField(max_length=64)

    objects = SignatureQuerySet.as_manager()
    audited: ClassVar[bool] = True
    append_only = True

    class Meta:
        ordering = ["signed_at"]
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="a_party_signs_a_version_once")]
