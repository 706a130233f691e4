"""The work queue of one officer: counted by kind, filtered and sorted in memory by keys and dates."""

import datetime as dt
from dataclasses import dataclass

from juxian.insights.permissions import Permission as Insights
from juxian.insights.queries import Entry, entries
from juxian.kit import clock
from juxian.kit.access import Actor, Text, allows
from juxian.kit.work_queue import WorkItem, in_order, sources_of, work_queue_items

SOON = dt.timedelta(days=2)
FIGURES = ["recognised.people", "applications.open", "f05.senior.left", "f05.technician.left"]


@dataclass(frozen=True)
class Kind:
    """One kind of work with how much of it waits."""

    key: str
    label: Text
    count: int


@dataclass(frozen=True)
class Queue:
    """All that waits for one officer."""

    items: list[WorkItem]
    kinds: list[Kind]

    @property
    def overdue_count(self) -> int:
        return sum(item.is_overdue for item in self.items)

    @property
    def soon_count(self) -> int:
        """Not over yet, and over within two days."""
        limit = clock.now() + SOON
        return sum(
            not item.is_overdue and bool(item.waiting.due_at and item.waiting.due_at < limit) for item in self.items
        )

    def narrowed(self, *, kind: str, is_overdue: bool, sort: str) -> list[WorkItem]:
        """Return the items of a kind ("" for all), only the overdue ones if asked, in the order asked for."""
        items = [item for item in self.items if kind in ("", item.source.key)]
        return in_order([item for item in items if item.is_overdue or not is_overdue], sort)


def queue_of(actor: Actor) -> Queue:
    """Return what waits for the actor; kinds of which nothing waits are named with a zero."""
    items = work_queue_items(actor)
    counts = [Kind(each.key, each.label, sum(item.source is each for item in items)) for each in sources_of(actor)]
    return Queue(items, counts)


def figures_for(actor: Actor) -> list[Entry]:
    """A few figures for those who may open the rows behind them."""
    return entries(is_public=False, keys=FIGURES) if allows(actor, Insights.READ_ROWS) else []
