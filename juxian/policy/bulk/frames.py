"""The Polars back end: lazy, streaming, one pass over the columns."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl

from juxian.policy.bulk.answers import CLAUSE_VERDICTS, MOST_CLAUSES, VERDICTS, answer, carried_on
from juxian.policy.bulk.frame_emitter import FrameEmitter
from juxian.policy.bulk.frame_results import results
from juxian.policy.bulk.known import Known, with_state
from juxian.policy.bulk.month import Month, window
from juxian.policy.bulk.snapshot import JUDGED, RESULTS, relevant
from juxian.policy.dates import month_start
from juxian.policy.definition import Policy
from juxian.policy.explanation import Verdict
from juxian.policy.prepared import prepare
from juxian.policy.rulebook import Rulebook


def evaluate_population(
    rulebook: Rulebook, policy_id: str, people: pl.LazyFrame, on: dt.date, *, known: Known | None = None
) -> pl.LazyFrame:
    """Add to each row: `met`, `not_met`, `unknown`, `judgement` (UInt64, bit n is clause n in force on `on`),
    `verdict` (UInt8, see VERDICTS) and `amount_fen` (Int64; null where open or where the policy pays nothing).

    Columns as in `Snapshot`; a column `judged.<clause>` holds the answers that people gave. The columns are looked at
    once, for what is known of all of them (`known` spares that). Raises `ValueError` for a column that is missing."""
    wide = evaluate_window(rulebook, policy_id, people, [on], known=known)
    return wide.rename({f"{name}@{on:%Y-%m}": name for name in RESULTS})


def evaluate_window(
    rulebook: Rulebook,
    policy_id: str,
    people: pl.LazyFrame,
    days: Sequence[dt.date],
    *,
    anchor: dt.date | None = None,
    known: Known | None = None,
) -> pl.LazyFrame:
    """Add the six result columns once for each month, named `<column>@<year>-<month>`: several months in one pass.

    See `evaluate_months` for the arguments; that gives the same answers with one row a person and month."""
    policy, present = rulebook.policies[policy_id], people.collect_schema().names()
    months = window(policy, present, days, anchor)
    known = known or Known.of(people, relevant(policy, present))
    emitter = FrameEmitter(rulebook.vocabulary, with_state(known, months))
    made: list[str] = []
    for month, following in zip(months, [*months[1:], None], strict=True):
        emitter.begin(month)
        people = _judged(people, emitter, policy, month, present)
        carried = _carried(emitter, month, following, present) if following else {}
        own = emitter.names_of_month()
        made += [*carried, *(name for step in emitter.steps for name in step if name not in own)]
        people = people.with_columns(**carried).drop(own)
    return people.drop(made)


def evaluate_months(
    rulebook: Rulebook,
    policy_id: str,
    people: pl.LazyFrame,
    days: Sequence[dt.date],
    *,
    anchor: dt.date | None = None,
    known: Known | None = None,
) -> pl.LazyFrame:
    """Judge each person for each month: one row a person and month with `person`, `month` (its first day), and the
    six result columns of `evaluate_population`.

    `days` are the days of judgement, one a month, earliest first. The masks of `people` count back from the month of
    `anchor` (by default the last of `days`) and are shifted for the months before. A fact that differs by month stands
    in a column `<fact>@2025-03`. State goes on from month to month within the
    window, from the value in the snapshot. Raises `ValueError` for a missing column, for days out of order, and where
    the law looks further back than the mask reaches."""
    wide = evaluate_window(rulebook, policy_id, people, days, anchor=anchor, known=known)
    columns = ["person", *(f"{name}@{day:%Y-%m}" for day in days for name in RESULTS)]
    schema = wide.select(columns).collect_schema()
    long: Any = {"person": schema["person"], "month": pl.Date} | {n: schema[f"{n}@{days[0]:%Y-%m}"] for n in RESULTS}
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


def _judged(
    people: pl.LazyFrame, emitter: FrameEmitter, policy: Policy, month: Month, present: Sequence[str]
) -> pl.LazyFrame:
    """The frame with the steps and the results of a month."""
    suffix = f"@{month.name}"
    if not policy.holds_on(month.on):
        return people.with_columns(expression.alias(name + suffix) for name, expression in _nobody().items())
    prepared = prepare(policy, month.on)
    if len(prepared.clauses) > MOST_CLAUSES:
        raise ValueError(f"一项政策最多 {MOST_CLAUSES} 条。请拆成几项政策。")
    answers = [
        answer(emitter, item, is_judged_in_columns=f"{JUDGED}{item.condition.key}" in present)
        for item in prepared.clauses
    ]
    amount = emitter.operand(emitter.simple(prepared.amount)) if prepared.amount else pl.lit(None, pl.Int64)
    for step in emitter.steps:
        people = people.with_columns(**step)
    for layer in results(answers, amount if policy.amount else None, suffix):
        people = people.with_columns(**layer)
    return people


def _carried(emitter: FrameEmitter, month: Month, following: Month, present: Sequence[str]) -> dict[str, pl.Expr]:
    """The states that the next month reads, unless the snapshot itself has a column for them."""
    amount, is_new_year = pl.col(f"amount_fen@{month.name}"), following.on.year > month.on.year
    return {
        column: carried_on(emitter, name, pl.col(month.columns.get(name, name)), amount, is_new_year=is_new_year)
        for name, column in following.columns.items()
        if column not in present
    }


def _nobody() -> dict[str, pl.Expr]:
    """The policy is not in force: no clause, and nobody meets it."""
    nothing = {verdict.value: pl.lit(0, pl.UInt64) for verdict in CLAUSE_VERDICTS}
    return nothing | {
        "verdict": pl.lit(VERDICTS[Verdict.NOT_MET], pl.UInt8),
        "amount_fen": pl.lit(None, pl.Int64),
    }
