"""Finding people for roles."""

from typing import Any

from django.db.models import QuerySet

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.people.models import Membership, Person
from juxian.people.queries.directory import person_by_identity


def membership_of(actor: Actor) -> QuerySet[Membership]:
    """The membership behind a hat: one row, or none for the citizen's own."""
    rows = Membership.objects.in_force_on(clock.today())
    return rows.filter(person=actor.person_id, organisation=actor.organisation_id, role=actor.role)


def colleagues_of(membership: Membership) -> QuerySet[Person]:
    """Those who act for the same organisation today, without the membership's own person."""
    rows = Membership.objects.in_force_on(clock.today()).filter(organisation=membership.organisation_id)
    return Person.objects.current().filter(pk__in=rows.values("person")).exclude(pk=membership.person_id)


def person_by_key(person_id: Any) -> QuerySet[Person]:
    """The person with this key who was not merged away or erased: one row or none."""
    return Person.objects.current().filter(pk=person_id)


def person_for_role(number: str) -> Person | None:
    """Return who carries this whole document number: to give a role one must know exactly whom."""
    person = person_by_identity(number)
    return person if person and person.erased_at is None else None


def demo_people() -> QuerySet[Person]:
    """Persons of the demo who have an account: the one-click sign-in."""
    return Person.objects.current().filter(is_demo=True, user__is_active=True).select_related("user")
