"""One search over all domains. Each registers its sources in `queries/search.py`; a source shows only visible rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from juxian.kit.access import Actor, Text, allows

HITS_A_GROUP = 6


@dataclass(frozen=True)
class Hit:
    """One row that was found."""

    title: Text
    url: str
    note: Text = ""
    badge: Text = ""
    tone: str = "plain"


@dataclass(frozen=True)
class SearchSource:
    """One kind of thing that can be found. `find` returns visible rows in their order; `more` is the address of the
    list that shows all of them. Without a permission everybody may ask."""

    key: str
    label: Text
    find: Callable[[Actor, str], QuerySet | Sequence]
    show: Callable[[Actor, Any], Hit]
    more: Callable[[Actor, str], str] | None = None
    permission: str | None = None
    order: int = 100


@dataclass(frozen=True)
class Group:
    """What one source found: the first hits, how many there are, and where to see them all."""

    source: SearchSource
    hits: list[Hit]
    count: int
    more_url: str


SOURCES: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    SOURCES[source.key] = source


def search(actor: Actor, text: str) -> list[Group]:
    """Return the groups in which something was found, as this actor may see it. An empty text finds nothing."""
    if not text.strip():
        return []
    ordered = sorted(SOURCES.values(), key=lambda source: (source.order, source.key))
    groups = [_group(source, actor, text) for source in ordered if _may_ask(actor, source)]
    return [group for group in groups if group.hits]


def _may_ask(actor: Actor, source: SearchSource) -> bool:
    return source.permission is None or allows(actor, source.permission)


def _group(source: SearchSource, actor: Actor, text: str) -> Group:
    page = Paginator(source.find(actor, text), HITS_A_GROUP).page(1)
    hits = [source.show(actor, row) for row in page]
    has_more = page.paginator.count > len(hits) and source.more is not None
    return Group(source, hits, page.paginator.count, source.more(actor, text) if has_more and source.more else "")
