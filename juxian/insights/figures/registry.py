"""The ledger of figures: each is computed from rows, and opens the rows from which it was computed.

    @figure("f02", label=_("首批证书"), unit=_("人"), group=COHORT, shape=PEOPLE, description=_("…"), source=ARTICLE)
    def first_cohort(): return ledger.first_cohort()

No number is ever typed here. How to add one, and what the public sees of the rows: docs/how-to/figure.md.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from juxian.insights.figures.shapes import Shape
from juxian.kit.access import Text

Value = int | dt.date | None
Rows = Callable[[], QuerySet]
# Below this many people a list of them, or a count of something unpleasant, could point at somebody.
FEWEST = 5


@dataclass(frozen=True)
class Figure:
    """One number (or date). `description` says in words which rows are counted; `source` where it was published."""

    key: str
    label: Text
    group: Text
    shape: Shape
    description: Text
    rows: Rows
    value_of: Callable[[QuerySet], Value]
    unit: Text = ""
    source: Text = ""
    is_delicate: bool = False

    def value(self) -> Value:
        return self.value_of(self.rows())

    def public_value(self) -> Value:
        """The value as everybody may know it: None where a small count of something delicate is withheld."""
        value = self.value()
        is_small = isinstance(value, int) and 0 < value < FEWEST
        return None if self.is_delicate and is_small else value

    def shows_rows_publicly(self, count: int) -> bool:
        """Whether everybody may see the list: never of delicate things, and of people only where they are not few."""
        return not self.is_delicate and (not self.shape.names_people or count == 0 or count >= FEWEST)

    def fingerprint(self) -> str:
        """SHA-256 over the sorted keys of the rows: two people who see the same hash counted the same rows."""
        keys = sorted(str(key) for key in self.rows().values_list("pk", flat=True))
        return hashlib.sha256("\n".join(keys).encode()).hexdigest()


FIGURES: dict[str, Figure] = {}


def count(rows: QuerySet) -> Value:
    """How many rows there are."""
    return rows.count()


def figure(key: str, *, value: Callable[[QuerySet], Value] = count, **facts: Any) -> Callable[[Rows], Rows]:
    """Enter a figure into the ledger. The decorated function returns the rows, in the order in which they are shown."""

    def enter(rows: Rows) -> Rows:
        if key in FIGURES:
            raise ValueError(f"two figures are called {key}")
        FIGURES[key] = Figure(key=key, rows=rows, value_of=value, **facts)
        return rows

    return enter
