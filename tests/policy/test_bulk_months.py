"""Several months at once: the same cells as one explanation a person and month, with the state carried by hand."""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from juxian.policy import Rulebook, RulebookError, Verdict, explain
from juxian.policy.bulk import (
    CLAUSE_VERDICTS,
    DUCKDB,
    POSTGRESQL,
    RESULTS,
    VERDICTS,
    Known,
    clause_verdicts,
    encode,
    evaluate_months,
    months_sql,
)
from juxian.policy.prepared import prepare
from tests.policy.engines import run_in_duckdb, run_in_postgresql
from tests.policy.expressions import FACTS, condition, money
from tests.policy.folder import POLICY, Folder

DAYS = [dt.date(2024, 12, 1), dt.date(2025, 1, 1), dt.date(2025, 2, 28), dt.date(2025, 3, 12)]
ANCHOR = DAYS[-1]
STATE = """\
state:
  months_received: {zh: 已领月数, en: months received, unit: months}
  received_this_year_fen: {zh: 本年已领金额, en: received this year, unit: fen}
"""
TALL = st.sets(st.integers(0, 12), max_size=10)
RECEIVED = st.sampled_from([0, 1, 2, 35])
SOME, ALL = FACTS | {"insured_months": TALL}, FACTS | {"insured_months": TALL, "received": RECEIVED}
people = st.one_of(
    st.lists(st.fixed_dictionaries({"received": st.none() | RECEIVED}, optional=SOME), min_size=1, max_size=6),
    st.lists(st.fixed_dictionaries(ALL), min_size=1, max_size=6),
)
Cell = tuple[int, dt.date, dict[str, str], str, int | None]


def policy_with(folder: Folder, test: str, cap: int, amount: str) -> Rulebook:
    text = (
        f"  tested:\n    zh: 试\n    en: test\n    law: 第二条\n    if: >-\n      {test}\n"
        f"  capped:\n    zh: 限\n    en: cap\n    law: 第三条\n    if: state.months_received < {cap} and state.received_this_year_fen < {cap * 100_000}\n"
        f"pays: monthly\namount: >-\n  max({amount}, pay_fen)\n"
    )
    try:
        return folder.policy(POLICY + text + STATE).load()
    except RulebookError:
        reject()


def facts_of(person: dict[str, Any]) -> dict[str, Any]:
    """Months as facts write them, from distances to the anchor; the state before the window."""
    told = {name: value for name, value in person.items() if name != "received"}
    if "insured_months" in told:
        here = ANCHOR.year * 12 + ANCHOR.month - 1
        told["insured_months"] = [f"{(here - n) // 12}-{(here - n) % 12 + 1:02d}" for n in told["insured_months"]]
    if person["received"] is not None:
        told |= {"state.months_received": person["received"], "state.received_this_year_fen": person["received"] * 100}
    return told


def by_hand(rulebook: Rulebook, told: list[dict[str, Any]]) -> list[Cell]:
    """One person after the other, one month after the other."""
    found = []
    for number, facts in enumerate(told):
        now = dict(facts)
        for day in DAYS:
            if day.month == 1 and "state.received_this_year_fen" in now:
                now["state.received_this_year_fen"] = 0
            one = explain(rulebook, "allowance", now, day, look_ahead_months=0)
            verdicts = {clause.key: clause.verdict.value for clause in one.clauses}
            found.append((number, day.replace(day=1), verdicts, one.verdict.value, one.amount_fen))
            if (one.amount_fen or 0) > 0 and "state.months_received" in now:
                now["state.months_received"] += 1
                now["state.received_this_year_fen"] += one.amount_fen
    return found


def readable(rulebook: Rulebook, rows: list[tuple[Any, ...]]) -> list[Cell]:
    names = {number: verdict.value for verdict, number in VERDICTS.items()}
    days = {day.replace(day=1): day for day in DAYS}
    found = []
    for person, month, *bits, verdict, amount in sorted(rows):
        clauses = prepare(rulebook.policies["allowance"], days[month]).clauses
        verdicts = clause_verdicts(clauses, dict(zip(CLAUSE_VERDICTS, bits, strict=True)))
        found.append((person, month, {key: v.value for key, v in verdicts}, names[verdict], amount))
    return found


def by_polars(rulebook: Rulebook, frame: pl.DataFrame, anchor: dt.date = ANCHOR) -> list[Cell]:
    people = frame.with_row_index("person").lazy()
    return readable(rulebook, evaluate_months(rulebook, "allowance", people, DAYS, anchor=anchor).collect().rows())


