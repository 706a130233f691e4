"""Random law over random people with unknown facts: Polars, DuckDB and PostgreSQL must agree in every cell, and a
sample of the people with one explanation after the other. The law comes from the strategies of the test suite."""

import datetime as dt
import os
import tempfile
from pathlib import Path

import duckdb
import polars as pl
from hypothesis import HealthCheck, Phase, given, seed, settings

from juxian.policy import Rulebook, RulebookError, explain
from juxian.policy.bulk import (
    DUCKDB,
    POSTGRESQL,
    RESULTS,
    VERDICTS,
    Known,
    Snapshot,
    evaluate_months,
    months_sql,
)
from juxian.policy.bulk.emitter import codes_of
from tests.policy.expressions import condition, money
from tests.policy.folder import POLICY, Folder

DAYS = [dt.date(2024, 11, 30), dt.date(2024, 12, 31), dt.date(2025, 1, 31), dt.date(2025, 2, 28)]
PEOPLE, EXPLAINED = 2_000, 20
STATE = """\
state:
  months_received: {zh: 已领, en: received, unit: months}
  received_this_year_fen: {zh: 今年已领, en: this year, unit: fen}
"""
LAW = """\
  tested: {{zh: 试, en: test, law: 二, if: "{test}", when: "{when}"}}
  capped: {{zh: 限, en: cap, law: 三, if: state.months_received < 36 and state.received_this_year_fen < 3_000_000}}
pays: monthly
amount: "max({amount}, pay_fen)"
"""
FACTS = {"bool": 2, "number": 60, "date": 2_500, "enum": 2, "months": 2**40}


class _Tally:
    def __init__(self) -> None:
        self.cells = self.differing = self.laws = self.explained = 0

    def add(self, first: pl.DataFrame, second: pl.DataFrame) -> None:
        second = second.cast(dict(first.schema)).sort("person", "month")
        self.cells += first.height * len(RESULTS)
        if first.height != second.height:
            self.differing += abs(first.height - second.height)
            return
        self.differing += sum(first[name].ne_missing(second[name]).sum() for name in RESULTS)


def count_random_cells(wanted: int) -> int:
    """Compare at least so many cells and print how many; returns how many differ."""
    tally = _Tally()

    @seed(20261123)
    @settings(
        max_examples=3_000,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(condition, condition, money)
    def judge(test: str, when: str, amount: str) -> None:
        if tally.cells < wanted:
            _judge(tally, test, when, amount)

    judge()
    engines = "Polars, DuckDB" + (", PostgreSQL" if "DATABASE_URL" in os.environ else "")
    print(f"\n{tally.laws} random laws, {len(DAYS)} months, unknown facts, state; {engines}, ", end="")
    print(f"{tally.explained:,} explanations")
    print(f"{tally.cells:,} cells compared, {tally.differing} differing")
    return tally.differing


def _judge(tally: _Tally, test: str, when: str, amount: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place)).policy(POLICY + LAW.format(test=test, when=when, amount=amount) + STATE)
        try:
            rulebook = folder.load()
        except RulebookError:
            return
    tally.laws += 1
    people = _people(rulebook, tally.laws)
    known = Known.of(people.lazy(), people.columns) if tally.laws % 2 else None
    first = evaluate_months(rulebook, "allowance", people.lazy(), DAYS).collect().sort("person", "month")
    with duckdb.connect() as base, tempfile.TemporaryDirectory() as place:
        people.write_parquet(f"{place}/people.parquet")
        query = months_sql(rulebook, "allowance", DAYS, f"read_parquet('{place}/people.parquet')", DUCKDB, known=known)
        base.execute(f"COPY ({query}) TO '{place}/answers.parquet' (FORMAT parquet)")
        tally.add(first, pl.read_parquet(f"{place}/answers.parquet"))
    if "DATABASE_URL" in os.environ:
        tally.add(first, _by_postgresql(rulebook, people, known))
    _explain(tally, rulebook, people, first)


def _people(rulebook: Rulebook, number: int) -> pl.DataFrame:
    """Columns as the policy wants them, a twentieth of each unknown; in every third law some columns are complete."""
    person = pl.int_range(PEOPLE, dtype=pl.Int64, eager=True).alias("person")
    columns, policy = [person], rulebook.policies["allowance"]
    codes = codes_of(rulebook.vocabulary)
    for place, (name, kind) in enumerate(Snapshot.of(policy).schema.items()):
        declared = policy.declaration(name).kind
        drawn = person.hash(1_000 * number + place)
        below = FACTS[declared.name] if declared.unit != "fen" else 400_000
        column = (drawn % below).cast(pl.Int64)
        if declared.name == "enum":
            members = [codes[member] for member in rulebook.vocabulary.enums[declared.enum]]
            column = (drawn % len(members)).cast(pl.Int64) + min(members)
        elif declared.name == "date":
            column = (column + 18_000).cast(pl.Int32)
        elif declared.name == "bool":
            column = column == 1
        elif declared.name == "months":
            column = drawn % below | person.hash(7_000 * number + place) % below
        is_unknown = person.hash(5_000 * number + place) % 20 == 0
        mask = is_unknown if (number + place) % 3 else person < 0
        columns.append(column.cast(kind).set(mask, None).alias(name))
    return pl.DataFrame(columns)


def _by_postgresql(rulebook: Rulebook, people: pl.DataFrame, known: Known | None) -> pl.DataFrame:
    import psycopg

    from benchmarks.policy.engines import copy_in, copy_out

    with psycopg.connect(os.environ["DATABASE_URL"]) as base:
        base.execute("SET work_mem = '64MB'")
        copy_in(base, people)
        query = months_sql(rulebook, "allowance", DAYS, "bench_people", POSTGRESQL, known=known)
        base.execute(f"CREATE TEMP TABLE bench_answers AS {query}")
        found = copy_out(base)
        base.rollback()
    return found


def _explain(tally: _Tally, rulebook: Rulebook, people: pl.DataFrame, answers: pl.DataFrame) -> None:
    """Some people by the plain road, the first month alone: state has not moved yet."""
    names = {number: member for member, number in codes_of(rulebook.vocabulary).items()}
    verdicts = {verdict.value: number for verdict, number in VERDICTS.items()}
    last = DAYS[-1].year * 12 + DAYS[-1].month - 1
    for row in people.head(EXPLAINED).iter_rows(named=True):
        facts = {name: value for name, value in row.items() if name != "person" and value is not None}
        for name, value in facts.items():
            kind = rulebook.policies["allowance"].declaration(name).kind.name
            if kind == "enum":
                facts[name] = names[value]
            elif kind == "months":
                held = [last - back for back in range(64) if value >> back & 1]
                facts[name] = [f"{index // 12}-{index % 12 + 1:02d}" for index in held]
        found = explain(rulebook, "allowance", facts, DAYS[0], look_ahead_months=0)
        cell = answers.row(
            by_predicate=(pl.col("person") == row["person"]) & (pl.col("month") == DAYS[0].replace(day=1)), named=True
        )
        tally.explained += 1
        tally.cells += 2
        tally.differing += (cell["verdict"] != verdicts[found.verdict.value]) + (cell["amount_fen"] != found.amount_fen)
