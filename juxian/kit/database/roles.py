"""Who may do what inside the embedded database: one role owns and migrates, another serves the people."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import sql

OWNER = "juxian_owner"
APP = "juxian_app"
DATABASE = "juxian"


def ensure_roles(superuser: psycopg.Connection[Any], passwords: Mapping[str, str]) -> None:
    """Make both roles and the database, or bring them to these passwords. Running it again changes nothing else."""
    _ensure_role(superuser, OWNER, "CREATEDB", passwords[OWNER])
    _ensure_role(superuser, APP, "NOCREATEDB", passwords[APP])
    # The owner may act as the app (SET ROLE), so that a test can see with its eyes.
    superuser.execute(f"GRANT {APP} TO {OWNER}")
    if not superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        superuser.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    superuser.execute(f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC")
    superuser.execute(f"GRANT CONNECT ON DATABASE {DATABASE} TO {APP}")


def _ensure_role(superuser: psycopg.Connection[Any], name: str, right: str, password: str) -> None:
    exists = superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    statement = sql.SQL(
        "{verb} ROLE {name} LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS {right} PASSWORD {password}"
    )
    superuser.execute(
        statement.format(
            verb=sql.SQL("ALTER" if exists else "CREATE"),
            name=sql.Identifier(name),
            right=sql.SQL(right),
            password=sql.Literal(password),
        )
    )