def by_sql(rulebook: Rulebook, frame: pl.DataFrame, known: Known | None = None) -> tuple[list[Cell], list[Cell]]:
    found = []
    for table, dialect, run in (
        ("people", DUCKDB, run_in_duckdb),
        ("bulk_people", POSTGRESQL, run_in_postgresql),
    ):
        is_small = dialect is DUCKDB  # as the control asks it; PostgreSQL chains all months
        query = months_sql(
            rulebook, "allowance", DAYS, table, dialect, frame.columns, anchor=ANCHOR, known=known, is_small=is_small
        )
        rows = run(frame, f"SELECT person, month, {', '.join(RESULTS)} FROM ({query}) AS found")
        found.append(readable(rulebook, rows))
    return found[0], found[1]


@pytest.mark.django_db
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(condition, st.integers(1, 36), money, people)
def test_no_engine_differs_in_a_month(
    tmp_path: Path, db: None, test: str, cap: int, amount: str, crowd: list[dict[str, Any]]
) -> None:
    rulebook = policy_with(Folder(tmp_path), test, cap, amount)
    told = [facts_of(person) for person in crowd]
    frame = encode(rulebook, "allowance", told, ANCHOR)
    expected = by_hand(rulebook, told)
    assert by_polars(rulebook, frame) == expected
    assert by_sql(rulebook, frame) == (expected, expected)
    assert by_sql(rulebook, frame, Known.of(frame.lazy(), frame.columns)) == (expected, expected)


@pytest.mark.django_db
def test_a_cap_of_36_months_ends_in_the_middle_of_a_window(folder: Folder) -> None:
    rulebook = policy_with(folder, "is_open", 36, "p.allowance.amount[CHIEF]")
    told = [
        {"is_open": True, "pay_fen": 100, "state.months_received": n, "state.received_this_year_fen": 0}
        for n in (33, 34, 36)
    ]
    frame = encode(rulebook, "allowance", told, ANCHOR)
    found = by_polars(rulebook, frame)
    paid = [sum(1 for cell in found if cell[0] == person and cell[4]) for person in range(3)]
    assert paid == [3, 2, 0]
    assert by_sql(rulebook, frame) == (found, found)


@pytest.mark.django_db
def test_a_fact_of_its_own_month_goes_before_the_fact_of_the_window(folder: Folder) -> None:
    rulebook = folder.load()
    frame = encode(rulebook, "allowance", [{"is_open": True}], ANCHOR)
    frame = frame.with_columns(pl.lit(False).alias("is_open@2025-01"))
    found = by_polars(rulebook, frame)
    assert [cell[3] for cell in found] == ["met", "not_met", "met", "met"]
    assert by_sql(rulebook, frame) == (found, found)


def test_beyond_the_mask_of_months_the_law_is_not_guessed(folder: Folder) -> None:
    rulebook = folder.condition("paid_run(insured_months, 62)").load()
    frame = encode(rulebook, "allowance", [{"is_open": True}], ANCHOR)
    with pytest.raises(ValueError, match="2024-12 要往前看到快照末月之前第 65 个月"):
        by_polars(rulebook, frame)
    rulebook = folder.condition("paid_run(insured_months, waited)").load()
    told = [{"is_open": True, "insured_months": ["2024-12"], "waited": 62}]
    frame = encode(rulebook, "allowance", told, ANCHOR)
    assert [cell[3] for cell in by_polars(rulebook, frame)] == ["unknown", "not_met", "not_met", "not_met"]


@pytest.mark.parametrize(
    ("days", "anchor"),
    [([], None), ([DAYS[0], DAYS[0]], None), ([DAYS[1], DAYS[0]], None), (DAYS, DAYS[0])],
)
def test_a_window_is_in_order_and_within_its_snapshot(
    folder: Folder, days: list[dt.date], anchor: dt.date | None
) -> None:
    people = pl.LazyFrame({"person": [1], "is_open": [True]})
    with pytest.raises(ValueError, match="窗口"):
        evaluate_months(folder.load(), "allowance", people, days, anchor=anchor)


def test_a_policy_that_begins_within_the_window(folder: Folder) -> None:
    rulebook = folder.load()
    days = [dt.date(2022, 12, 1), dt.date(2023, 1, 1)]
    people = pl.LazyFrame({"person": [1], "is_open": [True]})
    found = evaluate_months(rulebook, "allowance", people, days).collect()
    assert found["verdict"].to_list() == [VERDICTS[Verdict.NOT_MET], VERDICTS[Verdict.MET]]
