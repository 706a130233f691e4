"""The control of a money run: the same law, people and months through a second engine that shares no code with the
first below the tree of the law. Nothing is posted unless both agree to the fen, and in every reason."""

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from juxian.policy.bulk.frames import evaluate_months
from juxian.policy.bulk.snapshot import RESULTS, relevant
from juxian.policy.bulk.sql import DUCKDB, months_sql
from juxian.policy.rulebook import Rulebook

MOST_MEMORY = "2GB"  # of DuckDB; beyond it works on disk
FEW_ROWS = 200_000  # person-months below which planning a query takes longer than a better plan saves


class EnginesDiffer(Exception):
    """Two engines gave different answers. Says the first person, month and column in which they do."""

    def __init__(self, policy_id: str, differing: pl.DataFrame):
        first = differing.sort("person", "month").row(0, named=True)
        self.policy, self.person, self.month, self.count = policy_id, first["person"], first["month"], differing.height
        self.column = next(name for name in RESULTS if first[name] != first[f"{name}_second"])
        self.answers = (first[self.column], first[f"{self.column}_second"])
        super().__init__(
            f"两个引擎的结果不一致：政策 {policy_id}，人员 {self.person}，{self.month:%Y-%m}，{self.column} 为 "
            f"{self.answers[0]} 和 {self.answers[1]} (共 {self.count} 行不同)。"
            "没有记账，请把规则版本和快照交给开发人员查明。"
        )


def control(
    rulebook: Rulebook,
    policy_id: str,
    people: pl.LazyFrame,
    days: Sequence[dt.date],
    *,
    anchor: dt.date | None = None,
) -> pl.DataFrame:
    """Compute a money run twice, with Polars and with DuckDB, and return the answers of `evaluate_months` in order of
    person and month. Raises `EnginesDiffer` if a cell differs, and `ValueError` as `evaluate_months` does."""
    first = evaluate_months(rulebook, policy_id, people, days, anchor=anchor).collect(engine="streaming")
    with tempfile.TemporaryDirectory(prefix="juxian-control-") as folder:
        asked, answered = Path(folder) / "people.parquet", Path(folder) / "answers.parquet"
        columns = relevant(rulebook.policies[policy_id], people.collect_schema().names())
        people.select("person", *columns).sink_parquet(asked, compression="lz4")
        source = f"read_parquet('{asked}')"
        is_small = first.height < FEW_ROWS
        query = months_sql(rulebook, policy_id, days, source, DUCKDB, columns, anchor=anchor, is_small=is_small)
        with duckdb.connect() as base:
            base.execute(f"SET memory_limit = '{MOST_MEMORY}'; SET preserve_insertion_order = false")
            if is_small:
                base.execute("PRAGMA disable_optimizer")
            base.execute(f"COPY ({query}) TO '{answered}' (FORMAT parquet)")
        second = pl.read_parquet(answered)
    return agreed(policy_id, first, second)


def agreed(policy_id: str, first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    """The first answers in order of person and month, if the second are the same; else `EnginesDiffer`."""
    keys = ["person", "month"]
    both = first.join(second.cast({n: first.schema[n] for n in RESULTS}), on=keys, how="full", suffix="_second")
    both = both.with_columns(pl.coalesce(key, f"{key}_second").alias(key) for key in keys)
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_second")) for name in RESULTS)
    differing = both.filter(differs)
    if differing.height:
        raise EnginesDiffer(policy_id, differing)
    return first.sort(keys)
