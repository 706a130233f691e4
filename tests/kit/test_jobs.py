"""Jobs: queued with the caller's transaction, run in order, and never lost."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from juxian.kit.jobs import job
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
    with pytest.raises(ValueError, match="stop"), transaction.atomic():
        note.defer(word="never")
        raise ValueError("stop")
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
