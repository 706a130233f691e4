"""The postmaster is killed without a word, twenty times, while rows are inserted. A row whose insert was acknowledged is
there afterwards. Negative control: a client that acknowledges before the commit, which the same checker must catch."""

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from juxian.kit.database.embedded import Cluster
from juxian.kit.database.processes import wait_until

KILLS = 20
WRITERS = 4
pytestmark = [pytest.mark.race, pytest.mark.slow]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A durable cluster of its own: fsync on."""
    with tempfile.TemporaryDirectory(prefix="jx", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        cluster = Cluster(Path(folder) / "pg")
        cluster.start()
        yield cluster
        cluster.stop()


def test_no_acknowledged_row_is_lost_in_twenty_kills(cluster):
    promised, lost = kill_under_load(cluster, insert_and_then_promise, kills=KILLS)
    assert promised > KILLS * WRITERS, "the load was too small to show anything"
    assert lost == set()


def test_a_client_that_promises_before_the_commit_is_caught(cluster):
    promised, lost = kill_under_load(cluster, promise_and_then_commit, kills=3)
    assert promised
    assert lost


def kill_under_load(cluster: Cluster, writer: Callable[..., None], *, kills: int) -> tuple[int, set[int]]:
    """Return how many rows were promised, and those of them that are not there in the end."""
    with psycopg.connect(cluster.url()) as connection:
        connection.execute("CREATE TABLE promise (id bigint PRIMARY KEY)")
    promised: set[int] = set()
    for turn in range(kills):
        writers = [
            threading.Thread(target=writer, args=(cluster.url(), (turn * WRITERS + number) * 1_000_000, promised))
            for number in range(WRITERS)
        ]
        before = len(promised)
        for thread in writers:
            thread.start()
        assert wait_until(lambda before=before: len(promised) >= before + 20 * WRITERS, 30)
        time.sleep(0.013 * (turn % 7))  # strike at another moment each time
        kill_and_start_again(cluster)
        for thread in writers:
            thread.join(30)
    with psycopg.connect(cluster.url()) as connection:
        found = {row[0] for row in connection.execute("SELECT id FROM promise")}
    return len(promised), promised - found


def insert_and_then_promise(url: str, first: int, promised: set[int]) -> None:
    """Insert one row a transaction until the server dies; note each that was acknowledged."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            for row in range(first, first + 1_000_000):
                connection.execute("INSERT INTO promise VALUES (%s)", [row])
                promised.add(row)
    except psycopg.OperationalError:
        return


def promise_and_then_commit(url: str, first: int, promised: set[int]) -> None:
    """The mistake: note each row as safe once inserted, and commit every fifty."""
    try:
        with psycopg.connect(url) as connection:
            for row in range(first, first + 1_000_000):
                connection.execute("INSERT INTO promise VALUES (%s)", [row])
                promised.add(row)
                if row % 50 == 49:
                    connection.commit()
    except psycopg.OperationalError:
        return


def kill_and_start_again(cluster: Cluster) -> None:
    os.kill(cluster.postmaster, signal.SIGKILL)
    assert wait_until(lambda: cluster.postmaster is None, 10)
    assert cluster.start() is True
