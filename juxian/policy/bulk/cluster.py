"""A population on a Spark cluster: one task a part of the snapshot, judged by the Polars kernel; or plain Spark SQL
where the executors have no Python. The parts are the files of `write_snapshot`, each person in exactly one, so nothing
is exchanged between tasks.

Needs pyspark (the extra `cluster`) and a Java runtime; nothing else of the platform does. The law travels as the files
of the rulebook, so that executors need no folder.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juxian.policy.bulk.frames import evaluate_months
from juxian.policy.bulk.snapshot import relevant
from juxian.policy.bulk.sql import SPARK, months_sql
from juxian.policy.bulk.storage import StoredSnapshot, scan
from juxian.policy.rulebook import Rulebook, rulebook_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def evaluate_on_cluster(
    spark: "SparkSession",
    rulebook: Rulebook,
    policy_id: str,
    snapshot: StoredSnapshot,
    days: Sequence[dt.date],
    answers: Path,
) -> tuple[Path, ...]:
    """Judge each part of a snapshot in a task of its own and write the answers of `evaluate_months` beside each other
    into `answers`, a folder that all executors reach as they reach the snapshot. Returns the files written."""
    answers.mkdir(parents=True, exist_ok=True)
    known = snapshot.known
    law = spark.sparkContext.broadcast(tuple(rulebook.files.items()))

    def judge(file: str) -> str:
        written = answers / Path(file).name
        people = scan([Path(file)])
        found = evaluate_months(_law(law.value), policy_id, people, days, anchor=snapshot.anchor, known=known)
        found.sink_parquet(written)
        return str(written)

    files = [str(file) for file in snapshot.files]
    found: list[str] = spark.sparkContext.parallelize(files, len(files)).map(judge).collect()
    return tuple(Path(file) for file in found)


@lru_cache(maxsize=4)
def _law(files: tuple[tuple[str, bytes], ...]) -> Rulebook:
    """Read once in each worker process."""
    return rulebook_of(dict(files))


def cluster_sql(
    spark: "SparkSession", rulebook: Rulebook, policy_id: str, snapshot: StoredSnapshot, days: Sequence[dt.date]
) -> "DataFrame":
    """The same as a lazy Spark frame: the law as one SELECT, for executors without Python."""
    people = spark.read.parquet(*(str(file) for file in snapshot.files))
    columns = relevant(rulebook.policies[policy_id], people.columns)
    signed = people.selectExpr("person", *(f"{_as_stored(people, name)} AS `{name}`" for name in columns))
    spark.conf.set("spark.sql.analyzer.maxIterations", "1000")  # one chained month is some six nested subselects
    spark.conf.set("spark.sql.optimizer.maxIterations", "1000")
    query = months_sql(
        rulebook, policy_id, days, "{people}", SPARK, columns, anchor=snapshot.anchor, known=snapshot.known
    )
    return spark.sql(query, people=signed)


def _as_stored(people: Any, name: str) -> str:
    """Spark reads an unsigned mask of 64 bits as a decimal; the same bits as a bigint are what the SQL shifts."""
    kind = dict(people.dtypes)[name]
    if not kind.startswith("decimal"):
        return f"`{name}`"
    return f"CAST(CASE WHEN `{name}` >= {1 << 63} THEN `{name}` - {1 << 64} ELSE `{name}` END AS bigint)"
