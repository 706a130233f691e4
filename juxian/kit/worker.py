"""The process that works through the queue, with a sweeper and the clock beside it.

procrastinate loses jobs when a worker is killed without a word: they stay "doing" for ever. The sweeper is a loop of
this process, not a job, and puts back what no living worker holds. So a job may run twice; see `kit/jobs.py`.
"""

import asyncio
import logging
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.utils import timezone
from procrastinate import App
from procrastinate.contrib.django import app as current
from procrastinate.exceptions import ConnectorException

from juxian.kit.job_failures import note_failure
from juxian.kit.schedule import queue_due, schedule

logger = logging.getLogger("juxian.worker")
CONCURRENCY = 4


@dataclass(frozen=True)
class Pace:
    """How often things happen, in seconds. A worker silent for `stalled` is taken for dead."""

    heartbeat: float = 5
    stalled: float = 20
    sweep: float = 10
    tick: float = 5
    grace: float = 8


async def work(*, sweep: bool = True, pace: Pace = Pace()) -> None:
    """Run jobs until SIGINT or SIGTERM; then finish what is begun, within the grace."""
    with current.replace_connector(current.connector.get_worker_connector()) as app:  # type: ignore[attr-defined]
        async with app.open_async():
            beside = [keep_schedule(pace), sweep_for_ever(app, pace)] if sweep else [keep_schedule(pace)]
            loops = [asyncio.create_task(loop) for loop in beside]
            try:
                await app.run_worker_async(
                    concurrency=CONCURRENCY,
                    update_heartbeat_interval=pace.heartbeat,
                    stalled_worker_timeout=pace.stalled,
                    shutdown_graceful_timeout=pace.grace,
                    task_middleware=[note_failure],
                )
            finally:
                for loop in loops:
                    loop.cancel()


async def sweep_for_ever(app: App, pace: Pace = Pace()) -> None:
    """Put lost jobs back, again and again. A failure (the database restarts) is logged and tried again."""
    while True:
        try:
            await sweep_once(app, pace.stalled)
        except Exception:
            logger.exception("sweeping the queue failed; trying again in %s s", pace.sweep)
        await asyncio.sleep(pace.sweep)


async def sweep_once(app: App, stalled_seconds: float) -> int:
    """Put back each job whose worker has been silent for so long. Return how many."""
    returned = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_seconds):
        try:
            await app.job_manager.retry_job(job)
        except ConnectorException:
            continue  # it ended, or another sweeper was quicker
        returned += 1
    if returned:
        logger.warning("put %s lost jobs back into the queue", returned)
    return returned


async def keep_schedule(pace: Pace = Pace()) -> None:
    """Queue what the clock asks for, again and again; see `config/schedule.py`."""
    while True:
        try:
            await sync_to_async(_queue_what_is_due)()
        except Exception:
            logger.exception("the schedule could not be kept; trying again in %s s", pace.tick)
        await asyncio.sleep(pace.tick)


def _queue_what_is_due() -> None:
    close_old_connections()
    queue_due(schedule(), timezone.now())
