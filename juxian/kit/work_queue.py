"""What waits at the desks. Domains register sources in `queries/work_queue.py`; portals shows them as one queue.

A source answers in two steps, so that a queue of thousands is sorted and counted by keys and dates alone and only the
rows of one page are read in full.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from juxian.kit import clock
from juxian.kit.access import Actor, Text, allows


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row that waits. `due_at` None: no time limit is set for it."""

    key: UUID
    since_at: dt.datetime
    due_at: dt.datetime | None = None


@dataclass(frozen=True)
class Line:
    """A waiting row as the queue shows it. `url` opens the page on which it is handled."""

    title: Text
    url: str
    note: Text = ""


@dataclass(frozen=True)
class WorkSource:
    """One kind of work. `waiting` gives what waits for this very actor; `describe` reads the rows of one page."""

    key: str
    label: Text
    permission: str
    waiting: Callable[[Actor], Iterable[Waiting]]
    describe: Callable[[Collection[UUID]], dict[UUID, Line]]


@dataclass(frozen=True)
class WorkItem:
    """A waiting row together with the kind of work that it is."""

    source: WorkSource
    waiting: Waiting

    @property
    def is_overdue(self) -> bool:
        return self.waiting.due_at is not None and self.waiting.due_at < clock.now()


SOURCES: dict[str, WorkSource] = {}
ORDERS: dict[str, Callable[[WorkItem], object]] = {
    "due": lambda item: (item.waiting.due_at is None, item.waiting.due_at or item.waiting.since_at),
    "since": lambda item: item.waiting.since_at,
}


def register(source: WorkSource) -> None:
    """Let a kind of work appear in the queues of those who have its permission."""
    SOURCES[source.key] = source


def sources_of(actor: Actor) -> list[WorkSource]:
    """Return the kinds of work that the actor's role may do, in the order of their keys."""
    return [SOURCES[key] for key in sorted(SOURCES) if allows(actor, SOURCES[key].permission)]


def work_queue_items(actor: Actor) -> list[WorkItem]:
    """Return all that waits for the actor, unsorted: one query for each kind of work."""
    return [WorkItem(source, row) for source in sources_of(actor) for row in source.waiting(actor)]


def in_order(items: Iterable[WorkItem], order: str = "due") -> list[WorkItem]:
    """Sort by `due` (what has no limit comes last) or `since`; a leading minus turns the order round."""
    return sorted(items, key=ORDERS[order.lstrip("-")], reverse=order.startswith("-"))  # type: ignore[arg-type]


def described(items: Sequence[WorkItem]) -> list[tuple[WorkItem, Line]]:
    """Return the items with their words: one query for each kind of work among them. A row that was dealt with in the
    meantime is left out."""
    lines: dict[tuple[str, UUID], Line] = {}
    for source in {item.source.key: item.source for item in items}.values():
        keys = [item.waiting.key for item in items if item.source.key == source.key]
        lines |= {(source.key, key): line for key, line in source.describe(keys).items()}
    found = [(item, lines.get((item.source.key, item.waiting.key))) for item in items]
    return [(item, line) for item, line in found if line is not None]
