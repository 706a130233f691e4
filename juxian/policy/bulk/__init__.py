"""A whole population at once: the same closed trees as for one person, as Polars expressions or as SQL text.

* `evaluate_population(rulebook, policy_id, people, on)`: a lazy Polars frame with one column a fact in, verdict,
  amount and one bit a clause out.
* `population_sql(rulebook, policy_id, on, table, dialect)`: the same as one SELECT for PostgreSQL or DuckDB.
* `Snapshot`: how facts become columns; both read the same.

No back end differs from `explain` in a cell; `tests/policy/test_bulk.py` holds them to it over random law and people.
"""

from juxian.policy.bulk.answers import CLAUSE_VERDICTS, VERDICTS, clause_verdicts
from juxian.policy.bulk.frames import evaluate_population
from juxian.policy.bulk.snapshot import Snapshot, column_type, encode
from juxian.policy.bulk.sql import DUCKDB, POSTGRESQL, population_sql

__all__ = [
    "CLAUSE_VERDICTS",
    "DUCKDB",
    "POSTGRESQL",
    "VERDICTS",
    "Snapshot",
    "clause_verdicts",
    "column_type",
    "encode",
    "evaluate_population",
    "population_sql",
]
