"""A whole population at once: the same closed trees as for one person, as Polars expressions or as SQL text.

* `evaluate_population(rulebook, policy_id, people, on)`: a lazy Polars frame with one column a fact in, verdict,
  amount and one bit a clause out.
* `evaluate_months(rulebook, policy_id, people, days)`: the same for several months, one row a person and month, with
  `state.months_received` carried from month to month; `evaluate_window` gives one row a person instead.
* `population_sql`, `months_sql`: the same as one SELECT for PostgreSQL, DuckDB or Spark.
* `control(rulebook, policy_id, people, days)`: a money run by two engines; raises `EnginesDiffer` unless they agree.
* `Snapshot`: how facts become columns. `write_snapshot`, `read_snapshot`: kept as Parquet under a hash of the content.

No back end differs from `explain` in a cell; `tests/policy/test_bulk.py` holds them to it over random law and people.
"""

from juxian.policy.bulk.answers import CLAUSE_VERDICTS, VERDICTS, clause_verdicts
from juxian.policy.bulk.control import EnginesDiffer, control
from juxian.policy.bulk.frames import evaluate_months, evaluate_population, evaluate_window
from juxian.policy.bulk.known import Known
from juxian.policy.bulk.snapshot import RESULTS, Snapshot, column_type, encode
from juxian.policy.bulk.sql import DUCKDB, POSTGRESQL, SPARK, months_sql, population_sql
from juxian.policy.bulk.storage import StoredSnapshot, read_snapshot, write_snapshot

__all__ = [
    "CLAUSE_VERDICTS",
    "DUCKDB",
    "POSTGRESQL",
    "RESULTS",
    "SPARK",
    "VERDICTS",
    "EnginesDiffer",
    "Known",
    "Snapshot",
    "StoredSnapshot",
    "clause_verdicts",
    "column_type",
    "control",
    "encode",
    "evaluate_months",
    "evaluate_population",
    "evaluate_window",
    "months_sql",
    "population_sql",
    "read_snapshot",
    "write_snapshot",
]
