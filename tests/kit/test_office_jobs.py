"""The queue's page: what waits, what failed and why, what runs by the clock; and /healthz for probes."""

import asyncio
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from juxian.kit import health as health_module
from juxian.kit.job_failures import forget_failures, note_failure, reason_of
from juxian.kit.jobs import job
from juxian.kit.models import JobFailure
from juxian.kit.queue_state import queue_counts, timetable, workers
from juxian.kit.schedule import queue_due, schedule
from tests.cast import Cast, client_as

pytestmark = pytest.mark.django_db
PAGE = "/office/jobs/"
NUMBER = "350299199003078019"


@job(attempts=3)
def break_down(word: str) -> None:
    raise ValueError(word)


@pytest.fixture
def admin(cast: Cast):
    return client_as(cast.zheng.actor)


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def dead() -> int:
    """A dead letter, with the reason that a worker notes."""
    number = break_down.defer(word="x")
    context = SimpleNamespace(job=SimpleNamespace(id=number))
    with pytest.raises(ValueError, match="no such file"):
        note_failure(lambda: (_ for _ in ()).throw(ValueError(f"no such file for {NUMBER}")), context, None)
    run("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", number)
    run("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", number)
    return number


@pytest.mark.parametrize("name", ["zhou", "wu", "zhao", "huang"])
def test_only_the_system_administrator_gets_in(cast: Cast, dead, name):
    client = client_as(getattr(cast, name).actor)
    assert (client.get(PAGE).status_code, client.post(f"{PAGE}{dead}/retry/").status_code) == (403, 403)
    assert ProcrastinateJob.objects.get(pk=dead).status == "failed"


def test_a_dead_letter_shows_why_without_numbers_of_people(admin, dead):
    page = admin.get(PAGE).content.decode()
    assert "ValueError: no such file for ***" in page
    assert NUMBER not in page
    assert "break_down" in page


def test_a_dead_letter_is_put_back_and_the_officer_stays_on_the_page(admin, dead):
    assert admin.post(f"{PAGE}{dead}/retry/", {"next": f"{PAGE}?page=2"})["Location"] == f"{PAGE}?page=2"
    assert ProcrastinateJob.objects.get(pk=dead).status == "todo"
    again = admin.post(f"{PAGE}{dead}/retry/")
    assert (again.status_code, "不在失败列表里" in again.content.decode()) == (409, True)


def test_counts_are_by_state(dead):
    break_down.defer(word="y")
    assert queue_counts() == {"todo": 1, "doing": 0, "failed": 1, "succeeded": 0}


def test_the_timetable_says_when_each_job_ran_and_will_run(admin):
    now = timezone.now()
    assert all(line.last_at is None and line.next_at > now for line in timetable(schedule(), now))
    queue_due(schedule(), now)
    lines = timetable(schedule(), now)
    assert all(line.last_at <= now < line.next_at and line.state == "todo" for line in lines)
    page = admin.get(PAGE).content.decode()
    assert all(str(line.label) in page for line in schedule())


def test_a_worker_that_is_silent_is_said_to_be_silent(admin):
    assert "后台没有运行" in admin.get(PAGE).content.decode()
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes')")
    page = admin.get(PAGE).content.decode()
    assert ("运行中" in page, "没有心跳" in page, "后台没有运行" in page) == (True, True, False)


def test_workers_are_alive_while_their_heart_beats():
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '59 seconds')")
    assert [line.is_alive for line in workers()] == [True]
    run("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '61 seconds'")
    assert [line.is_alive for line in workers()] == [False]


def test_a_reason_is_short_and_names_its_place():
    try:
        raise ValueError("x" * 2000)
    except ValueError as error:
        reason = reason_of(error)
    assert len(reason) == 600
    assert "test_office_jobs.py:" in reason


def test_reasons_go_with_their_jobs(dead):
    assert forget_failures() == 0
    run("DELETE FROM procrastinate_jobs WHERE id = %s", dead)
    assert forget_failures() == 1
    assert not JobFailure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_notes_the_reason_of_each_of_three_attempts():
    break_down.defer(word="from a worker")

    async def work_once() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            async with worker_app.open_async():
                await worker_app.run_worker_async(
                    wait=False, task_middleware=[note_failure], install_signal_handlers=False
                )

    asyncio.run(work_once())
    assert ["ValueError: from a worker" in row.text for row in JobFailure.objects.all()] == [True] * 3
    assert queue_counts()["failed"] == 1


# --- /healthz


def test_healthz_is_ok_while_all_is_well(client):
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    answer = client.get("/healthz")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer.json() == {"status": "ok", "database": True, "worker": True, "disk": True}


def test_healthz_says_what_is_not_well_and_nothing_else(client):
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "degraded", "database": True, "worker": False, "disk": True}


def test_healthz_answers_without_a_database(client, monkeypatch):
    def refuse() -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(health_module.connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert "closed" not in answer.content.decode()


def test_healthz_sees_a_full_disk(client, monkeypatch):
    monkeypatch.setattr(health_module, "LEAST_FREE_BYTES", 10**18)
    assert client.get("/healthz").json()["disk"] is False


def test_healthz_is_read_only(client):
    assert client.post("/healthz").status_code == 405
