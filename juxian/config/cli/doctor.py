"""`juxian doctor`: what runs, which versions, and what is wrong. It changes and starts nothing."""

import argparse
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.metadata import version

from juxian.config.cli.ground import choose_settings, set_up_django, var_dir
from juxian.config.cli.libraries import STAMP
from juxian.config.cli.running import running

LEAST_FREE_GB = 2
Finding = tuple[bool, str, str]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    """Print one line a finding; end with 1 where something needs a hand."""
    argparse.ArgumentParser(prog="juxian doctor", description=__doc__).parse_args(arguments)
    choose_settings()
    findings = [finding for check in CHECKS for finding in check()]
    for well, name, text in findings:
        print(f"{'ok ' if well else '!! '} {name:<12} {text}")
    return 0 if all(well for well, *_ in findings) else 1


def versions() -> Iterator[Finding]:
    """The program and what it stands on."""
    names = ("Django", "psycopg", "procrastinate", "uvicorn")
    rest = ", ".join(f"{name} {version(name)}" for name in names)
    yield True, "versions", f"Juxian {version('juxian')}, Python {platform.python_version()}, {rest}"
    yield True, "settings", os.environ["DJANGO_SETTINGS_MODULE"]


def processes() -> Iterator[Finding]:
    """Whether `serve` runs here; not running is no fault."""
    serving = running()
    yield True, "serve", f"process {serving['pid']}, port {serving['port']}" if serving else "does not run"


def disk() -> Iterator[Finding]:
    """Room for the database to grow."""
    place = next(folder for folder in [var_dir(), *var_dir().absolute().parents] if folder.exists())
    free = shutil.disk_usage(place).free / 1e9
    yield free > LEAST_FREE_GB, "disk", f"{free:.1f} GB free at {place}"


def database() -> Iterator[Finding]:
    """The server, the role, the tables, the queue; the first trouble hides the rest."""
    set_up_django()
    from django.db import OperationalError, ProgrammingError, connection

    try:
        with connection.cursor() as cursor:
            for check in (_server, _role, _migrations, _queue):
                yield from check(cursor)
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().split("\n")[0]
        yield False, "database", f"does not answer ({reason}). `juxian serve` or `juxian database start` starts it."


def _server(cursor: object) -> Iterator[Finding]:
    row = _one(cursor, "SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))")
    yield True, "database", f"PostgreSQL {row[0]}, {row[1]}"
    fsync, checksums = _one(cursor, "SELECT current_setting('fsync'), current_setting('data_checksums')")
    yield fsync == "on", "durability", f"fsync {fsync}, checksums {checksums}"


def _role(cursor: object) -> Iterator[Finding]:
    name, powerful = _one(cursor, "SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user")
    yield not powerful, "role", f"{name}{' is a superuser: name another in DATABASE_URL' if powerful else ''}"


def _migrations(_cursor: object) -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield (
        pending == 0,
        "tables",
        f"{pending} migrations wait: `juxian migrate`" if pending else "as this version wants them",
    )


def _queue(cursor: object) -> Iterator[Finding]:
    todo, doing, failed = _one(
        cursor,
        "SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'), "
        "count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs",
    )
    yield failed == 0, "queue", f"{todo} waiting, {doing} running, {failed} failed for good"


def _one(cursor: object, statement: str) -> tuple:
    cursor.execute(statement)  # type: ignore[attr-defined]
    return cursor.fetchone()  # type: ignore[attr-defined]


def machine() -> Iterator[Finding]:
    """What pages and browser tests want."""
    yield STAMP.exists(), "libraries", "installed" if STAMP.exists() else "missing: `juxian libraries`"
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    yield True, "chromium", browser or "none (only browser tests want it)"
    listing = ["fc-list", ":lang=zh", "family"]
    fonts = (
        subprocess.run(listing, capture_output=True, text=True, check=False).stdout if shutil.which("fc-list") else ""
    )
    yield True, "fonts", f"{len(fonts.splitlines())} Chinese fonts in the system; documents use their own"


CHECKS: list[Callable[[], Iterator[Finding]]] = [versions, processes, disk, database, machine]
