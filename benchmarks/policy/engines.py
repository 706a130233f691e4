"""Our back ends under the same clock. Each judges the stored parts one by one, in memory.

A back end is a function of (rulebook, policy id, snapshot, days). For each part it yields a pair: a call to be
measured, and a call that returns the answers as rows of `evaluate_months`, for the comparison.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from juxian.policy import Rulebook
from juxian.policy.bulk import (
    DUCKDB,
    POSTGRESQL,
    RESULTS,
    StoredSnapshot,
    evaluate_months,
    evaluate_window,
    months_sql,
)

Job = tuple[Callable[[], Any], Callable[[], pl.DataFrame]]


def by_polars(rulebook: Rulebook, policy: str, snapshot: StoredSnapshot, days: Sequence[dt.date]) -> Iterator[Job]:
    for file in snapshot.files:
        people = pl.read_parquet(file)

        def judge(people: pl.DataFrame = people) -> pl.DataFrame:
            wide = evaluate_window(rulebook, policy, people.lazy(), days, anchor=snapshot.anchor, known=snapshot.known)
            return wide.select("person", pl.selectors.contains("@")).collect(engine="streaming")

        def answers(people: pl.DataFrame = people) -> pl.DataFrame:
            return evaluate_months(rulebook, policy, people.lazy(), days, anchor=snapshot.anchor).collect()

        yield judge, answers


def by_duckdb(rulebook: Rulebook, policy: str, snapshot: StoredSnapshot, days: Sequence[dt.date]) -> Iterator[Job]:
    import duckdb

    query = months_sql(rulebook, policy, days, "people", DUCKDB, anchor=snapshot.anchor, known=snapshot.known)
    for file in snapshot.files:
        base = duckdb.connect()
        base.execute("SET memory_limit = '3GB'; SET threads = 2; SET preserve_insertion_order = false")
        base.execute(f"CREATE TABLE people AS SELECT * FROM read_parquet('{file}')")
        out = file.with_suffix(".duckdb.parquet")

        def answers(base: Any = base, out: Path = out) -> pl.DataFrame:
            base.execute(f"COPY answers TO '{out}' (FORMAT parquet)")
            return pl.read_parquet(out)

        yield lambda base=base: base.execute(f"CREATE OR REPLACE TABLE answers AS {query}"), answers
        base.close()


def by_postgresql(rulebook: Rulebook, policy: str, snapshot: StoredSnapshot, days: Sequence[dt.date]) -> Iterator[Job]:
    import psycopg

    query = months_sql(rulebook, policy, days, "bench_people", POSTGRESQL, anchor=snapshot.anchor, known=snapshot.known)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as base:
        base.execute("SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '256MB'")
        os.environ["BENCH_SERVER_PID"] = str(base.info.backend_pid)
        for file in snapshot.files:
            copy_in(base, pl.read_parquet(file))

            def judge() -> None:
                base.execute("DROP TABLE IF EXISTS bench_answers")
                base.execute(f"CREATE TEMP TABLE bench_answers AS {query}")

            def answers() -> pl.DataFrame:
                return copy_out(base)

            yield judge, answers


def copy_out(base: Any) -> pl.DataFrame:
    """The rows of `bench_answers`."""
    listed = ", ".join(("person", "month", *RESULTS))
    with base.cursor().copy(f"COPY (SELECT {listed} FROM bench_answers) TO STDOUT (FORMAT csv)") as copy:
        text = b"".join(bytes(block) for block in copy)
    kinds = {"person": pl.Int64, "month": pl.Date} | dict.fromkeys(RESULTS, pl.Int64)
    return pl.read_csv(text, has_header=False, schema=kinds)


def copy_in(base: Any, people: pl.DataFrame) -> None:
    """The people as the temporary table `bench_people`; masks as the signed numbers that PostgreSQL keeps."""
    types = {pl.Boolean: "boolean", pl.Int64: "bigint", pl.Date: "date", pl.UInt16: "int", pl.UInt64: "bigint"}
    columns = ", ".join(f'"{name}" {types[kind]}' for name, kind in people.schema.items())
    base.execute("DROP TABLE IF EXISTS bench_people")
    base.execute(f"CREATE TEMP TABLE bench_people ({columns})")
    signed = people.with_columns(pl.selectors.by_dtype(pl.UInt64).reinterpret(signed=True))
    with base.cursor().copy("COPY bench_people FROM STDIN (FORMAT csv)") as copy:
        copy.write(signed.write_csv(include_header=False))
    base.execute("ANALYZE bench_people")


def by_spark(rulebook: Rulebook, policy: str, snapshot: StoredSnapshot, days: Sequence[dt.date]) -> Iterator[Job]:
    """One job for all parts, each a task with the Polars kernel, files in and files out."""
    from juxian.policy.bulk.cluster import evaluate_on_cluster

    spark, out = _session(), snapshot.folder / "answers.spark"
    shutil.rmtree(out, ignore_errors=True)
    yield (
        lambda: evaluate_on_cluster(spark, rulebook, policy, snapshot, days, out),
        lambda: pl.read_parquet(out / "*.parquet"),
    )


def by_spark_sql(rulebook: Rulebook, policy: str, snapshot: StoredSnapshot, days: Sequence[dt.date]) -> Iterator[Job]:
    """The law as Spark SQL, without Python in the executors."""
    from juxian.policy.bulk.cluster import cluster_sql

    spark, out = _session(), snapshot.folder / "answers.sparksql"
    yield (
        lambda: cluster_sql(spark, rulebook, policy, snapshot, days).write.mode("overwrite").parquet(str(out)),
        lambda: pl.read_parquet(out / "*.parquet"),
    )


def _session() -> Any:
    from pyspark.sql import SparkSession

    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    return session.config("spark.driver.memory", "2g").config("spark.sql.session.timeZone", "UTC").getOrCreate()


ENGINES = {
    "polars": by_polars,
    "duckdb": by_duckdb,
    "postgresql": by_postgresql,
    "spark": by_spark,
    "spark sql": by_spark_sql,
}
