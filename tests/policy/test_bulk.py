"""Three engines and one law: Polars, PostgreSQL and DuckDB answer every cell as the explanation of one person does."""

import datetime as dt
from collections.abc import Iterator, Mapping
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
    VERDICTS,
    Snapshot,
    clause_verdicts,
    encode,
    evaluate_population,
    population_sql,
)
from juxian.policy.prepared import prepare
from tests.policy.engines import judged, run_in_duckdb, run_in_postgresql
from tests.policy.expressions import FACTS, ON, condition, money, whole_person
from tests.policy.folder import POLICY, Folder

COLUMNS = (*(verdict.value for verdict in CLAUSE_VERDICTS), "verdict", "amount_fen")
Row = tuple[dict[str, str], str, int | None]

people = st.one_of(
    st.lists(st.fixed_dictionaries({}, optional=FACTS), min_size=1, max_size=12),
    st.lists(whole_person, min_size=1, max_size=12),
)
answers = st.sampled_from([{}, {"by_hand": True}, {"by_hand": False}])
law = st.tuples(condition, condition, condition, money)


def months(person: Mapping[str, Any]) -> dict[str, Any]:
    """The months as a fact writes them, from distances to the month of evaluation."""
    told = dict(person)
    if "insured_months" in told:
        indexes = (ON.year * 12 + ON.month - 1 - back for back in told["insured_months"])
        told["insured_months"] = [f"{index // 12}-{index % 12 + 1:02d}" for index in indexes]
    return told


def policy_with(folder: Folder, texts: tuple[str, str, str, str]) -> Rulebook:
    """One clause that a machine decides, one that a person does where it cannot, one for a person alone; an amount."""
    test, when, doubtful, amount = texts
    clauses = (
        f"  tested:\n    zh: 试\n    en: test\n    law: 第二条\n    when: >-\n      {when}\n    if: >-\n      {test}\n"
        f"  doubtful:\n    zh: 疑\n    en: doubt\n    law: 第三条\n    if: >-\n      {doubtful}\n    unknown: judge\n"
        f"  by_hand:\n    zh: 人\n    en: by hand\n    law: 第四条\n    judge: true\n    when: >-\n      {when}\n"
        f"pays: monthly\namount: >-\n  max({amount}, pay_fen)\n"
    )
    try:
        return folder.policy(POLICY + clauses).load()
    except RulebookError:  # a condition that is the same for everybody, or has no value on some day
        reject()


def one_by_one(rulebook: Rulebook, told: list[dict[str, Any]], judged: list[dict[str, bool]]) -> Iterator[Row]:
    for facts, given_answers in zip(told, judged, strict=True):
        found = explain(rulebook, "allowance", facts, ON, judgements=given_answers, look_ahead_months=0)
        yield {clause.key: clause.verdict.value for clause in found.clauses}, found.verdict.value, found.amount_fen


def readable(rulebook: Rulebook, rows: list[tuple[int, ...]]) -> list[Row]:
    """Bits and numbers as an explanation says them."""
    clauses = prepare(rulebook.policies["allowance"], ON).clauses
    names = {number: verdict.value for verdict, number in VERDICTS.items()}
    return [
        (
            {key: v.value for key, v in clause_verdicts(clauses, dict(zip(CLAUSE_VERDICTS, row[:4], strict=True)))},
            names[row[4]],
            row[5],
        )
        for row in rows
    ]


def by_polars(rulebook: Rulebook, frame: pl.DataFrame) -> list[Row]:
    found = evaluate_population(rulebook, "allowance", frame.lazy(), ON).collect()
    return readable(rulebook, found.select(COLUMNS).rows())


def by_duckdb(rulebook: Rulebook, frame: pl.DataFrame) -> list[Row]:
    query = population_sql(rulebook, "allowance", ON, "people", DUCKDB, judged(frame))
    return readable(rulebook, run_in_duckdb(frame, f"SELECT {', '.join(COLUMNS)} FROM ({query}) ORDER BY person"))


def by_postgresql(rulebook: Rulebook, frame: pl.DataFrame) -> list[Row]:
    query = population_sql(rulebook, "allowance", ON, "bulk_people", POSTGRESQL, judged(frame))
    query = f"SELECT {', '.join(COLUMNS)} FROM ({query}) AS found ORDER BY person"
    return readable(rulebook, run_in_postgresql(frame, query))


