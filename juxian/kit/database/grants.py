"""What the role that serves people may do: read and write rows, never change tables, never rewrite the record."""

import os
from typing import Any

from django.apps import apps
from django.db import connections
from psycopg import sql

from juxian.kit.database.roles import APP

# Rows that nobody changes or deletes. A model joins by saying `append_only = True`.
APPEND_ONLY = {"audit_event"}
READ_ONLY = {"django_migrations", "django_content_type"}


def app_role() -> str:
    """The role's name; another server may call it otherwise."""
    return os.environ.get("JUXIAN_APP_ROLE", APP)


def append_only_tables() -> set[str]:
    """Tables whose rows stay as they were written."""
    return APPEND_ONLY | {model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)}


def grant_app_role(using: str = "default", **_signal: Any) -> None:
    """Give the app role its rights on every table there is. Runs after each migrate; running twice changes nothing.

    A server without that role (a city that works with one role) is left alone."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [app_role()])
        if cursor.fetchone() is None:
            return
        cursor.execute(sql.SQL("; ").join(_statements(connections[using].settings_dict["NAME"], _own_tables(cursor))))


def _own_tables(cursor: Any) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
    return [name for (name,) in cursor.fetchall()]


def _statements(database: str, tables: list[str]) -> list[sql.Composed]:
    role = sql.Identifier(app_role())
    wide = [
        "GRANT CONNECT ON DATABASE {database} TO {role}",
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        # What is made later starts with the smaller right, so the record is never open to change, not for a moment.
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    ]
    found = [sql.SQL(text).format(database=sql.Identifier(database), role=role) for text in wide]
    append_only = append_only_tables()
    for table in tables:
        names = {"table": sql.Identifier(table), "role": role, "rights": sql.SQL(_rights(table, append_only))}
        found.append(sql.SQL("REVOKE ALL ON {table} FROM {role}").format(**names))
        found.append(sql.SQL("GRANT {rights} ON {table} TO {role}").format(**names))
    return found


def _rights(table: str, append_only: set[str]) -> str:
    if table in READ_ONLY:
        return "SELECT"
    return "SELECT, INSERT" if table in append_only else "SELECT, INSERT, UPDATE, DELETE"
