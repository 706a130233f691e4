"""What is owed by the obligations that stand: the memory of the law, and what another benefit leaves open."""

import datetime as dt
from collections.abc import Iterable, Sequence

import polars as pl

from juxian.benefits.queries.columns import EXCLUDED, of_month
from juxian.payments.queries.obligation import obligations_by_month
from juxian.people.facts import every_row_of, with_kept_person
from juxian.policy.rulebook import Rulebook as Law
from juxian.policy.stacking import EITHER_OR


def owed_by_month(people: pl.Series | None = None) -> pl.DataFrame:
    """Return person, policy, month and the net amount in fen, of everybody or of these people, under every policy."""
    named = None if people is None else every_row_of(people)
    rows = with_kept_person(obligations_by_month(named))
    rows = rows.group_by("person", "policy", "month").agg(pl.col("amount_fen").sum())
    return rows if people is None else rows.filter(pl.col("person").is_in(people.to_list()))


def state_at(owed: pl.DataFrame, policy_id: str, month: dt.date) -> pl.DataFrame:
    """Return what earlier months left to a policy (see `juxian.policy.state`), for everybody with any."""
    earlier = owed.filter((pl.col("policy") == policy_id) & (pl.col("month") < month))
    this_year = pl.col("month").dt.year() == month.year
    return earlier.group_by("person").agg(
        (pl.col("amount_fen") > 0).sum().cast(pl.Int64).alias("state.months_received"),
        pl.col("amount_fen").filter(this_year).sum().alias("state.received_this_year_fen"),
    )


def excluded(law: Law, policy_id: str, owed: pl.DataFrame, months: Sequence[dt.date]) -> pl.DataFrame:
    """Return the columns `excluded@…`: to which benefit, owed to the person already, this one yields in that month.

    What stands stays: a pair that the law forbids is never owed, whichever policy was computed first."""
    frame = owed.select("person").unique()
    for month in months:
        others = _excluding(law, policy_id, month)
        rows = owed.filter((pl.col("month") == month) & pl.col("policy").is_in(others) & (pl.col("amount_fen") > 0))
        if rows.height:
            first = rows.group_by("person").agg(pl.col("policy").min().alias(of_month(EXCLUDED, month)))
            frame = frame.join(first, on="person", how="left")
    return frame


def _excluding(law: Law, policy_id: str, month: dt.date) -> list[str]:
    """The policies that exclude this one in a month."""
    return [other for other in _others(law, policy_id) if _is_either_or(law, policy_id, other, month)]


def _others(law: Law, policy_id: str) -> Iterable[str]:
    return (policy.id for policy in law.policies.values() if policy.pays and policy.id != policy_id)


def _is_either_or(law: Law, one: str, other: str, month: dt.date) -> bool:
    rule = law.stacking.rule(one, other, month)
    return rule is not None and rule.rule == EITHER_OR
