"""What the home pages of a person and of an organisation say about them."""

from django.db.models import QuerySet

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.people.models import Membership, Organisation
from juxian.people.states import MembershipState


def organisations_of(actor: Actor) -> QuerySet[Membership]:
    """The acting person's memberships in force, with their organisations."""
    rows = Membership.objects.in_force_on(clock.today()).filter(person=actor.person_id)
    return rows.select_related("organisation").order_by("organisation__name")


def own_organisation(actor: Actor) -> Organisation | None:
    """The organisation for which the actor acts."""
    return Organisation.objects.filter(pk=actor.organisation_id).first()


def staff_of(actor: Actor) -> QuerySet[Membership]:
    """Who acts, or is invited to act, for the acting organisation."""
    rows = Membership.objects.filter(organisation=actor.organisation_id).exclude(state=MembershipState.ENDED)
    return rows.select_related("person", "invitation").order_by("role", "created_at")


def verified_organisations() -> QuerySet[Organisation]:
    """Every verified organisation but the offices."""
    return Organisation.objects.verified().registered().order_by("name")
