"""A worker is killed without a word: nothing is lost and nothing happens twice. Without the sweeper, jobs are lost."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.kit.killing import PROGRAM, count_effect

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
JOBS, KILLS, PATIENCE_SECONDS = 16, 2, 60
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def probe() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE probe_effect (number int, keyed boolean)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE probe_effect")


def start_worker(*, sweep: bool) -> subprocess.Popen:
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "juxian.config.settings.test"}
    command = [sys.executable, "-c", PROGRAM.format(sweep=sweep)]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)


def states() -> Counter:
    return Counter(ProcrastinateJob.objects.values_list("status", flat=True))


def effects(keyed: bool) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM probe_effect WHERE keyed = %s", [keyed])
        return cursor.fetchone()[0]


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"waited too long: {states()}"
        time.sleep(0.02)


def kill_workers(*, sweep: bool) -> None:
    """Start a worker and kill it with jobs in its hands, several times over."""
    for kill in range(1, KILLS + 1):
        before = effects(keyed=False)
        worker = start_worker(sweep=sweep)
        try:
            wait_for(lambda before=before: effects(keyed=False) >= before + 2 and states()["doing"] > 0)
        finally:
            worker.kill()
            worker.wait()
        assert states()["doing"] > 0, f"kill {kill} found nothing in hand"


def run_until(condition: Callable[[], bool], *, sweep: bool) -> None:
    worker = start_worker(sweep=sweep)
    try:
        wait_for(condition)
    finally:
        worker.terminate()
        worker.wait(20)


def test_killed_workers_lose_no_job_and_each_keyed_effect_happens_once():
    for number in range(JOBS):
        count_effect.defer(number=number)
    kill_workers(sweep=True)
    run_until(lambda: states()["succeeded"] == JOBS, sweep=True)
    assert effects(keyed=True) == JOBS
    assert effects(keyed=False) > JOBS, "the negative control: an effect without a key happens again"


def test_without_the_sweeper_jobs_stay_in_dead_hands():
    for number in range(JOBS):
        count_effect.defer(number=number)
    kill_workers(sweep=False)
    lost = states()["doing"]
    run_until(lambda: states()["succeeded"] == JOBS - lost, sweep=False)
    time.sleep(3)
    assert states() == {"succeeded": JOBS - lost, "doing": lost}
