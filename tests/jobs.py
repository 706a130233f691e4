"""Running queued jobs inside a test's own transaction: no worker, no thread, no waiting."""

from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob

from juxian.kit.draining import drain as run_jobs

__all__ = ["queued_jobs", "run_jobs"]


def queued_jobs(task_name: str = "") -> list[dict[str, Any]]:
    """Return the arguments of the jobs that wait, whether due or not."""
    rows = ProcrastinateJob.objects.filter(status="todo").order_by("id")
    return [row.args for row in rows if task_name in ("", row.task_name)]
