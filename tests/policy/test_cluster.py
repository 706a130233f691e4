"""The same policies on Spark, `local[2]`: each part of a snapshot a task with the Polars kernel, and as plain SQL."""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from juxian.policy.bulk import encode, evaluate_months, write_snapshot
from tests.policy.folder import POLICY, Folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs a Java runtime, and this machine has none"),
    pytest.mark.filterwarnings("ignore"),  # of Spark's own Python
]
DAYS = [dt.date(2024, 12, 31), dt.date(2025, 1, 31), dt.date(2025, 2, 28)]
LAW = """\
  ran: {zh: 保, en: insured, law: 二, if: "paid_run(insured_months, 2) or months_between(started_on, date) >= waited"}
  capped: {zh: 限, en: cap, law: 三, if: state.months_received < 3, when: level == CHIEF}
pays: monthly
amount: p.allowance.amount[level] + pay_fen // 2
state:
  months_received: {zh: 已领, en: received, unit: months}
"""


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install '.[cluster]'")
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.host", "127.0.0.1").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    yield session
    session.stop()


def person(number: int) -> dict[str, Any]:
    months = [f"2024-{month:02d}" for month in range(1, 13) if number >> (month % 5) & 1] + ["2025-01"] * (number % 2)
    facts: dict[str, Any] = {
        "is_open": number % 7 > 0,
        "level": ("senior", "chief")[number % 2],
        "insured_months": months,
        "started_on": dt.date(2024, 1 + number % 12, 1 + number % 28),
        "waited": number % 9,
        "pay_fen": number * 131 - 900,
        "state.months_received": number % 4,
    }
    missing = sorted(facts)[number % 10 : number % 10 + 1]  # a fact is unknown for most
    return {name: value for name, value in facts.items() if name not in missing}


def test_a_cluster_answers_as_one_machine(spark: Any, folder: Folder, tmp_path: Path) -> None:
    from juxian.policy.bulk.cluster import cluster_sql, evaluate_on_cluster

    rulebook = folder.policy(POLICY + LAW).load()
    people = encode(rulebook, "allowance", map(person, range(90)), DAYS[-1]).with_row_index("person")
    people = people.with_columns(pl.col("person").cast(pl.Int64))
    stored = write_snapshot(people, tmp_path / "snapshot", anchor=DAYS[-1], parts=3)
    expected = evaluate_months(rulebook, "allowance", people.lazy(), DAYS).collect().sort("person", "month")
    assert expected["verdict"].n_unique() == 3

    files = evaluate_on_cluster(spark, rulebook, "allowance", stored, DAYS, tmp_path / "answers")
    assert len(files) == 3
    assert pl.read_parquet(list(files)).sort("person", "month").equals(expected)

    cluster_sql(spark, rulebook, "allowance", stored, DAYS).write.parquet(str(tmp_path / "sql"))
    found = pl.read_parquet(tmp_path / "sql" / "*.parquet").cast(dict(expected.schema))
    assert found.sort("person", "month").equals(expected)
