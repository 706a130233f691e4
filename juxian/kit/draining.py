"""Running queued jobs at once, in the caller's own transaction: for the demo's replay of a past year, and for tests."""

from django.db import connection, transaction
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from juxian.kit import clock

FAR_TOO_MANY = 20_000


def drain() -> list[str]:
    """Run every job that is due by the business clock, oldest first, with the jobs they queue; return their names.

    A job that raises stops everything with its own error: there is no worker here who could try again later.
    """
    done: list[str] = []
    while jobs := _due_jobs():
        for job in jobs:
            if len(done) >= FAR_TOO_MANY:
                raise RuntimeError(f"jobs keep queueing jobs, lately {job.task_name}")
            _run(job)
            done.append(job.task_name)
    return done


def _due_jobs() -> list[ProcrastinateJob]:
    """The jobs that are due now; those that they queue come with the next call."""
    is_due = Q(scheduled_at__isnull=True) | Q(scheduled_at__lte=clock.now())
    return list(ProcrastinateJob.objects.filter(is_due, status="todo").order_by("-priority", "id"))


def _run(job: ProcrastinateJob) -> None:
    _set_status(job, "doing")
    with transaction.atomic():
        app.tasks[job.task_name](**job.args)
    _set_status(job, "succeeded")


def _set_status(job: ProcrastinateJob, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job.pk])
