"""Emptying the database after a transactional test: only what the test wrote.

TRUNCATE of a hundred tables takes 0.2 seconds of CPU however empty they are; deleting the few rows of a test takes a
tenth of that. Foreign keys are looked at when the transaction ends, so the order does not matter."""

from typing import Any

from django.core.management.sql import sql_flush

RECORD = ("audit_event", "audit_seal")  # they let nothing be deleted, and each deletion adds a line
MOST_LINES = 2_000  # of the record; a test that wrote more than that has too many rows to delete one by one
GUARDED = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
    WHERE NOT tgisinternal AND tgtype & 8 <> 0 AND (tgname NOT LIKE 'audit\\_%' OR tgname = 'audit_keep_rows')
"""


def statements_to_empty(style: Any, connection: Any, **options: Any) -> list[str]:
    """Stand in for `sql_flush`: delete where that is little, else do as Django does."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        filled = _filled(cursor, tables)
        if not filled:
            return []
        if _has_much(cursor) or filled.difference(RECORD) & _guarded(cursor):
            return sql_flush(style, connection, **options)
    emptied = [f"DELETE FROM {table}" for table in sorted(filled.difference(RECORD))]
    return [*emptied, f"TRUNCATE {', '.join(RECORD)}"]


def _filled(cursor: Any, tables: list[str]) -> set[str]:
    """The tables in which there is a row."""
    cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables))
    return {name for (name,) in cursor.fetchall()}


def _has_much(cursor: Any) -> bool:
    cursor.execute("SELECT count(*) FROM (SELECT FROM audit_event LIMIT %s) AS lines", [MOST_LINES])
    return cursor.fetchone() == (MOST_LINES,)


def _guarded(cursor: Any) -> set[str]:
    """Tables with triggers of their own on a deletion: they may refuse it."""
    cursor.execute(GUARDED)
    return {name for (name,) in cursor.fetchall()}
