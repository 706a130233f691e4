"""A person says that their name or document is written wrong."""

from typing import Any

from django.db import models
from django.db.models import Q

from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import EncryptedTextField
from juxian.people.models.person import IdentityKind, Sex
from juxian.people.permissions import Permission
from juxian.people.states import CORRECTION_REQUEST, TONES


class CorrectionRequestQuerySet(VisibleQuerySet):
    """Requests to be corrected."""

    def visible_to(self, actor: Actor) -> "CorrectionRequestQuerySet":
        if allows(actor, Permission.DECIDE_CORRECTION):
            return self.all()
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class CorrectionRequest(Model):
    """What the person says is right, with a picture of the document; an officer compares and decides."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="corrections")
    state = CORRECTION_REQUEST.field()
    state_since_at = models.DateTimeField(default=clock.now)
    name = models.CharField(max_length=60)
    identity_kind = models.CharField(max_length=20, choices=IdentityKind.choices)
    identity_number: Any = EncryptedTextField(key_class="identity", null=True)
    identity_tail = models.CharField(max_length=4, blank=True, default="")
    birth_on = models.DateField(null=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True, default="")
    reason = models.CharField(max_length=500)
    document = models.ForeignKey("kit.Upload", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True, default="")
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    audited = True
    audited_by_name = ("name", "birth_on", "identity_tail", "reason")
    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            CORRECTION_REQUEST.constraint("people_correction_request_state"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="requested"), name="people_correction_request_once"
            ),
        ]

    @property
    def tone(self) -> str:
        """The look of the state's badge."""
        return TONES[self.state]

    @property
    def masked_identity(self) -> str:
        """The wanted document number for display: the last four characters."""
        return f"{'*' * 14}{self.identity_tail}" if self.identity_tail else ""
