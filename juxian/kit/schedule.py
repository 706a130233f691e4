"""What runs by the clock. The list is `config/schedule.py`; every worker looks at it, the database lets one queue it.

The last occurrence that was missed (the machine was off) is made up for once; jobs look at dates, so late is only late.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from croniter import croniter
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from juxian.kit.access import Text

logger = logging.getLogger("juxian.schedule")


@dataclass(frozen=True)
class Timed:
    """A cron line in Asia/Shanghai, the dotted path of a job without arguments, and what it does in plain words."""

    cron: str
    job: str
    label: Text

    def latest(self, now: dt.datetime) -> dt.datetime:
        """Return the last instant at or before `now` at which it was to run."""
        local = timezone.localtime(now) + dt.timedelta(seconds=1)
        return croniter(self.cron, local).get_prev(dt.datetime)


def schedule() -> Sequence[Timed]:
    """The list of `config/schedule.py`."""
    return import_string(settings.SCHEDULE)


def queue_due(timed: Iterable[Timed], now: dt.datetime) -> list[str]:
    """Queue each job whose latest occurrence nobody has queued yet; return their names. Any number of workers may."""
    return [line.job for line in timed if _queue_or_log(line, int(line.latest(now).timestamp()))]


def _queue_or_log(line: Timed, occurrence: int) -> bool:
    """One line that cannot be queued must not keep the others from it."""
    try:
        return _queue_once(line, occurrence)
    except (KeyError, DatabaseError):
        logger.exception("the timed job %s could not be queued", line.job)
        return False


def _queue_once(line: Timed, occurrence: int) -> bool:
    """One row an occurrence, with a unique key: the second worker gets nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            return _insert(cursor, app.tasks[line.job], line.cron, occurrence)
    except IntegrityError:
        return False  # the job's queueing lock: the one before has not begun yet


def _insert(cursor: Any, task: Any, cron: str, occurrence: int) -> bool:
    cursor.execute(
        "SELECT max(defer_timestamp) >= %s FROM procrastinate_periodic_defers "
        "WHERE task_name = %s AND periodic_id = %s",
        [occurrence, task.name, cron],
    )
    if cursor.fetchone()[0]:
        return False
    cursor.execute(
        "SELECT procrastinate_defer_periodic_job_v2(%s, %s, %s, %s, %s, %s, %s, '{}')",
        [task.queue, task.lock, task.queueing_lock, task.name, task.priority, cron, occurrence],
    )
    return cursor.fetchone()[0] is not None
