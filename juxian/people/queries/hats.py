"""In which roles a person may act today."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from juxian.kit import clock
from juxian.kit.access import ROLES, Actor, Audience, Text, role_label
from juxian.people.models import Membership, OrganisationKind, Person


@dataclass(frozen=True)
class Hat:
    """One way in which a signed-in person may act. The citizen's own hat has no membership."""

    membership_id: UUID | None
    actor: Actor

    @property
    def key(self) -> str:
        """What the session remembers and the switch sends."""
        return str(self.membership_id or "")

    @property
    def label(self) -> Text:
        return role_label(self.actor.role)

    @property
    def is_office(self) -> bool:
        return self.actor.audience is Audience.OFFICE


def citizen_hat(user: Any, person: Person | None) -> Hat:
    """Everybody is a citizen first; before registration without a name."""
    actor = Actor(
        role="citizen",
        name=person.name if person else str(user),
        person_id=person.pk if person else None,
        user_id=user.pk,
    )
    return Hat(None, actor)


def hats_of(user: Any, person: Person | None) -> list[Hat]:
    """Return the citizen's hat and one for each membership in force, oldest first. A role of the office is worn by
    the person's own account only, never by one that leads to the person through a merge."""
    hats = [citizen_hat(user, person)]
    if person is None:
        return hats
    rows = Membership.objects.in_force_on(clock.today()).filter(person=person).select_related("organisation")
    worn = [_hat(user, person, row) for row in rows.order_by("created_at") if row.role in ROLES]
    return hats + [hat for hat in worn if not hat.is_office or person.user_id == user.pk]


def office_members(role: str) -> list[UUID]:
    """Return the persons who hold a role in an office today."""
    rows = Membership.objects.in_force_on(clock.today()).filter(organisation__kind=OrganisationKind.OFFICE, role=role)
    return list(rows.values_list("person_id", flat=True).distinct())


def actor_of(membership: Membership) -> Actor:
    """Return the actor of a membership, for code that acts in a person's name without a session (demo, tests)."""
    return _hat(membership.person.user, membership.person, membership).actor


def _hat(user: Any, person: Person, row: Membership) -> Hat:
    actor = Actor(
        role=row.role,
        name=person.name,
        person_id=person.pk,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation.name,
        user_id=user.pk if user else None,
    )
    return Hat(row.pk, actor)
