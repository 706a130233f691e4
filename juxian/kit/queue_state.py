"""How the queue is doing, for the page of the system administrator: counts, workers, the timetable."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from croniter import croniter
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinatePeriodicDefer, ProcrastinateWorker

from juxian.kit.access import Text
from juxian.kit.health import SILENT_SECONDS
from juxian.kit.models import JobFailure
from juxian.kit.schedule import Timed


@dataclass(frozen=True)
class Run:
    """A line of the timetable: when it was queued last, what became of it, and when it is due next."""

    label: Text
    cron: str
    last_at: dt.datetime | None
    state: str
    next_at: dt.datetime


@dataclass(frozen=True)
class WorkerLine:
    """A worker process as the queue knows it."""

    number: int
    heartbeat_at: dt.datetime
    is_alive: bool


def queue_counts() -> dict[str, int]:
    """Return how many jobs wait, run, failed for good and ended well (as far as they are kept)."""
    rows = ProcrastinateJob.objects.values("status").annotate(count=Count("id"))
    found = {row["status"]: row["count"] for row in rows}
    return {status: found.get(status, 0) for status in ("todo", "doing", "failed", "succeeded")}


def workers() -> list[WorkerLine]:
    """Return the workers, the liveliest first. The sweeper and the clock are loops of the same processes."""
    edge = Now() - dt.timedelta(seconds=SILENT_SECONDS)  # the database's clock: it wrote the heartbeat too
    rows = ProcrastinateWorker.objects.annotate(is_alive=Q(last_heartbeat__gt=edge)).order_by("-last_heartbeat")
    return [WorkerLine(row.pk, row.last_heartbeat, row.is_alive) for row in rows]


def timetable(schedule: Iterable[Timed], now: dt.datetime) -> list[Run]:
    """Return each timed job with its last and its next time."""
    lines = list(schedule)
    newest: dict[str, Any] = {}
    defers = ProcrastinatePeriodicDefer.objects.filter(task_name__in=[line.job for line in lines])
    for row in defers.select_related("job").order_by("task_name", "-defer_timestamp").distinct("task_name"):
        newest[row.task_name] = row
    return [_run(line, newest.get(line.job), now) for line in lines]


def _run(line: Timed, row: Any, now: dt.datetime) -> Run:
    last_at = dt.datetime.fromtimestamp(row.defer_timestamp, dt.UTC) if row else None
    # The job's own row is dropped a month after a good end; a failed one stays.
    state = row.job.status if row and row.job else ("succeeded" if row else "")
    next_at = croniter(line.cron, timezone.localtime(now)).get_next(dt.datetime)
    return Run(line.label, line.cron, last_at, state, next_at)


def last_failures(job_ids: Iterable[int]) -> dict[int, str]:
    """Return why each of these jobs failed the last time."""
    rows = JobFailure.objects.filter(job_id__in=list(job_ids)).order_by("job_id", "-id").distinct("job_id")
    return {row.job_id: row.text for row in rows}
