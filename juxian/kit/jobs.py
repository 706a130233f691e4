"""Work after the answer: procrastinate jobs, deferred inside the caller's transaction (rollback → no job).

A job may run twice: every effect has a key in its own table. Money never depends on the queue.
"""

from collections.abc import Callable
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


def job(*, queue: str = "default", attempts: int = 5, periodic: str | None = None, **options: Any) -> Callable:
    """Make a function a job. `periodic` is a cron line in Asia/Shanghai; see `config/schedule.py`."""

    def decorate(function: Callable) -> Any:
        name = f"{function.__module__}.{function.__qualname__}"
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=2)
        return app.task(queue=queue, name=name, retry=retry, **options)(function)

    return decorate
