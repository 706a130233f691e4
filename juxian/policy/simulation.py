"""What a change of the law would do: who gains, who loses, what it costs, before anything is published.

Both laws judge the same people for the same months (`bulk.evaluate_window`), each with its own state. Facts stay as
they are; whoever is insured in the month that they describe stays insured. Pure: nothing is stored, nobody is named
but by the column `person`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

import polars as pl

from juxian.policy.bulk.emitter import codes_of
from juxian.policy.bulk.frames import evaluate_window
from juxian.policy.dates import MASK_MONTHS, month_end, month_index, month_start
from juxian.policy.definition import Policy
from juxian.policy.explain import find_policy
from juxian.policy.proposal import Change, proposed
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import FactError
from juxian.policy.simulated import GroupLine, MonthLine, Simulation, Step
from juxian.policy.vocabulary import Label

MOST_MONTHS = 60
STEPS = 12
NOTHING, AMOUNTS = pl.lit(0, pl.Int64), "amount_fen"


def simulate(
    rulebook: Rulebook,
    policy_id: str,
    changes: Sequence[Change],
    people: pl.DataFrame,
    months: Sequence[dt.date],
    *,
    as_of: dt.date | None = None,
) -> Simulation:
    """Judges `people` (columns as in `bulk.Snapshot`, optionally `person`) for `months` by both laws.

    `as_of` is the month that the facts describe, from which masks count back (by default the first of `months`).
    Raises `RulebookError` for a change that the loader refuses, `FactError` for a policy that pays nothing or months
    that cannot be looked at, `ValueError` for a missing column.
    """
    policy = find_policy(rulebook, policy_id)
    days = _days(policy, months)
    law = proposed(rulebook, changes)
    if "person" not in people.columns:
        people = people.with_row_index("person")
    ready, anchor = _moved(policy, people, as_of or days[0], days[-1])
    sums = [_judged(book, policy_id, ready, days, anchor) for book in (rulebook, law)]
    whole = pl.DataFrame({"person": people["person"], "before_fen": sums[0]["total"], "after_fen": sums[1]["total"]})
    whole = whole.with_columns(delta_fen=pl.col("after_fen") - pl.col("before_fen"))
    return Simulation(
        policy=policy,
        changes=tuple(changes),
        law=law,
        months=tuple(_lines(sums, days)),
        people=whole,
        steps=tuple(_steps(whole["delta_fen"])),
        groups=tuple(_groups(rulebook, policy, people, whole)),
    )


def _days(policy: Policy, months: Sequence[dt.date]) -> list[dt.date]:
    if policy.amount is None:
        raise FactError(f"政策“{policy.title.zh}”不发钱，没有金额可以模拟。请选一项发钱的政策。")
    if not 0 < len(months) <= MOST_MONTHS:
        raise FactError(f"要模拟 {len(months)} 个月。请给 1 至 {MOST_MONTHS} 个月。")
    return [month_end(month) for month in sorted(months)]


def _moved(policy: Policy, people: pl.DataFrame, as_of: dt.date, last: dt.date) -> tuple[pl.DataFrame, dt.date]:
    """Masks that count back from the last month, if facts are older: who was insured in the month of `as_of` stays."""
    ahead = month_index(last) - month_index(as_of)
    if ahead <= 0:
        return people, month_end(as_of)
    names = [name for name in policy.fact_names if policy.declaration(name).kind.name == "months"]
    return people.with_columns(_advanced(name, ahead) for name in names if name in people.columns), last


def _advanced(name: str, ahead: int) -> pl.Expr:
    kept = max(MASK_MONTHS - ahead, 0)
    mask = pl.col(name)
    older = (mask & pl.lit((1 << kept) - 1, pl.UInt64)) * pl.lit(1 << ahead, pl.UInt64) if kept else mask * 0
    goes_on = (mask & pl.lit(1, pl.UInt64)) != 0
    new = pl.lit((1 << min(ahead, MASK_MONTHS)) - 1, pl.UInt64)
    return pl.when(goes_on).then(older | new).otherwise(older).alias(name)


def _judged(
    rulebook: Rulebook, policy_id: str, people: pl.DataFrame, days: Sequence[dt.date], anchor: dt.date
) -> pl.DataFrame:
    wide = evaluate_window(rulebook, policy_id, people.lazy(), days, anchor=anchor)
    names = [f"{AMOUNTS}@{day:%Y-%m}" for day in days]
    total = pl.sum_horizontal(*(pl.col(name).fill_null(NOTHING) for name in names)).alias("total")
    return wide.select(*names, total).collect()


def _lines(sums: Sequence[pl.DataFrame], days: Sequence[dt.date]) -> Iterator[MonthLine]:
    for day in days:
        before, after = (frame[f"{AMOUNTS}@{day:%Y-%m}"] for frame in sums)
        yield MonthLine(
            month_start(day),
            *(int(series.sum() or 0) for series in (before, after)),
            *(int((series > 0).sum() or 0) for series in (before, after)),
            *(series.null_count() for series in (before, after)),
        )


def _steps(deltas: pl.Series) -> Iterator[Step]:
    """Each difference by itself while there are few, otherwise equal stretches from the least to the greatest."""
    counts = deltas.value_counts().sort("delta_fen")
    if counts.height <= STEPS:
        for value, people in counts.rows():
            yield Step(value, value, people)
        return
    low, high = int(counts["delta_fen"][0]), int(counts["delta_fen"][-1])
    width = -(-(high - low + 1) // STEPS)
    for start in range(low, high + 1, width):
        people = int(deltas.is_between(start, start + width - 1).sum())
        yield Step(start, start + width - 1, people)


def _groups(rulebook: Rulebook, policy: Policy, people: pl.DataFrame, whole: pl.DataFrame) -> Iterator[GroupLine]:
    """By every fact of the policy that is a choice, such as the level; a value that nobody has is left out."""
    members = {code: member for member, code in codes_of(rulebook.vocabulary).items()}
    for name in sorted(policy.fact_names):
        kind = policy.declaration(name).kind
        if kind.name != "enum" or name not in people.columns:
            continue
        lines = whole.with_columns(code=people[name].cast(pl.Int64)).group_by("code").agg(
            people=pl.len(),
            gainers=(pl.col("delta_fen") > 0).sum(),
            losers=(pl.col("delta_fen") < 0).sum(),
            delta=pl.col("delta_fen").sum(),
        )  # fmt: skip
        for code, count, gainers, losers, delta in lines.sort("code", nulls_last=True).rows():
            label = Label("未知", "unknown") if code is None else rulebook.vocabulary.member_label(kind, members[code])
            yield GroupLine(name, label, count, gainers, losers, delta)
