"""Campaigns with their three measures: participations (家次), vacancies (职位), openings (岗位). Never added up."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from juxian.kit.text import search_filter
from juxian.recruitment.models import Campaign, Participation, Vacancy
from juxian.recruitment.states import ParticipationState

# What was ever in the public list: an approved vacancy counts for its campaign also when it is closed.
SHOWN = Q(approved_at__isnull=False)


@dataclass(frozen=True)
class Counts:
    """Three measures of recruiting."""

    participations: int = 0
    vacancies: int = 0
    openings: int = 0


def with_counts(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Annotate `participation_count`, `vacancy_count`, `opening_count`, by a query each: joins multiply."""
    taking_part = Participation.objects.filter(campaign=OuterRef("pk"), state=ParticipationState.CONFIRMED)
    posted = Vacancy.objects.filter(SHOWN, participation__campaign=OuterRef("pk"))
    return rows.annotate(
        participation_count=_one(taking_part, "campaign", Count("pk")),
        vacancy_count=_one(posted, "participation__campaign", Count("pk")),
        opening_count=_one(posted, "participation__campaign", Sum("openings")),
    )


def counts_of(vacancies: QuerySet[Vacancy], participations: QuerySet[Participation] | None = None) -> Counts:
    """Return the measures of these rows in two queries."""
    posted = vacancies.order_by().aggregate(vacancies=Count("pk"), openings=Coalesce(Sum("openings"), 0))
    taking_part = participations.confirmed().count() if participations is not None else 0  # type: ignore[attr-defined]
    return Counts(taking_part, posted["vacancies"], posted["openings"])


def figures() -> Counts:
    """Return the measures of everything that was ever shown: the district's own figures."""
    return counts_of(Vacancy.objects.filter(SHOWN), Participation.objects.all())


def filtered(rows: QuerySet[Campaign], values: dict[str, Any]) -> QuerySet[Campaign]:
    """Narrow a list of campaigns by what its form says."""
    for name in ("state", "kind"):
        if values.get(name):
            rows = rows.filter(**{name: values[name]})
    return rows.filter(search_filter("search_key", values.get("q") or ""))


def open_vacancies_of(campaign: Campaign) -> QuerySet[Vacancy]:
    """The vacancies of a campaign that are in the public list today."""
    return Vacancy.objects.public().filter(participation__campaign=campaign)


def _one(rows: QuerySet[Any], group: str, measure: Any) -> Coalesce:
    figure = rows.order_by().values(group).annotate(figure=measure).values("figure")
    return Coalesce(Subquery(figure), 0)
