"""Finding an employer and the acting person for other domains' forms."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.errors import PermissionDenied
from juxian.kit.text import search_filter
from juxian.people.models import Membership, Organisation, Person
from juxian.people.models.organisation import OrganisationKind
from juxian.people.states import MembershipState

EMPLOYER_KINDS = [
    OrganisationKind.ENTERPRISE,
    OrganisationKind.INDIVIDUAL,
    OrganisationKind.INSTITUTION,
    OrganisationKind.SOCIAL,
    OrganisationKind.TRAINING_BODY,
    OrganisationKind.PARK,
    OrganisationKind.STATION,
]
MOST_FOUND = 6


def find_employers(text: str) -> list[Organisation]:
    """Return the verified employers that the text names: one for a credit code or a whole name, else up to six."""
    employers = Organisation.objects.verified().filter(kind__in=EMPLOYER_KINDS)
    exact = employers.filter(uscc=text.upper()) | employers.filter(name=text)
    found = exact[:2]
    return list(found) or list(employers.filter(search_filter("search_key", text)).order_by("name")[:MOST_FOUND])


def person_of(actor: Actor) -> Person:
    """Return the acting person's own row. An account that has not said who it belongs to is refused."""
    person = Person.objects.current().filter(pk=actor.person_id).first()
    if person is None:
        raise PermissionDenied
    return person


def assessors() -> QuerySet[Person]:
    """The persons who may sit on panels: members of an office in the role of assessor."""
    held = Membership.objects.in_force_on(clock.today()).filter(role="assessor")
    return Person.objects.current().filter(pk__in=held.values("person")).order_by("name")


def employers_since(people: Collection[UUID], since: date) -> dict[UUID, set[UUID]]:
    """Return for each person the organisations for which they have acted since that day. Whoever works for the office
    is nobody's colleague by that alone: every assessor has a role there."""
    ended = MembershipState.ENDED
    lasts = Q(ends_on=None) & (~Q(state=ended) | Q(state_since_at__date__gte=since))
    rows = Membership.objects.filter(lasts | Q(ends_on__gte=since), person__in=people)
    rows = rows.exclude(organisation__kind=OrganisationKind.OFFICE).exclude(state=MembershipState.INVITED)
    found: dict[UUID, set[UUID]] = {}
    for person, organisation in rows.values_list("person_id", "organisation_id"):
        found.setdefault(person, set()).add(organisation)
    return found
