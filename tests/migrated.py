"""A database with every migration, kept on the server, from which each worker's own is copied in a moment.

Migrating takes ten seconds of CPU, and every worker of every run needs a migrated database. Migrations that a copy lacks
still run on it, as do the steps after every migration (triggers of the record, rights of the app's role)."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.conf import settings
from django.db import connection

PREFIX = "juxian_migrated_"
MOST_KEPT = 3  # two checkouts may take turns on one server


def migrated_template() -> str:
    """Return the name of the database to copy; make it where this server has none of these very migrations."""
    name = PREFIX + _fingerprint()
    with _one_at_a_time() as cursor:
        if not _names(cursor, name):
            _make(cursor, name)
            for old in _names(cursor, f"{PREFIX}%")[MOST_KEPT:]:
                cursor.execute(f"DROP DATABASE IF EXISTS {old}")
    return name


def _fingerprint() -> str:
    """What a migrated database depends on: the migrations of every app, and the kit with its fields and triggers."""
    digest = hashlib.sha256()
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    for folder in [*folders, settings.BASE_DIR / "juxian" / "kit"]:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.sql")]):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[Any]:
    """A cursor on the server's own database; other workers wait until it is closed."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        yield cursor


def _names(cursor: Any, pattern: str) -> list[str]:
    """The databases that are there, the newest first."""
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [pattern])
    return [name for (name,) in cursor.fetchall()]


def _make(cursor: Any, name: str) -> None:
    """Migrate beside the final name and rename: what has the name is whole."""
    making = f"{name}_making"
    entry = connection.settings_dict
    with patch.dict(entry), patch.dict(entry["TEST"], {"NAME": making, "TEMPLATE": None}):
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
    cursor.execute(f"ALTER DATABASE {making} RENAME TO {name}")
