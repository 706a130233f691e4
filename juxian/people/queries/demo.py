"""Who can be chosen on the sign-in page of the demo district."""

from dataclasses import dataclass

from django.conf import settings

from juxian.kit.access import Text
from juxian.people.models import Person
from juxian.people.queries.hats import hats_of
from juxian.people.queries.staff import demo_people


@dataclass(frozen=True)
class DemoEntry:
    """One button: a person in one of their roles."""

    person: Person
    hat: str
    role: Text
    organisation: str


# Applicants of the replayed cohorts are demo persons too; the list shows those with a role, and the first citizens.
MOST_CITIZENS = 4


def demo_entries() -> list[DemoEntry]:
    """Return the buttons: nothing unless DEMO_SIGN_IN is on."""
    if not settings.DEMO_SIGN_IN:
        return []
    staff, citizens = [], []
    for person in demo_people().order_by("created_at")[:60]:
        own, *worn = hats_of(person.user, person)
        staff += [DemoEntry(person, hat.key, hat.label, hat.actor.organisation_name) for hat in worn]
        if not worn and len(citizens) < MOST_CITIZENS:
            citizens.append(DemoEntry(person, "", own.label, ""))
    return citizens + staff
