"""The public search of vacancies: what is asked, what was found, and how many each further choice would leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.districts.streets import distances_km
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.search import Hit, SearchSource, register
from juxian.recruitment.facet_values import street_value
from juxian.recruitment.models import Listing, Standing, Vacancy
from juxian.recruitment.queries.cards import Card, cards, pay_label
from juxian.recruitment.queries.columns import MOST_MATCHES, first_columns, whole_columns
from juxian.recruitment.queries.facets import Facet, facets
from juxian.recruitment.tally import Columns
from juxian.recruitment.words import as_major_query, as_query

PER_PAGE = 20
MOST_PAGES = 50  # deeper ones cost more than anybody reads: the page asks to narrow the search instead
NEWEST, BEST_PAY, NEAREST = "new", "pay", "near"


@dataclass(frozen=True)
class Asked:
    """One search, as its address says it."""

    text: str = ""
    major: str = ""
    campaign_id: UUID | None = None
    near: str = ""
    sort: str = ""
    shows_silent: bool = False
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Nothing but filters narrows the list."""
        return not (as_query(self.text) or as_major_query(self.major) or self.campaign_id)


@dataclass(frozen=True)
class CountedChoice:
    """A box to tick, and what it would leave. `count` is that of the list with every other filter as it is."""

    key: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class CountedFacet:
    """A filter with the choices that lead somewhere."""

    name: str
    label: str
    choices: list[CountedChoice]

    @property
    def is_set(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class Found:
    """One page of vacancies, how many there are, and the filters with their counts."""

    page: Page
    cards: list[Card]
    streets: dict[str, str]
    total: int
    is_cut: bool
    is_deep: bool
    facets: list[CountedFacet]


def search(asked: Asked, number: int = 1) -> Found:
    """Return one page of what is asked. Seven queries, whatever the number of vacancies."""
    known = facets()
    values = {facet.name: facet.values_of(asked.chosen.get(facet.name, ())) for facet in known}
    chosen = {name: each for name, each in values.items() if each}
    columns = _columns(asked, known)
    total = columns.total(chosen)
    is_cut = not asked.is_whole and columns.count >= MOST_MATCHES
    page = _page(_ordered(_filtered(listed(asked), chosen), asked, is_cut), total, number)
    streets = {choice.key: choice.label for facet in known if facet.name == "street" for choice in facet.choices}
    return Found(
        page=page,
        cards=cards(list(page.object_list), near=asked.near, streets=streets),
        streets=streets,
        total=total,
        is_cut=is_cut,
        is_deep=total > MOST_PAGES * PER_PAGE,
        facets=[_counted(facet, columns, chosen, asked) for facet in known],
    )


def matching(asked: Asked) -> QuerySet[Listing]:
    """Return the rows that are asked for, without counting choices: for feeds and alerts."""
    values = {facet.name: facet.values_of(asked.chosen.get(facet.name, ())) for facet in facets()}
    return _filtered(listed(asked), {name: each for name, each in values.items() if each})


def newest(asked: Asked, count: int) -> list[UUID]:
    """Return the keys of the newest vacancies that are asked for."""
    return list(matching(asked).order_by("-listed_at", "-pk").values_list("pk", flat=True)[:count])


def listed(asked: Asked) -> QuerySet[Listing]:
    """Return the rows before any filter: today's list, of the campaign and with the words that are asked for."""
    rows = Listing.objects.public()
    if not asked.shows_silent:
        rows = rows.filter(standing__lt=Standing.HIDDEN)
    if asked.campaign_id:
        rows = rows.filter(campaign=asked.campaign_id)
    for query in (as_query(asked.text), as_major_query(asked.major)):
        if query:
            rows = rows.filter(words__all_words__matches=query)
    return rows


def _columns(asked: Asked, known: list[Facet]) -> Columns:
    names = [facet.name for facet in known]
    if asked.is_whole:
        return whole_columns(listed(asked), names, (clock.today(), asked.shows_silent))
    return first_columns(listed(asked), names)


def _filtered(rows: QuerySet[Listing], chosen: Mapping[str, tuple[int, ...]]) -> QuerySet[Listing]:
    return rows.filter(**{f"{name}__in": values for name, values in chosen.items()})


def _ordered(rows: QuerySet[Listing], asked: Asked, is_cut: bool) -> QuerySet[Listing]:
    """Employers that answer come first in every order. So many matches that they are not all counted are not ranked
    by title either: nearly every title has the word then."""
    if asked.sort == BEST_PAY:
        return rows.order_by("standing", "-monthly_pay", "-listed_at", "-pk")
    if asked.sort == NEAREST and asked.near:
        return rows.annotate(ring=_ring(asked.near)).order_by("standing", "ring", "-listed_at", "-pk")
    query = as_query(asked.text)
    if query and asked.sort != NEWEST and not is_cut:
        in_title = Case(When(words__title__matches=query, then=0), default=1, output_field=IntegerField())
        return rows.annotate(in_title=in_title).order_by("standing", "in_title", "-listed_at", "-pk")
    return rows.order_by("standing", "-listed_at", "-pk")


def _ring(near: str) -> Case:
    """The street itself first, then the others by distance, then places without a known one."""
    streets = [street_value(code) for code in distances_km(settings.DISTRICT, near)]
    order = [When(street=street, then=Value(place)) for place, street in enumerate(streets)]
    return Case(*order, default=Value(len(order)), output_field=IntegerField())


def _page(rows: QuerySet[Listing], total: int, number: int) -> Page:
    paginator = Paginator(rows.values_list("pk", flat=True), PER_PAGE)
    paginator.__dict__["count"] = min(total, MOST_PAGES * PER_PAGE)  # counted already
    return paginator.get_page(number)


def _counted(facet: Facet, columns: Columns, chosen: Mapping[str, tuple[int, ...]], asked: Asked) -> CountedFacet:
    counts = columns.counts(facet.name, {choice.key: choice.values for choice in facet.choices}, chosen)
    ticked = set(asked.chosen.get(facet.name, ()))
    choices = [
        CountedChoice(choice.key, choice.label, counts[choice.key], choice.key in ticked)
        for choice in facet.choices
        if counts[choice.key] or choice.key in ticked
    ]
    return CountedFacet(facet.name, facet.label, choices)


def find_vacancies(actor: Actor, text: str) -> QuerySet[Vacancy]:
    """For the search over everything: open vacancies with these words."""
    if not as_query(text):
        return Vacancy.objects.none()
    rows = Vacancy.objects.public().filter(listing__in=listed(Asked(text=text)))
    return rows.select_related("organisation").order_by("listing__standing", "-approved_at", "-pk")


def show_vacancy(actor: Actor, row: Vacancy) -> Hit:
    url = reverse("recruitment:job_page", args=[row.number])
    return Hit(row.title, url, f"{pay_label(row)} · {row.organisation.name}")


def more_vacancies(actor: Actor, text: str) -> str:
    return f"{reverse('recruitment:job_list')}?{urlencode({'q': text})}"


register(
    SearchSource("recruitment.vacancies", _("招聘职位"), find_vacancies, show_vacancy, more=more_vacancies, order=20)
)
