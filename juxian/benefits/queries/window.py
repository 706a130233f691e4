"""What a run says: the frozen facts judged by the law that was kept, month by month, for everybody or for one person.

Nothing of it is stored: the same facts and the same law give the same answers, today and in ten years.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import polars as pl

from juxian.benefits.models import Run
from juxian.benefits.queries.archive import frame_of, law_of
from juxian.benefits.queries.columns import EXCLUDED, given_in, of_month
from juxian.policy import Explanation, Given, Verdict, explain
from juxian.policy.bulk import CLAUSE_VERDICTS, VERDICTS, control, evaluate_months
from juxian.policy.dates import add_months, month_end, month_index
from juxian.policy.definition import Policy
from juxian.policy.prepared import prepare
from juxian.policy.rulebook import Rulebook as Law
from juxian.policy.stacking import EITHER_OR
from juxian.policy.state import state_before

KEPT = 3
_FAILING = [verdict for verdict in CLAUSE_VERDICTS if verdict is not Verdict.MET]


@dataclass(frozen=True, eq=False)
class Window:
    """A policy over some months. `results` has a row a person and month: verdict, amount_fen, `excluded`, and the bits
    of the clauses; sorted by person and month."""

    law: Law
    policy: Policy
    months: tuple[dt.date, ...]
    frame: pl.DataFrame
    results: pl.DataFrame

    @cached_property
    def _places(self) -> dict[str, int]:
        """Where each person's row stands; their months stand at so many times the number of months."""
        return {person: place for place, person in enumerate(self.frame["person"])}

    def places_of(self, people: Iterable[str]) -> list[int]:
        """Return where these people stand in `frame`; whoever is not in the run is left out."""
        return sorted({self._places[person] for person in people if person in self._places})

    def about(self, people: Iterable[str]) -> "About":
        """Return what is needed to explain these people; whoever is not in the run is left out."""
        places = self.places_of(people)
        rows = {row["person"]: row for row in self.frame[places].iter_rows(named=True)} if places else {}
        count = len(self.months)
        of_them = self.results[[place * count + number for place in places for number in range(count)]]
        paid: dict[str, dict[dt.date, int]] = {person: {} for person in rows}
        for person, month, amount in of_them.select("person", "month", "amount_fen").iter_rows():
            if amount is not None:
                paid[person][month] = amount
        return About(self, rows, paid)

    def reasons(self, month: dt.date) -> pl.DataFrame:
        """Return person, verdict, amount_fen and `reasons` of a month: the keys of the clauses that are not met, that
        lack a document or that a person has to judge, and what the benefit yields to."""
        rows = self.results.filter(pl.col("month") == month)  # in the order of `frame`
        keys = [clause.condition.key for clause in prepare(self.policy, month_end(month)).clauses]
        failing = sum((pl.col(verdict.value) for verdict in _FAILING), pl.lit(0, pl.UInt64))
        each = [pl.when(failing // (1 << place) % 2 == 1).then(pl.lit(key)) for place, key in enumerate(keys)]
        yields = pl.lit(f"{EITHER_OR}.") + pl.col(EXCLUDED)
        words = {number: verdict.value for verdict, number in VERDICTS.items()}
        return rows.select(
            "person",
            pl.col("verdict").replace_strict(words, return_dtype=pl.String),
            pl.col("amount_fen").fill_null(0),
            pl.concat_list(*each, yields).list.drop_nulls().alias("reasons"),
        )


@dataclass(frozen=True, eq=False)
class About:
    """Some people of a run: their frozen facts, and what the law owes them by month (open months are left out)."""

    window: Window
    rows: Mapping[str, Mapping[str, Any]]
    paid: Mapping[str, Mapping[dt.date, int]]

    def given(self, person: str, month: dt.date) -> dict[str, Given]:
        """Return the facts of a person for a month, with the state that the months before it left."""
        window, row = self.window, self.rows[person]
        facts = given_in(window.law, window.policy, row, month, window.months[-1])
        for name, more in state_before(self.paid[person], month).items():
            if name in facts:
                facts[name] = Given(_carried(name, row, month, window.months[0]) + more)
        return facts

    def explain(self, person: str, month: dt.date) -> Explanation:
        """Judge one person for one month, clause by clause: what `results` says, with every reason."""
        return explain(self.window.law, self.window.policy.id, self.given(person, month), month_end(month))


def window_of(run: Run) -> Window:
    """Return what a run says. Raises `ValueError` where the facts or the law are not those that were kept."""
    return _window(run.rulebook_id, run.snapshot_id, run.policy, run.from_month, run.month)


@lru_cache(maxsize=KEPT)
def _window(rulebook_id: Any, snapshot_id: Any, policy: str, first: dt.date, last: dt.date) -> Window:
    run = Run.objects.filter(rulebook=rulebook_id, snapshot=snapshot_id).select_related("rulebook", "snapshot").first()
    assert run is not None, "a frozen run keeps its facts and its law"
    assert run.rulebook is not None
    assert run.snapshot is not None
    return judged(law_of(run.rulebook), policy, frame_of(run.snapshot), first, last)


def judged(law: Law, policy_id: str, frame: pl.DataFrame, first: dt.date, last: dt.date) -> Window:
    """Judge frozen facts for every month of a window."""
    months = months_between(first, last)
    days = [month_end(month) for month in months]
    results = evaluate_months(law, policy_id, frame.lazy(), days).collect(engine="streaming")
    return Window(
        law, law.policies[policy_id], tuple(months), frame, _yielding(results.sort("person", "month"), frame, months)
    )


def check_twice(window: Window) -> None:
    """Judge everybody a second time by another engine. Raises `EnginesDiffer` unless every cell agrees."""
    control(window.law, window.policy.id, window.frame.lazy(), [month_end(month) for month in window.months])


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the first day of every month of a window, both ends included."""
    count = month_index(last) - month_index(first) + 1
    return [month for number in range(count) if (month := add_months(first, number))]


def _yielding(results: pl.DataFrame, frame: pl.DataFrame, months: Sequence[dt.date]) -> pl.DataFrame:
    """Take away what yields to another benefit; the column `excluded` says to which."""
    columns = {month: of_month(EXCLUDED, month) for month in months if of_month(EXCLUDED, month) in frame.columns}
    nothing = pl.DataFrame(schema={"person": pl.String, "month": pl.Date, EXCLUDED: pl.String})
    rows = [
        frame.select("person", pl.lit(month).alias("month"), pl.col(column).alias(EXCLUDED))
        for month, column in columns.items()
    ]
    results = results.join(pl.concat([nothing, *rows]), on=["person", "month"], how="left", maintain_order="left")
    stands = pl.col(EXCLUDED).is_null() | (pl.col("verdict") != VERDICTS[Verdict.MET])
    return results.with_columns(
        pl.when(stands).then(pl.col("verdict")).otherwise(VERDICTS[Verdict.NOT_MET]).cast(pl.UInt8).alias("verdict"),
        pl.when(stands).then(pl.col("amount_fen")).otherwise(0).alias("amount_fen"),
        pl.when(~stands).then(pl.col(EXCLUDED)).alias(EXCLUDED),
    )


def _carried(name: str, row: Mapping[str, Any], month: dt.date, first: dt.date) -> int:
    """What the snapshot holds of a state; what was received in another year does not count for this one."""
    is_of_another_year = name == "state.received_this_year_fen" and month.year != first.year
    return 0 if is_of_another_year else int(row.get(name) or 0)
