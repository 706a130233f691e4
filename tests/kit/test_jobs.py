"""Jobs: queued with the caller's transaction, run in order, and never lost."""

import datetime as dt
import inspect
from uuid import uuid4

import pytest
from croniter import croniter
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from juxian.kit.access import ROLES, Actor, Audience, Role
from juxian.kit.dead_letters import failed_jobs, retry_failed_job
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.jobs import forget_finished_jobs, job
from juxian.kit.models import AuditEvent
from juxian.kit.permissions import Permission
from juxian.kit.schedule import Timed, queue_due, schedule
from tests.jobs import queued_jobs, run_jobs

pytestmark = pytest.mark.django_db
RAN: list[str] = []


@job()
def note(word: str) -> None:
    RAN.append(word)


@job()
def note_and_follow(word: str) -> None:
    RAN.append(word)
    note.defer(word=f"after {word}")


@job()
def note_nothing() -> None:
    RAN.append("nothing")


@job(queueing_lock="tests.note_alone")
def note_alone() -> None:
    RAN.append("alone")


@job()
def fail(word: str) -> None:
    raise ValueError(word)


@pytest.fixture(autouse=True)
def nothing_ran() -> None:
    RAN.clear()


def test_a_job_is_named_by_its_path():
    assert note.name == "tests.kit.test_jobs.note"
    assert note.name in app.tasks


def test_jobs_run_in_order_with_the_jobs_that_they_queue():
    note_and_follow.defer(word="one")
    note.defer(word="two")
    assert RAN == []
    run_jobs()
    assert RAN == ["one", "two", "after one"]
    assert run_jobs() == []


def test_a_rollback_takes_its_jobs_with_it():
    with transaction.atomic():
        note.defer(word="never")
        transaction.set_rollback(True)
    assert queued_jobs() == []


def test_a_job_for_later_waits_for_its_time(frozen_time):
    note.configure(schedule_at=timezone.now() + dt.timedelta(hours=1)).defer(word="late")
    run_jobs()
    assert RAN == []
    frozen_time.shift(dt.timedelta(hours=2))
    run_jobs()
    assert RAN == ["late"]


def test_a_failing_job_fails_the_test():
    fail.defer(word="broken")
    with pytest.raises(ValueError, match="broken"):
        run_jobs()


# --- by the clock


def test_every_timed_job_exists_and_needs_no_arguments():
    for line in schedule():
        task = app.tasks[line.job]
        assert not inspect.signature(task.func).parameters, line.job
        assert croniter.is_valid(line.cron)


@pytest.mark.parametrize(
    ("cron", "at", "latest"),
    [
        ("15 0 * * *", "2025-03-12 00:14", "2025-03-11 00:15"),
        ("15 0 * * *", "2025-03-12 00:15", "2025-03-12 00:15"),
        ("* * * * *", "2025-03-12 10:00", "2025-03-12 10:00"),
    ],
)
def test_cron_lines_are_in_local_time(cron, at, latest):
    instant = timezone.make_aware(dt.datetime.fromisoformat(at))
    assert timezone.localtime(Timed(cron, "x", "x").latest(instant)).strftime("%Y-%m-%d %H:%M") == latest


def test_an_occurrence_is_queued_once_however_many_workers_look():
    lines = [Timed("0 3 * * *", note_nothing.name, "x")]
    morning = timezone.make_aware(dt.datetime(2025, 3, 12, 3, 0))
    assert queue_due(lines, morning) == [note_nothing.name]
    assert queue_due(lines, morning + dt.timedelta(hours=20)) == []
    assert queue_due(lines, morning + dt.timedelta(hours=24)) == [note_nothing.name]
    assert len(queued_jobs(note_nothing.name)) == 2


def test_a_night_that_was_missed_is_made_up_for_once():
    lines = [Timed("0 3 * * *", note_nothing.name, "x")]
    queue_due(lines, timezone.make_aware(dt.datetime(2025, 3, 1, 3, 0)))
    queue_due(lines, timezone.make_aware(dt.datetime(2025, 3, 12, 10, 0)))
    run_jobs()
    assert RAN == ["nothing", "nothing"]


def test_a_worker_whose_clock_is_behind_queues_nothing_again():
    lines = [Timed("0 3 * * *", note_nothing.name, "x")]
    queue_due(lines, timezone.make_aware(dt.datetime(2025, 3, 12, 3, 0)))
    assert queue_due(lines, timezone.make_aware(dt.datetime(2025, 3, 12, 2, 59))) == []


def test_a_job_with_a_queueing_lock_waits_for_the_one_before():
    lines = [Timed("* * * * *", note_alone.name, "x")]
    now = timezone.now()
    queue_due(lines, now)
    assert queue_due(lines, now + dt.timedelta(minutes=1)) == []
    run_jobs()
    assert queue_due(lines, now + dt.timedelta(minutes=1)) == [note_alone.name]


def test_a_timed_job_that_does_not_exist_keeps_no_other_from_running(caplog):
    lines = [Timed("* * * * *", "gone.away", "x"), Timed("* * * * *", note_nothing.name, "x")]
    assert queue_due(lines, timezone.now()) == [note_nothing.name]
    assert "gone.away could not be queued" in caplog.text


# --- dead letters


@pytest.fixture
def administrator(monkeypatch) -> Actor:
    monkeypatch.setitem(ROLES, "tester", Role("tester", "测试", Audience.OFFICE, frozenset({Permission.RETRY_JOBS})))
    return Actor("tester", "管理员", person_id=uuid4(), user_id=uuid4())


def dead_letter() -> int:
    job_id = note.defer(word="again")
    for status in ("doing", "failed"):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job_id])
    return job_id


def test_a_failed_job_stands_in_the_list_and_can_be_run_again(administrator):
    job_id = dead_letter()
    assert [(row.pk, row.failed_at is not None) for row in failed_jobs()] == [(job_id, True)]
    run_jobs()
    assert RAN == []
    retry_failed_job(job_id, by=administrator)
    run_jobs()
    assert RAN == ["again"]
    assert not failed_jobs().exists()
    assert AuditEvent.objects.filter(kind="action", name="kit.retry_failed_job").exists()


def test_only_an_administrator_runs_it_again():
    with pytest.raises(PermissionDenied):
        retry_failed_job(dead_letter(), by=Actor("visitor"))


def test_a_job_that_did_not_fail_is_not_run_again(administrator):
    with pytest.raises(RuleBroken, match="不在失败列表"):
        retry_failed_job(note.defer(word="waiting"), by=administrator)


def test_finished_jobs_are_forgotten_after_a_month_and_failed_ones_are_kept():
    kept = dead_letter()
    note.defer(word="done")
    run_jobs()
    assert forget_finished_jobs(30) == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '31 days'")
    assert forget_finished_jobs(30) == 1
    assert [row.pk for row in ProcrastinateJob.objects.all()] == [kept]
