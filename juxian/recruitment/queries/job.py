"""One vacancy as the public sees it: open, or over with others in its place."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, When

from juxian.kit.access import VISITOR
from juxian.recruitment.facet_values import values_of
from juxian.recruitment.models import Listing, Vacancy
from juxian.recruitment.queries.cards import Card, cards
from juxian.recruitment.states import VacancyState

SIMILAR = 5
OVER = (VacancyState.OPEN, VacancyState.CLOSED, VacancyState.EXPIRED, VacancyState.TAKEN_DOWN)
SHOWN_WITH = ("organisation", "occupation", "item__edition", "participation__campaign")


@dataclass(frozen=True)
class Ended:
    """What remains of a vacancy that is over. One that was taken down keeps nothing but its number."""

    number: str
    title: str
    employer: str


def open_vacancy(number: str) -> Vacancy | None:
    """Return the vacancy if everybody may apply for it today."""
    return Vacancy.objects.visible_to(VISITOR).select_related(*SHOWN_WITH).filter(number=number).first()


def ended_vacancy(number: str) -> tuple[Ended, Vacancy] | None:
    """Return what may be said of a vacancy that was in the list once, or None for one that never was."""
    row = (
        Vacancy.objects.filter(number=number, state__in=OVER)
        .exclude(approved_at=None)
        .select_related(*SHOWN_WITH)
        .first()
    )
    if row is None:
        return None
    if row.state == VacancyState.TAKEN_DOWN:
        return Ended(row.number, "", ""), row
    return Ended(row.number, row.title, row.organisation.name), row


def similar_to(vacancy: Vacancy) -> list[Card]:
    """Return others like it: of the same occupation group, those on the same street first; the newest of all where
    nothing is like it."""
    values = values_of(vacancy)
    others = Listing.objects.public().exclude(pk=vacancy.pk).order_by("standing")
    here = Case(When(street=values["street"], then=0), default=1, output_field=IntegerField())
    alike = others.filter(group=values["group"], kind=values["kind"]).alias(here=here)
    keys = _keys(alike.order_by("standing", "here", "-listed_at"))
    return cards(keys or _keys(others.in_order()))


def vacancies_of(organisation_id: object) -> list[Card]:
    """Return the open vacancies of one employer, newest first, at most a hundred."""
    rows = Listing.objects.public().filter(organisation=organisation_id).order_by("-listed_at")
    return cards(list(rows.values_list("pk", flat=True)[:100]))


def _keys(rows: QuerySet[Listing]) -> list:
    return list(rows.values_list("pk", flat=True)[:SIMILAR])
