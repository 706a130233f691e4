"""Running queued jobs inside a test's own transaction: no worker, no thread, no waiting."""

from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from juxian.kit import clock

FAR_TOO_MANY = 5_000


def run_jobs() -> list[str]:
    """Run every job that is due, oldest first, with the jobs they queue, and return their names.

    A job whose time has not come (by the test's clock) waits. A job that raises fails the test with its own error.
    """
    done: list[str] = []
    while (job := _next_job()) is not None:
        if len(done) >= FAR_TOO_MANY:
            raise AssertionError(f"jobs keep queueing jobs, lately {job.task_name}")
        _run(job)
        done.append(job.task_name)
    return done


def queued_jobs(task_name: str = "") -> list[dict[str, Any]]:
    """Return the arguments of the jobs that wait, whether due or not."""
    rows = ProcrastinateJob.objects.filter(status="todo").order_by("id")
    return [row.args for row in rows if task_name in ("", row.task_name)]


def _next_job() -> ProcrastinateJob | None:
    now = clock.now()
    waiting = ProcrastinateJob.objects.filter(status="todo").order_by("-priority", "id")
    return next((row for row in waiting if row.scheduled_at is None or row.scheduled_at <= now), None)


def _run(job: ProcrastinateJob) -> None:
    _set_status(job, "doing")
    with transaction.atomic():
        app.tasks[job.task_name](**job.args)
    _set_status(job, "succeeded")


def _set_status(job: ProcrastinateJob, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job.pk])
