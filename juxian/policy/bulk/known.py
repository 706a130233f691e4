"""What is known of the columns before anybody is judged: where nothing is unknown, and between which values they lie.

Law is written for everything: unknown facts, months without the day, numbers that overflow, the ends of the calendar.
Where the columns rule such a thing out, a back end need not ask for it, row by row.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl

from juxian.policy import dates, nodes
from juxian.policy.bulk.month import CARRIED, Month
from juxian.policy.kinds import MAX_NUMBER
from juxian.policy.nodes import Literal, Node

Span = tuple[Any, Any]  # two numbers, or two dates; both ends included


@dataclass(frozen=True)
class Known:
    """`complete` are the columns in which nothing is unknown; `spans` the least and greatest value of a column."""

    complete: frozenset[str] = frozenset()
    spans: Mapping[str, Span] = field(default_factory=dict)

    @classmethod
    def of(cls, people: pl.LazyFrame, columns: Iterable[str]) -> "Known":
        """Look at the columns, in one pass."""
        schema = people.collect_schema()
        names = [name for name in columns if name in schema]
        ordered = [name for name in names if schema[name] in (pl.Date, pl.Int64)]
        asked = [pl.col(name).null_count().alias(f"nulls {name}") for name in names]
        asked += [pl.col(name).min().alias(f"least {name}") for name in ordered]
        asked += [pl.col(name).max().alias(f"most {name}") for name in ordered]
        if not asked:
            return cls()
        (row,) = people.select(asked).collect(engine="streaming").iter_rows(named=True)
        spans = {name: (row[f"least {name}"], row[f"most {name}"]) for name in ordered}
        complete = frozenset(name for name in names if not row[f"nulls {name}"])
        return cls(complete, {name: span for name, span in spans.items() if None not in span})

    def to_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        spans = {name: [_written(end) for end in span] for name, span in sorted(self.spans.items())}
        return {"complete": sorted(self.complete), "spans": spans}

    @classmethod
    def from_dict(cls, written: Mapping[str, Any]) -> "Known":
        spans = {name: (_read(low), _read(high)) for name, (low, high) in written["spans"].items()}
        return cls(frozenset(written["complete"]), spans)


def _written(end: Any) -> Any:
    return end.isoformat() if isinstance(end, dt.date) else end


def _read(end: Any) -> Any:
    return dt.date.fromisoformat(end) if isinstance(end, str) else end


def with_state(known: Known, months: Sequence[Month]) -> Known:
    """With the state that one month hands to the next: known where it was, and never far from where it began."""
    complete, spans = set(known.complete), dict(known.spans)
    for month in months[1:]:
        for name, column in month.columns.items():
            if name in CARRIED and name in known.complete:
                complete.add(column)
            if name == "state.months_received" and name in spans:
                spans[column] = spans[name][0], spans[name][1] + len(months)
    return Known(frozenset(complete), spans)


class Reading:
    """What is known of trees in one month."""

    def __init__(self, known: Known, month: Month):
        self._known, self._month = known, month
        self.span: Callable[[Node], Span | None] = cache(self._span)
        self.is_known: Callable[[Node], bool] = cache(self._is_known)

    def _is_known(self, node: Node) -> bool:
        """Whether the tree is unknown for nobody."""
        if isinstance(node, Literal):
            return node.value is not None
        if isinstance(node, nodes.Fact):
            return self._month.columns.get(node.name, node.name) in self._known.complete
        if not all(self.is_known(child) for child in nodes.children(node)):
            return False
        if isinstance(node, nodes.Table):
            return node.otherwise is not None and all(value is not None for _key, value in node.entries)
        if isinstance(node, nodes.Arithmetic):
            return self.span(node) is not None
        if isinstance(node, nodes.Call) and node.function in ("add_months", "add_days"):
            return self.span(node) is not None
        return not isinstance(node, nodes.Call) or node.function not in ("paid_run", "count") or self.is_inside(node)

    def is_inside(self, node: nodes.Call) -> bool:
        """Whether the law itself says how many months to look at, and they lie within the mask."""
        given = [argument.value for argument in node.arguments[1:] if isinstance(argument, Literal)]
        numbers = [value for value in given if isinstance(value, int) and value >= 0]
        enough = len(numbers) == len(node.arguments) - 1
        return enough and sum(numbers) + self._month.shift <= dates.MASK_MONTHS

    def _span(self, node: Node) -> Span | None:
        """Between which numbers or dates the tree lies wherever it is known; None where that is not certain."""
        if isinstance(node, Literal):
            is_ordered = isinstance(node.value, int | dt.date) and not isinstance(node.value, bool)
            return (node.value, node.value) if is_ordered else None
        if isinstance(node, nodes.Fact):
            return self._known.spans.get(self._month.columns.get(node.name, node.name))
        if isinstance(node, nodes.Table):
            return self._of_table(node)
        parts = [self.span(child) for child in nodes.children(node)]
        if isinstance(node, nodes.Choose):
            parts = parts[1:]
        if None in parts:
            return None
        bounds = [part for part in parts if part is not None]
        if isinstance(node, nodes.Choose):
            return min(low for low, _high in bounds), max(high for _low, high in bounds)
        if isinstance(node, nodes.Extreme):
            least_or_greatest = min if node.operator == "min" else max
            return least_or_greatest(low for low, _high in bounds), least_or_greatest(high for _low, high in bounds)
        if isinstance(node, nodes.Arithmetic):
            return _of_arithmetic(node.operator, *bounds)
        return _of_call(node.function, bounds) if isinstance(node, nodes.Call) else None

    def _of_table(self, node: nodes.Table) -> Span | None:
        values = [value for _key, value in node.entries] + [node.otherwise] * (node.otherwise is not None)
        numbers = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
        return (min(numbers), max(numbers)) if values and len(numbers) == len(values) else None


def _of_arithmetic(operator: str, left: Span, right: Span) -> Span | None:
    if operator == "+":
        found = left[0] + right[0], left[1] + right[1]
    elif operator == "-":
        found = left[0] - right[1], left[1] - right[0]
    elif operator == "*":
        products = [one * other for one in left for other in right]
        found = min(products), max(products)
    elif right[0] > 0:
        quotients = [one // other for one in left for other in right]
        found = min(quotients), max(quotients)
    else:
        return None
    return found if found[0] >= -MAX_NUMBER and found[1] <= MAX_NUMBER else None


def _of_call(function: str, bounds: list[Span]) -> Span | None:
    """Moving a day keeps the order of days and of distances, so the ends say everything."""
    if function == "month_start":
        return dates.month_start(bounds[0][0]), dates.month_start(bounds[0][1])
    if function in ("add_months", "add_days"):
        move = dates.add_months if function == "add_months" else dates.add_days
        (first, last), (least, most) = bounds
        ends = move(first, least), move(last, most)
        return None if None in ends else ends
    return None
