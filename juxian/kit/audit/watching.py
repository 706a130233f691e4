"""Triggers on the tables that decide rights or money: bulk updates and raw SQL leave a line as well.

A model says `audited = True`; columns whose values must not enter the record stand in `audited_by_name`. Binary columns
(everything encrypted is one) and fields with `audited_by_name = True` are written by name without being asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.db import connection, models

ROW_TRIGGER, TABLE_TRIGGER = "audit_row_change", "audit_table_emptied"


@dataclass(frozen=True)
class Watch:
    """A table whose every change is recorded. `by_name_only` are columns whose values are left out."""

    table: str
    subject_type: str
    key_column: str
    by_name_only: frozenset[str]

    @property
    def arguments(self) -> list[str]:
        return [self.subject_type, self.key_column, ",".join(sorted(self.by_name_only))]


WATCHES: dict[str, tuple[str, ...]] = {}


def watch(table: str, by_name_only: Iterable[str] = ()) -> None:
    """Record every change of a table that has no model of ours (a library's); call it in an `apps.ready`."""
    WATCHES[table] = tuple(by_name_only)


def install(**_signal: Any) -> None:
    """Bring functions, guards and triggers of the database in step with the models. Running twice changes nothing."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if not {"audit_event", "audit_seal"} <= tables:
            return
        cursor.execute(_sql("record"))
        present = _present_triggers(cursor)
        if ("audit_event", "audit_keep_table") not in present:
            cursor.execute(_sql("guards"))
        wanted = {watched.table: watched for watched in wanted_watches(cursor) if watched.table in tables}
        for (table, trigger), arguments in present.items():
            if trigger == ROW_TRIGGER and (table not in wanted or arguments != wanted[table].arguments):
                _drop(cursor, table)
        for table, watched in wanted.items():
            if present.get((table, ROW_TRIGGER)) != watched.arguments:
                _create(cursor, watched)


def wanted_watches(cursor: Any) -> list[Watch]:
    """What the models and `watch()` ask for."""
    audited = [model for model in apps.get_models() if getattr(model, "audited", False) and not model._meta.proxy]
    asked = [_watch_of(model, cursor) for model in audited]
    for table, columns in WATCHES.items():
        key = connection.introspection.get_primary_key_column(cursor, table) or "id"
        asked.append(Watch(table, table, key, _binary_columns(cursor, table) | frozenset(columns)))
    return asked


def _watch_of(model: type[models.Model], cursor: Any) -> Watch:
    meta = model._meta
    named = {meta.get_field(name).column for name in getattr(model, "audited_by_name", ())}  # type: ignore[union-attr]
    secret = {field.column for field in meta.concrete_fields if getattr(field, "audited_by_name", False)}
    key = meta.pk.column if meta.pk else "id"
    hidden = {str(column) for column in named | secret}
    return Watch(meta.db_table, meta.label, str(key), _binary_columns(cursor, meta.db_table) | hidden)


def _binary_columns(cursor: Any, table: str) -> frozenset[str]:
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND atttypid = 'bytea'::regtype "
        "AND NOT attisdropped",
        [connection.ops.quote_name(table)],
    )
    return frozenset(name for (name,) in cursor.fetchall())


def _present_triggers(cursor: Any) -> dict[tuple[str, str], list[str]]:
    """Return {(table, trigger): its arguments} of all triggers of the record."""
    cursor.execute(
        "SELECT relname, tgname, tgargs FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE tgname LIKE 'audit\\_%%' AND NOT tgisinternal AND pg_table_is_visible(pg_class.oid)"
    )
    return {(table, name): bytes(arguments).decode().split("\0")[:-1] for table, name, arguments in cursor.fetchall()}


def _create(cursor: Any, watched: Watch) -> None:
    table = connection.ops.quote_name(watched.table)
    arguments = ", ".join("'" + text.replace("'", "''") + "'" for text in watched.arguments)
    cursor.execute(
        f"CREATE TRIGGER {ROW_TRIGGER} AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {ROW_TRIGGER}({arguments});"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {ROW_TRIGGER};"
        f"CREATE TRIGGER {TABLE_TRIGGER} AFTER TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE_TRIGGER}({arguments});"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {TABLE_TRIGGER};"
    )


def _drop(cursor: Any, table: str) -> None:
    name = connection.ops.quote_name(table)
    cursor.execute(f"DROP TRIGGER IF EXISTS {ROW_TRIGGER} ON {name}; DROP TRIGGER IF EXISTS {TABLE_TRIGGER} ON {name};")


def _sql(name: str) -> str:
    return (files("juxian.kit.audit") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
