"""A certificate and the list of what happened to it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.permissions import Permission
from juxian.credentials.states import CREDENTIAL, CredentialState
from juxian.kit import clock
from juxian.kit.access import Actor, Audience, Text, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human

TONES = {CredentialState.VALID: "gold", CredentialState.SUSPENDED: "wait", CredentialState.EXPIRED: "wait"}
FIRST_ENTRIES = {"issue": _("签发"), "copy": _("补发新的一份")}


class CredentialQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "CredentialQuerySet":
        """Holders see their own, officers with the permission all. The public page goes through `public`."""
        if actor.audience is Audience.PERSON:
            return self.filter(holder__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def public(self, code: str) -> "CredentialQuerySet":
        """Whoever holds the 128-bit code of one of its copies may ask about this one certificate."""
        return self.filter(copies__code=code)

    def current(self) -> "CredentialQuerySet":
        """Without those in whose place there is another number."""
        return self.exclude(state=CredentialState.REPLACED)


class Credential(Model):
    """What was certified, as it was on the day of issue: later changes elsewhere do not rewrite it.

    What is on paper, with its code and signature, is a `Copy`: a lost one is replaced and the number stays."""

    number = models.CharField(_("证书编号"), max_length=24, unique=True)
    holder = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    holder_name = models.CharField(max_length=100)
    level = models.CharField(_("等级"), max_length=20, choices=SkillLevel.choices)
    occupation_code = models.CharField(max_length=20)
    occupation_name = models.CharField(max_length=100)
    employer_name = models.CharField(max_length=200, blank=True, default="")
    portrait = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+", null=True)
    origin_type = models.CharField(max_length=80)
    origin_id = models.UUIDField()
    issued_on = models.DateField(_("发证日期"))
    # From this day the public may know; before, the page says "not yet published". A ceremony may put it off.
    published_on = models.DateField(_("公布日期"), null=True)
    # The last day on which it counts. None: it does not expire (see the setting `CREDENTIAL_VALID_YEARS`).
    expires_on = models.DateField(_("有效期至"), null=True)
    # The certificate of another number that this one takes the place of.
    replaces = models.OneToOneField("self", models.PROTECT, related_name="successor", null=True)
    state = CREDENTIAL.field()

    objects = CredentialQuerySet.as_manager()
    states = CREDENTIAL
    audited = True
    # A name that may have to be forgotten; the signature of the copy shows any change of it.
    audited_by_name = ("holder_name",)

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            CREDENTIAL.constraint("credential_state_known"),
            models.UniqueConstraint(
                fields=["origin_type", "origin_id"],
                condition=~models.Q(state="replaced"),
                name="one_credential_an_origin",
            ),
        ]
        indexes = [models.Index(fields=["holder", "-issued_on"], name="credential_of_holder")]

    def __str__(self) -> str:
        return self.number

    @property
    def tone(self) -> str:
        """The tone of the state's badge."""
        return TONES.get(CredentialState(self.state), "stop")

    @property
    def copy(self) -> Any:
        """The copy that counts: the newest. Lists fetch `copies` beforehand."""
        return max(self.copies.all(), key=lambda one: one.serial)

    @property
    def code(self) -> str:
        return str(self.copy.code)

    @property
    def payload(self) -> str:
        return str(self.copy.payload)

    @property
    def signature(self) -> str:
        return str(self.copy.signature)

    @property
    def is_published(self) -> bool:
        return self.published_on is None or self.published_on <= clock.today()


class CredentialEvent(Model):
    """One entry of the certificate's history. Only ever added."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="history")
    event = models.CharField(max_length=20)
    reason = models.TextField(blank=True, default="")
    happened_at = models.DateTimeField()
    done_by = models.CharField(max_length=200)

    audited = True

    class Meta:
        ordering = ["happened_at", "id"]

    @property
    def label(self) -> Text:
        """The word for what happened; an issue is no move of the table."""
        return FIRST_ENTRIES.get(self.event) or CREDENTIAL.label(self.event)
