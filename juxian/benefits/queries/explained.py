"""Each difference with its reason: what kind it is, what changed since, and the law's explanation of the month."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from juxian.benefits.models import Run
from juxian.benefits.queries.changed import Judged, judged_in, named, run_before
from juxian.benefits.queries.window import About, window_of
from juxian.policy import Explanation

REGULAR, ARREARS, OVERPAYMENT, CORRECTION = "regular", "arrears", "overpayment", "correction"


@dataclass(frozen=True)
class Explained:
    """A row of `differences`, ready to be posted or shown. `before` is the run that said otherwise."""

    difference: Mapping[str, Any]
    kind: str
    changes: list[dict[str, Any]]
    explanation: Explanation
    before: Run | None


def explained(run: Run, differences: pl.DataFrame) -> list[Explained]:
    """Return every difference with its reason, in their order."""
    rows = differences.to_dicts()
    keys = {row["key"] for row in rows}
    about = window_of(run).about(keys)
    earlier = _Earlier(run, keys)
    return [_explained(run, row, about, earlier) for row in rows]


class _Earlier:
    """The runs before this one, and what they knew of these people: each read once."""

    def __init__(self, run: Run, keys: Iterable[str]):
        self.run, self.keys = run, list(keys)
        self._runs: dict[dt.date, Run | None] = {}
        self._about: dict[Any, About] = {}

    def judged(self, key: str, month: dt.date) -> Judged | None:
        if month not in self._runs:
            self._runs[month] = run_before(self.run, month)
        before = self._runs[month]
        if before is None:
            return None
        if before.pk not in self._about:
            self._about[before.pk] = window_of(before).about(self.keys)
        return judged_in(before, self._about[before.pk], key, month)


def _explained(run: Run, row: dict[str, Any], about: About, earlier: _Earlier) -> Explained:
    now = judged_in(run, about, row["key"], row["month"])
    assert now, "a difference is about somebody in the frozen facts"
    kind = _kind(run, row)
    before = None if kind == REGULAR else earlier.judged(row["key"], row["month"])
    changes = [] if kind == REGULAR else named(row, before, now)
    return Explained(row, kind, changes, now.explanation, before.run if before else None)


def _kind(run: Run, row: Mapping[str, Any]) -> str:
    """The first posting of the run's own month is the rule; everything else has a reason."""
    if not row["was_posted"]:
        return REGULAR if row["month"] == run.month else ARREARS
    return OVERPAYMENT if row["delta_fen"] < 0 else CORRECTION
