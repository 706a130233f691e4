"""Random people over random months: the explanation of one person and the run say the same in every cell."""

import datetime as dt
import random
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juxian import districts
from juxian.benefits.queries.columns import in_columns, typed
from juxian.benefits.queries.window import judged, months_between
from juxian.policy.definition import Policy
from juxian.policy.rulebook import Rulebook

FIRST, LAST = dt.date(2022, 10, 1), dt.date(2023, 5, 1)
MONTHS = months_between(FIRST, LAST)
PEOPLE = 12
NEVER = dt.date(2199, 12, 31)


@pytest.mark.parametrize("policy", ["gold_allowance", "youth_living_subsidy"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_one_person_and_everybody_agree_in_every_cell(policy: str, seed: int):
    rules = districts.rulebook("jimei")
    window = judged(rules, policy, _frame(rules, policy, random.Random(seed)), FIRST, LAST)
    about = window.about(window.frame["person"])
    for month in MONTHS:
        for row in window.reasons(month).iter_rows(named=True):
            said = about.explain(row["person"], month)
            assert row["verdict"] == said.verdict.value
            assert row["amount_fen"] == (said.amount_fen or 0)
            assert row["reasons"] == [clause.key for clause in said.clauses if clause.verdict != "met"]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_a_year_never_pays_more_than_its_limit(seed: int):
    rules = districts.rulebook("jimei")
    frame = _frame(rules, "youth_living_subsidy", random.Random(seed))
    frame = frame.with_columns(pl.lit(575_000, pl.Int64).alias("state.received_this_year_fen"))
    results = judged(rules, "youth_living_subsidy", frame, FIRST, LAST).results
    sums = results.group_by("person", pl.col("month").dt.year()).agg(pl.col("amount_fen").sum())
    assert sums.filter(pl.col("month") == 2022)["amount_fen"].max() <= 25_000
    assert sums.filter(pl.col("month") == 2023)["amount_fen"].max() <= 600_000


def _frame(rules: Rulebook, policy_id: str, chance: random.Random) -> pl.DataFrame:
    """One row a person and month at random, put into columns as a snapshot is."""
    policy = rules.policies[policy_id]
    names = sorted(name for name in policy.fact_names if not name.startswith("state."))
    steady = {(person, name): _value(rules, policy, name, chance) for person in range(PEOPLE) for name in names}
    rows = [
        {"person": f"{person:08d}", "month": month}
        | {name: _now(steady[person, name], month, chance) for name in names}
        for person in range(PEOPLE)
        for month in MONTHS
    ]
    schema: dict[str, Any] = {"person": pl.String, "month": pl.Date}
    schema |= {name: _type(policy, name) for name in names}
    wide = in_columns(pl.DataFrame(rows, schema=schema), names, MONTHS, policy)
    states = [
        pl.lit(34 if "months" in name else 0, pl.Int64).alias(name)  # near the old cap of 36 months
        for name in policy.fact_names
        if name.startswith("state.")
    ]
    return typed(rules, policy, wide.with_columns(states))


def _value(rules: Rulebook, policy: Policy, name: str, chance: random.Random) -> Any:
    """A value that a month may have, or a mask of months that all of them share."""
    kind = policy.declaration(name).kind
    if kind.name == "months":
        return chance.choice([2**40 - 1, chance.getrandbits(40)])
    if kind.name == "enum":
        return lambda: chance.choice([*rules.vocabulary.enums[kind.enum], None])
    if kind.name == "bool":
        return lambda: chance.choice([True, True, False, None])
    day = dt.date(2021, 1, 1) + dt.timedelta(days=chance.randrange(900))
    return chance.choice([day, NEVER, lambda: day + dt.timedelta(days=chance.randrange(60)), None])


def _now(value: Any, month: dt.date, chance: random.Random) -> Any:
    if callable(value):
        return value()
    if isinstance(value, int) and not isinstance(value, bool):
        back = (LAST.year - month.year) * 12 + LAST.month - month.month
        return None if chance.random() < 0.1 else value >> back
    return value


def _type(policy: Policy, name: str) -> Any:
    kinds = {"months": pl.UInt64, "enum": pl.String, "bool": pl.Boolean, "date": pl.Date, "number": pl.Int64}
    return kinds[policy.declaration(name).kind.name]