@pytest.mark.django_db
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(law, people, st.data())
def test_no_engine_differs_in_a_cell(
    tmp_path: Path, db: None, texts: tuple[str, str, str, str], crowd: list[dict[str, Any]], data: st.DataObject
) -> None:
    rulebook = policy_with(Folder(tmp_path), texts)
    told = [months(person) for person in crowd]
    given_answers = [data.draw(answers) for _person in told]
    frame = encode(rulebook, "allowance", told, ON, given_answers)
    expected = list(one_by_one(rulebook, told, given_answers))
    assert by_polars(rulebook, frame) == expected
    assert by_duckdb(rulebook, frame) == expected
    assert by_postgresql(rulebook, frame) == expected


EDGES = [
    "add_months(recognised_on, waited) == started_on",
    "months_between(recognised_on, started_on) == waited",
    "years_between(recognised_on, started_on) == years_between(started_on, recognised_on)",
    "days_between(recognised_on, started_on) > -30",
    "paid_run(insured_months, waited, waited)",
    "count(insured_months, waited) > waited",
    "pay_fen * children * children * children > 0",
    "pay_fen // children == pay_fen // (0 - children)",
    "add_days(recognised_on, days_between(recognised_on, started_on)) == started_on",
    "min(recognised_on, started_on) == month_start(recognised_on)",
    "paid_run(insured_months, 64)",
    "paid_run(insured_months, 63, 1)",
    "count(insured_months, 64) == waited",
    "city == '厦门' or city == \"o'clock\"",
]
DAYS = [dt.date(2024, 2, 29), dt.date(2024, 1, 31), dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2025, 3, 1)]
EDGE_PEOPLE = [
    {"recognised_on": first, "started_on": second, "waited": number, "children": number % 4 - 1, "pay_fen": pay, "city": city,
     "insured_months": range(number % 70)}
    for first in DAYS
    for second in DAYS
    for number, pay, city in ((0, 2**53, "厦门"), (1, -7, "o'clock"), (12, 7, "x"), (-3, -(2**53), ""), (64, 1, "厦门"))
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("expression", EDGES)
def test_the_ends_of_calendar_and_numbers(tmp_path: Path, expression: str) -> None:
    rulebook = Folder(tmp_path).condition(expression).load()
    told = [months(person) for person in EDGE_PEOPLE]
    frame = encode(rulebook, "allowance", told, ON)
    expected = list(one_by_one(rulebook, told, [{} for _one in told]))
    assert by_polars(rulebook, frame) == expected
    assert by_duckdb(rulebook, frame) == expected
    assert by_postgresql(rulebook, frame) == expected


@pytest.mark.django_db
def test_before_its_first_day_nobody_meets_a_policy(folder: Folder) -> None:
    rulebook = folder.load()
    frame = encode(rulebook, "allowance", [{"is_open": True}], dt.date(2022, 12, 31))
    found = evaluate_population(rulebook, "allowance", frame.lazy(), dt.date(2022, 12, 31)).collect()
    assert found.select(COLUMNS).rows() == [(0, 0, 0, 0, VERDICTS[Verdict.NOT_MET], None)]
    query = population_sql(rulebook, "allowance", dt.date(2022, 12, 31), "people", DUCKDB)
    assert run_in_duckdb(frame, f"SELECT {', '.join(COLUMNS)} FROM ({query})") == [
        (0, 0, 0, 0, VERDICTS[Verdict.NOT_MET], None)
    ]


def test_a_missing_column_is_named(folder: Folder) -> None:
    rulebook = folder.load()
    with pytest.raises(ValueError, match="is_open"):
        evaluate_population(rulebook, "allowance", pl.LazyFrame({"person": [1]}), ON)


def test_a_snapshot_has_the_columns_that_the_policy_reads(folder: Folder) -> None:
    rulebook = folder.condition("level == CHIEF and paid_run(insured_months, 3)").load()
    schema = Snapshot.of(rulebook.policies["allowance"], ["open"]).schema
    assert schema == {"insured_months": pl.UInt64, "is_open": pl.Boolean, "level": pl.UInt16, "judged.open": pl.Boolean}
