"""Who acts for which organisation, in which role, from when until when."""

from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from juxian.kit import clock
from juxian.kit.access import Actor, Text, allows, role_label
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import BlindIndexField, EncryptedTextField
from juxian.people.permissions import Permission
from juxian.people.states import MEMBERSHIP, TONES

STATES = MEMBERSHIP.states


class MembershipQuerySet(VisibleQuerySet):
    """Memberships as the business speaks of them."""

    def in_force_on(self, day: date) -> "MembershipQuerySet":
        """Active and within their dates (the last day counts). What was lent needs the lender's own."""
        return self.filter(_in_force(day), Q(delegated_from=None) | _in_force(day, "delegated_from__"))

    def not_ended(self) -> "MembershipQuerySet":
        return self.exclude(state=STATES.ENDED)

    def visible_to(self, actor: Actor) -> "MembershipQuerySet":
        """The security administrator sees office roles, an organisation its own people, a person their own."""
        if allows(actor, Permission.ASSIGN_OFFICE_ROLE):
            return self.filter(organisation__kind="office")
        if actor.organisation_id and allows(actor, Permission.MANAGE_ORGANISATION):
            return self.filter(organisation=actor.organisation_id)
        return self.of_person_or_invited(actor.person_id) if actor.person_id else self.none()

    def of_person_or_invited(self, person_id: UUID) -> "MembershipQuerySet":
        """The person's own, and open invitations to the number of their account. The number among their contacts is
        not asked: they write it down themselves, and nobody verifies it."""
        users = apps.get_model("people", "User").objects.filter(person=person_id, is_phone_verified=True)
        phones = list(users.exclude(phone_index=None).values_list("phone_index", flat=True))
        return self.filter(Q(person=person_id) | Q(state=STATES.INVITED, invitation__phone_index__in=phones))


def _in_force(day: date, of: str = "") -> Q:
    within = Q(**{f"{of}ends_on": None}) | Q(**{f"{of}ends_on__gte": day})
    return within & Q(**{f"{of}state": STATES.ACTIVE, f"{of}starts_on__lte": day})


class Membership(Model):
    """One role of one person in one organisation: one hat. `person` is unknown only while invited."""

    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    state = MEMBERSHIP.field()
    state_since_at = models.DateTimeField(default=clock.now)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    invited_by = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    delegated_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="delegations")

    audited = True
    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            MEMBERSHIP.constraint("people_membership_state"),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=~Q(state=STATES.ENDED),
                name="people_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(state__in=[STATES.INVITED, STATES.ENDED]),
                name="people_membership_has_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="people_membership_dates"
            ),
        ]

    @property
    def tone(self) -> str:
        """The look of the state's badge."""
        return TONES[self.state]

    @property
    def role_label(self) -> Text:
        return role_label(self.role)

    def is_in_force_on(self, day: date) -> bool:
        """Active, begun and not past its last day; of a lent role the same of the lender's."""
        if self.delegated_from and not self.delegated_from.is_in_force_on(day):
            return False
        return self.state == STATES.ACTIVE and self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Invitation(Model):
    """The code by which an invited person, known only by a phone number, takes up a membership."""

    membership = models.OneToOneField("people.Membership", on_delete=models.PROTECT, related_name="invitation")
    phone: Any = EncryptedTextField(key_class="phone")
    phone_index = BlindIndexField(of="phone")
    phone_tail = models.CharField(max_length=4)
    # Kept sealed until it is sent: a job's arguments hold no secret.
    code: Any = EncryptedTextField(key_class="phone")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    audited = True
    audited_by_name = ("phone_index", "phone_tail")
