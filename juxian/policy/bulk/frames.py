"""The Polars back end: lazy, streaming, one pass over the columns."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from juxian.policy.bulk.answers import CLAUSE_VERDICTS, MOST_CLAUSES, VERDICTS, answer, carried_on
from juxian.policy.bulk.frame_emitter import FrameEmitter
from juxian.policy.bulk.month import Month, window
from juxian.policy.bulk.snapshot import JUDGED, RESULTS
from juxian.policy.dates import month_start
from juxian.policy.definition import Policy
from juxian.policy.explanation import Verdict
from juxian.policy.prepared import prepare
from juxian.policy.rulebook import Rulebook

_BIT_TYPES = {8: pl.UInt8, 16: pl.UInt16, 32: pl.UInt32, 64: pl.UInt64}


def evaluate_population(rulebook: Rulebook, policy_id: str, people: pl.LazyFrame, on: dt.date) -> pl.LazyFrame:
    """Add to each row: `met`, `not_met`, `unknown`, `judgement` (UInt64, bit n is clause n in force on `on`),
    `verdict` (UInt8, see VERDICTS) and `amount_fen` (Int64; null where open or where the policy pays nothing).

    Columns as in `Snapshot`; a column `judged.<clause>` holds the answers that people gave. Raises `ValueError` for a
    column that is missing."""
    policy, present = rulebook.policies[policy_id], people.collect_schema().names()
    (month,) = window(policy, present, [on], None)
    people, made = _judged(people, rulebook, policy, month, _Names("", "", present))
    return people.drop(made)


def evaluate_window(
    rulebook: Rulebook,
    policy_id: str,
    people: pl.LazyFrame,
    days: Sequence[dt.date],
    *,
    anchor: dt.date | None = None,
) -> pl.LazyFrame:
    """Add the six result columns once for each month, named `<column>@<year>-<month>`: several months in one pass.

    See `evaluate_months` for the arguments; that gives the same answers with one row a person and month."""
    policy, present = rulebook.policies[policy_id], people.collect_schema().names()
    made: list[str] = []
    months = window(policy, present, days, anchor)
    for number, month in enumerate(months):
        names = _Names(f"@{month.name}", f"{number}_", present)
        people, steps = _judged(people, rulebook, policy, month, names)
        following = months[number + 1] if number + 1 < len(months) else None
        carried = _carried(rulebook, policy, month, following, names) if following else {}
        people = people.with_columns(**carried).drop(steps)
        made += carried
    return people.drop(made)


def evaluate_months(
    rulebook: Rulebook,
    policy_id: str,
    people: pl.LazyFrame,
    days: Sequence[dt.date],
    *,
    anchor: dt.date | None = None,
) -> pl.LazyFrame:
    """Judge each person for each month: one row a person and month with `person`, `month` (its first day), and the
    six result columns of `evaluate_population`.

    `days` are the days of judgement, one a month, earliest first. The masks of `people` count back from the month of
    `anchor` (by default the last of `days`) and are shifted for the months before. A fact that differs by month stands
    in a column `<fact>@2025-03`. State goes on from month to month within the
    window, from the value in the snapshot. Raises `ValueError` for a missing column, for days out of order, and where
    the law looks further back than the mask reaches."""
    wide = evaluate_window(rulebook, policy_id, people, days, anchor=anchor)
    columns = ["person", *(f"{name}@{day:%Y-%m}" for day in days for name in RESULTS)]
    schema = wide.select(columns).collect_schema()
    long = {"person": schema["person"], "month": pl.Date} | {n: schema[f"{n}@{days[0]:%Y-%m}"] for n in RESULTS}
    return wide.select(columns).map_batches(lambda frame: _by_month(frame, days), streamable=True, schema=long)


def _by_month(frame: pl.DataFrame, days: Sequence[dt.date]) -> pl.DataFrame:
    return pl.concat(
        frame.select(
            "person",
            pl.lit(month_start(day)).alias("month"),
            *(pl.col(f"{name}@{day:%Y-%m}").alias(name) for name in RESULTS),
        )
        for day in days
    )


@dataclass(frozen=True)
class _Names:
    """What ends the names of a month's results and what begins those of its steps; the columns of the snapshot."""

    suffix: str
    tag: str
    present: Sequence[str]


