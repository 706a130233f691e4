"""Work after the answer: procrastinate jobs, deferred inside the caller's transaction (rollback → no job).

A job may run twice: every effect has a key in its own table. Money never depends on the queue. What runs by the clock
stands in `config/schedule.py` and nowhere else.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


def job(*, queue: str = "default", attempts: int = 5, **options: Any) -> Callable:
    """Make a function a job named by its dotted path; `.defer(**plain_values)` queues it.

    A job that raises is tried again after 2, 4, 8 … seconds, `attempts` times in all; then it is a dead letter."""

    def decorate(function: Callable) -> Any:
        name = f"{function.__module__}.{function.__qualname__}"
        # procrastinate counts what comes after the first attempt, and takes 0 for "for ever".
        retry = RetryStrategy(max_attempts=attempts - 1, exponential_wait=2) if attempts > 1 else False
        return app.task(queue=queue, name=name, retry=retry, **options)(function)

    return decorate


def forget_finished_jobs(days: int) -> int:
    """Delete jobs that ended well, or were cancelled, so many days ago. Return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs AS job WHERE status IN ('succeeded', 'cancelled', 'aborted') "
            "AND NOT EXISTS "
            "(SELECT 1 FROM procrastinate_events WHERE job_id = job.id AND at > now() - make_interval(days => %s))",
            [days],
        )
        return cursor.rowcount
