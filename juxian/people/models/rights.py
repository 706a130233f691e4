"""People's rights over their data: consents, and requests to be forgotten."""

from datetime import date

from django.db import models
from django.db.models import Q

from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.permissions import Permission
from juxian.people.states import DELETION_REQUEST, TONES


class ConsentQuerySet(VisibleQuerySet):
    """The consent ledger."""

    def in_force_on(self, day: date) -> "ConsentQuerySet":
        """Given, not withdrawn, not past its last day."""
        return self.filter(withdrawn_at=None).filter(Q(expires_on=None) | Q(expires_on__gte=day))

    def visible_to(self, actor: Actor) -> "ConsentQuerySet":
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class Consent(Model):
    """A person allowed one use of their data. A withdrawal stops the use from the next run on; the row stays."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=60)
    source = models.CharField(max_length=120)
    given_at = models.DateTimeField()
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    audited = True
    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="people_consent_once"
            )
        ]


class DeletionRequestQuerySet(VisibleQuerySet):
    """Requests to be forgotten."""

    def visible_to(self, actor: Actor) -> "DeletionRequestQuerySet":
        if allows(actor, Permission.DECIDE_DELETION):
            return self.all()
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class DeletionRequest(Model):
    """A person asks that their data be erased; an officer decides and names the law where something must be kept."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="deletion_requests")
    state = DELETION_REQUEST.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=500, blank=True, default="")
    legal_reason = models.CharField(max_length=500, blank=True, default="")
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    erase_after_on = models.DateField(null=True)

    audited = True
    objects = DeletionRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            DELETION_REQUEST.constraint("people_deletion_request_state"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["requested", "approved"]),
                name="people_deletion_request_once",
            ),
        ]

    @property
    def tone(self) -> str:
        """The look of the state's badge."""
        return TONES[self.state]
