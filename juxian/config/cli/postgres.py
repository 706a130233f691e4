"""pg_dump and pg_restore, and the owner's way into the database. No Django."""

import os
import subprocess
from pathlib import Path
from typing import Any

import psycopg

from juxian.config.cli.ground import CommandError, var_dir
from juxian.kit.database.binaries import find_binaries
from juxian.kit.database.settings import database_settings

MAINTENANCE = "postgres"


def owner_place() -> dict[str, Any]:
    """Name, user, password, host and port of the database, as the role that owns it."""
    return database_settings(var_dir(), role="owner")


def connect(database: str) -> psycopg.Connection[Any]:
    """Open a connection as the owner, each statement for itself."""
    place = owner_place()
    words = {"host": place["HOST"], "port": place["PORT"], "user": place["USER"], "password": place["PASSWORD"]}
    return psycopg.connect(dbname=database, autocommit=True, **words)


def run_client(program: str, *options: str) -> None:
    """Run a client program of PostgreSQL. The password goes by the environment, where `ps` does not show it."""
    place = owner_place()
    own = {"PGHOST": place["HOST"], "PGPORT": place["PORT"], "PGUSER": place["USER"], "PGPASSWORD": place["PASSWORD"]}
    path: Path = find_binaries() / program
    done = subprocess.run(
        [str(path), *options], env={**os.environ, **own, "LC_ALL": "C"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(f"{program} failed, and nothing was changed: {done.stderr.strip()[-1500:]}")
