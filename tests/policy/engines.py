"""The engines under test: a frame goes in, a query or a plan runs, rows come out."""

from typing import Any

import duckdb
import polars as pl
from django.db import connection, transaction

SQL_TYPES = {
    pl.Boolean: "boolean",
    pl.Int64: "bigint",
    pl.Date: "date",
    pl.UInt16: "integer",
    pl.String: "text",
    pl.UInt64: "bigint",
}


def run_in_duckdb(frame: pl.DataFrame, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query over the table `people`, whose column `person` is the number of the row."""
    with duckdb.connect() as base:
        types = {pl.UInt64: "ubigint"}
        columns = ", ".join(f'"{name}" {types.get(kind, SQL_TYPES[kind])}' for name, kind in frame.schema.items())
        base.execute(f"CREATE TABLE people (person integer, {columns})")
        marks = ", ".join("?" for _one in range(frame.width + 1))
        base.executemany(f"INSERT INTO people VALUES ({marks})", [[n, *row] for n, row in enumerate(frame.rows())])
        return base.execute(query).fetchall()


def run_in_postgresql(frame: pl.DataFrame, query: str) -> list[tuple[Any, ...]]:
    """The same over the temporary table `bulk_people`."""
    columns = ", ".join(f'"{name}" {SQL_TYPES[kind]}' for name, kind in frame.schema.items())
    marks = ", ".join("%s" for _one in range(frame.width + 1))
    rows = [[n, *map(signed, row)] for n, row in enumerate(frame.rows())]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bulk_people")
        cursor.execute(f"CREATE TEMP TABLE bulk_people (person integer, {columns})")
        cursor.executemany(f"INSERT INTO bulk_people VALUES ({marks})", rows)
        cursor.execute(query.replace("%", "%%"), [])
        return cursor.fetchall()


def signed(value: Any) -> Any:
    """A mask of 64 bits as the signed number that PostgreSQL keeps."""
    return value - 2**64 if isinstance(value, int) and value >= 2**63 else value


def judged(frame: pl.DataFrame) -> list[str]:
    return [name.removeprefix("judged.") for name in frame.columns if name.startswith("judged.")]
