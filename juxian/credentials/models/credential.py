"""A certificate and the list of what happened to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.permissions import Permission
from juxian.credentials.states import CREDENTIAL
from juxian.kit.access import Actor, Audience, Text, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class CredentialQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "CredentialQuerySet":
        """Holders see their own, officers with the permission all. The public page goes through `public`."""
        if actor.audience is Audience.PERSON:
            return self.filter(holder__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def public(self, code: str) -> "CredentialQuerySet":
        """Whoever holds the 128-bit code may ask about this one certificate."""
        return self.filter(code=code)


class Credential(Model):
    """What was certified, as it was on the day of issue: later changes elsewhere do not rewrite it."""

    number = models.CharField(_("证书编号"), max_length=24, unique=True)
    code = models.CharField(_("核验码"), max_length=32, unique=True)
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
    # What the QR code carries: the signed bytes, so that paper can be checked where there is no network.
    payload = models.TextField()
    signature = models.CharField(max_length=90)
    key_id = models.CharField(max_length=20)
    state = CREDENTIAL.field()

    objects = CredentialQuerySet.as_manager()
    states = CREDENTIAL
    audited = True
    # A name that may have to be forgotten; the signature shows any change of it.
    audited_by_name = ("holder_name", "payload")

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            CREDENTIAL.constraint("credential_state_known"),
            models.UniqueConstraint(fields=["origin_type", "origin_id"], name="one_credential_an_origin"),
        ]
        indexes = [models.Index(fields=["holder", "-issued_on"], name="credential_of_holder")]

    def __str__(self) -> str:
        return self.number

    @property
    def tone(self) -> str:
        """The tone of the state's badge."""
        return {"valid": "gold", "suspended": "wait"}.get(self.state, "stop")


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
        """The word for what happened; the first entry of a history is no move of the table."""
        return _("签发") if self.event == "issue" else CREDENTIAL.label(self.event)
