"""What persons keep looking for, and what is new for them."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from juxian.kit.access import Actor
from juxian.kit.punctuation import listed
from juxian.recruitment.models import SavedSearch
from juxian.recruitment.queries.search import Asked, matching

MOST_SEARCHES = 10
NAMED_IN_ALERT = 3


@dataclass(frozen=True)
class NewVacancies:
    """What came into the list since a person was last told of it."""

    count: int
    words: str
    until_at: dt.datetime
    link: str


def is_saved(actor: Actor, query: str) -> bool:
    """Tell whether the person keeps this very search."""
    if not actor.person_id:
        return False
    return SavedSearch.objects.visible_to(actor).filter(query=query).exists()


def queries_to_tell() -> Iterator[tuple[str, list[SavedSearch]]]:
    """Return the searches that want to be told, those with the same words together: the list is asked once for all."""
    wanted = SavedSearch.objects.alerting().order_by().values("query").annotate(people=Count("pk"))
    for row in wanted.order_by("query").iterator():
        yield row["query"], list(SavedSearch.objects.alerting().filter(query=row["query"]))


def news_for(searches: list[SavedSearch], asked: Asked, link: str) -> Iterator[tuple[SavedSearch, NewVacancies]]:
    """Return what each of these searches, which ask for the same, has not seen yet."""
    since = min(search.seen_until_at for search in searches)
    rows = matching(asked).filter(listed_at__gt=since).order_by("-listed_at", "-pk")
    found = list(rows.values_list("listed_at", "vacancy__title", "organisation__name"))
    for search in searches:
        fresh = [row for row in found if row[0] > search.seen_until_at]
        if fresh:
            words = listed([f"{title}（{employer}）" for _at, title, employer in fresh[:NAMED_IN_ALERT]])
            yield search, NewVacancies(len(fresh), words, fresh[0][0], link)


Reading = Callable[[str], Asked]


def searches_of(actor: Actor, read: Reading) -> list[tuple[SavedSearch, int]]:
    """Return a person's searches with how many vacancies each finds today; one query a search, at most ten."""
    rows: QuerySet[SavedSearch] = SavedSearch.objects.visible_to(actor)
    return [(row, matching(read(row.query)).count()) for row in rows]
