"""Reads of the register of assessors."""

from django.db.models import Prefetch, QuerySet

from juxian.evaluation.models import Assessor, DeclaredInterest, PanelMember
from juxian.kit.access import Actor


def register_of_assessors() -> QuerySet[Assessor]:
    """The whole register, by number, with persons, employers and trades."""
    return Assessor.objects.with_words()


def own_line(actor: Actor) -> Assessor | None:
    """Return the acting assessor's own line of the register, or None."""
    return Assessor.objects.with_words().filter(person=actor.person_id).first()


def interests_of(assessor: Assessor) -> QuerySet[DeclaredInterest]:
    """What the assessor declared and has not withdrawn."""
    return assessor.interests.standing().select_related("person", "organisation")


def seats_of(assessor: Assessor) -> QuerySet[PanelMember]:
    """In which panels they sat or sit, the latest first."""
    rows = PanelMember.objects.filter(assessor=assessor.person_id).select_related("panel")
    return rows.order_by("-panel__convened_on", "-id")


def with_interests(rows: QuerySet[Assessor]) -> QuerySet[Assessor]:
    standing = DeclaredInterest.objects.standing().select_related("person", "organisation")
    return rows.prefetch_related(Prefetch("interests", standing, to_attr="standing_interests"))