def _judged(
    people: pl.LazyFrame, rulebook: Rulebook, policy: Policy, month: Month, names: _Names
) -> tuple[pl.LazyFrame, list[str]]:
    """The frame with the results of a month, and the names of the columns made on the way."""
    if not policy.holds_on(month.on):
        return people.with_columns(expression.alias(name + names.suffix) for name, expression in _nobody().items()), []
    prepared = prepare(policy, month.on)
    if len(prepared.clauses) > MOST_CLAUSES:
        raise ValueError(f"一项政策最多 {MOST_CLAUSES} 条。请拆成几项政策。")
    emitter = FrameEmitter(rulebook.vocabulary, month, names.tag)
    answers = [
        answer(emitter, item, is_judged_in_columns=f"{JUDGED}{item.condition.key}" in names.present)
        for item in prepared.clauses
    ]
    bits = [
        _bits([one.of(verdict) for one in answers]).alias(verdict.value + names.suffix) for verdict in CLAUSE_VERDICTS
    ]
    amount = emitter.operand(prepared.amount) if prepared.amount else pl.lit(None, pl.Int64)
    for step in emitter.steps:
        people = people.with_columns(**step)
    verdict, paid = _overall(names.suffix), _paid(amount, policy.amount is not None, names.suffix)
    people = people.with_columns(bits).with_columns(verdict).with_columns(paid)
    return people, [name for step in emitter.steps for name in step]


def _carried(rulebook: Rulebook, policy: Policy, month: Month, following: Month, names: _Names) -> dict[str, pl.Expr]:
    """The states that the next month reads, unless the snapshot itself has a column for them."""
    emitter, amount = FrameEmitter(rulebook.vocabulary, month), pl.col(f"amount_fen{names.suffix}")
    return {
        column: carried_on(
            emitter, name, pl.col(month.columns.get(name, name)), amount, is_new_year=following.on.year > month.on.year
        )
        for name, column in following.columns.items()
        if column not in names.present
    }


def _nobody() -> dict[str, pl.Expr]:
    """The policy is not in force: no clause, and nobody meets it."""
    nothing = {verdict.value: pl.lit(0, pl.UInt64) for verdict in CLAUSE_VERDICTS}
    return nothing | {
        "verdict": pl.lit(VERDICTS[Verdict.NOT_MET], pl.UInt8),
        "amount_fen": pl.lit(None, pl.Int64),
    }


def _bits(tests: Sequence[pl.Expr | None]) -> pl.Expr:
    """Worked out in the smallest type that has the bits, which moves a fraction of the memory."""
    kind = next(kind for size, kind in _BIT_TYPES.items() if len(tests) <= size)
    found = [test.cast(kind) * pl.lit(1 << place, kind) for place, test in enumerate(tests) if test is not None]
    return reduce(or_, found).cast(pl.UInt64) if found else pl.lit(0, pl.UInt64)


def _overall(suffix: str) -> pl.Expr:
    found = pl.lit(VERDICTS[Verdict.MET], pl.UInt8)
    for verdict in (Verdict.JUDGEMENT, Verdict.UNKNOWN, Verdict.NOT_MET):
        is_so = pl.col(verdict.value + suffix) != 0
        found = pl.when(is_so).then(pl.lit(VERDICTS[verdict], pl.UInt8)).otherwise(found)
    return found.alias("verdict" + suffix)


def _paid(amount: pl.Expr, pays: bool, suffix: str) -> pl.Expr:
    if not pays:
        return pl.lit(None, pl.Int64).alias("amount_fen" + suffix)
    met, not_met = (pl.col("verdict" + suffix) == VERDICTS[verdict] for verdict in (Verdict.MET, Verdict.NOT_MET))
    paid = pl.when(met).then(amount.cast(pl.Int64)).when(not_met).then(pl.lit(0, pl.Int64)).otherwise(None)
    return paid.alias("amount_fen" + suffix)
