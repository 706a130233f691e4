"""The ground of every test: a frozen Wednesday, real PostgreSQL, no network, warnings are errors."""

import datetime as dt
import gc
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation
from pytest_django.plugin import blocking_manager_key

from tests.emptying import statements_to_empty
from tests.migrated import migrated_template
from tests.scenes import Scenes, in_order_of_scenes, scenes_of

FROZEN = dt.datetime(2025, 3, 12, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
SCENES = Scenes(FROZEN)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--commits",
        choices=["no", "only"],
        help="leave out the tests that commit, or run these alone: they wait for every transaction of their server, and "
        "kept scenes hold one open",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """pytest-django puts transactional tests behind the others; there the slow ones begin, so that none begins last
    and keeps one worker busy while the other has nothing left. Tests of a file that share scenes stand together."""
    wanted = config.getoption("commits")
    if wanted:
        items[:] = [item for item in items if _is_transactional(item) is (wanted == "only")]
    first = next((place for place, item in enumerate(items) if _is_transactional(item)), len(items))
    items[:first] = in_order_of_scenes(items[:first])
    items[first:] = sorted(items[first:], key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the collector need not walk over it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_unconfigure() -> None:
    gc.unfreeze()  # libraries that count what is left at the end would call it leaked


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A file begins on an empty stage: fixtures of a whole file must not be built inside kept scenes."""
    if SCENES.file != item.path:
        with item.config.stash[blocking_manager_key].unblock():
            SCENES.take_away()
        SCENES.file = item.path


def _drop_by_force(creation: BaseDatabaseCreation, name: str, verbosity: int) -> None:
    """Servers of browser tests ran in threads and programs; what one of them left open must not keep the database.

    Not `WITH (FORCE)`: that also asks to end the server's own cleaner, which an ordinary role may not; a plain DROP
    sends the cleaner away by itself."""
    with creation._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
            [name],
        )
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


BaseDatabaseCreation._destroy_test_db = _drop_by_force  # type: ignore[method-assign]


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and marker.kwargs.get("transaction")))


@pytest.fixture(autouse=True)
def frozen_time(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller | None]:
    """Wednesday 2025-03-12, 10:00 in Xiamen. Browsers and races live in real time."""
    if request.node.get_closest_marker("browser") or request.node.get_closest_marker("race"):
        yield None
        return
    with time_machine.travel(FROZEN, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: Any) -> None:
    """Every worker's database is a copy of a migrated one."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Transactional tests empty every table afterwards; the record would refuse, and note it for each watched table.

    Emptied tables are as they were after the migrations: what follows a migration need not be done again, each time."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname IN ('audit_keep_table', 'audit_table_emptied')"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    flush = "django.core.management.commands.flush"
    with patch(f"{flush}.emit_post_migrate_signal"), patch(f"{flush}.sql_flush", statements_to_empty):
        yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        SCENES.take_away()


@pytest.fixture(autouse=True)
def scenes(request: pytest.FixtureRequest, django_db_blocker: Any) -> Scenes:
    """The scenes that this test needs are on stage, and no others."""
    alone = _is_transactional(request.node) or "own_keys" in request.node.fixturenames  # kept rows have others' keys
    wanted = [] if alone else scenes_of(request.node)
    if wanted:
        request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        SCENES.put_on(wanted)
    return SCENES


@pytest.fixture
def _django_db_helper(scenes: Scenes, _django_db_helper: None) -> None:
    """A test's own savepoint stands on its scenes."""


@pytest.fixture(autouse=True)
def empty_queue(request: pytest.FixtureRequest) -> Iterator[None]:
    """Django empties its own tables after a transactional test, but the queue's are none of its own."""
    if not _is_transactional(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_events, procrastinate_periodic_defers"
        )
