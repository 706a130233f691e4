"""The process that works through the queue, with a sweeper beside it.

procrastinate loses jobs when a worker is killed without a word: they stay "doing" for ever. The sweeper is a loop of
this process, not a job, and puts back what no living worker holds. So a job may run twice; see `kit/jobs.py`.
"""

import asyncio
import logging

from procrastinate import App
from procrastinate.contrib.django import app as current

logger = logging.getLogger("juxian.worker")
HEARTBEAT_SECONDS = 5
STALLED_SECONDS = 20
SWEEP_SECONDS = 10
CONCURRENCY = 4
GRACE_SECONDS = 8


async def work(*, sweep: bool = True) -> None:
    """Run jobs until SIGINT or SIGTERM; then finish what is begun, within the grace."""
    with current.replace_connector(current.connector.get_worker_connector()) as app:  # type: ignore[attr-defined]
        async with app.open_async():
            sweeper = asyncio.create_task(sweep_for_ever(app)) if sweep else None
            try:
                await app.run_worker_async(
                    concurrency=CONCURRENCY,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                )
            finally:
                if sweeper:
                    sweeper.cancel()


async def sweep_for_ever(app: App) -> None:
    """Put lost jobs back, again and again. A failure (the database restarts) is logged and tried again."""
    while True:
        try:
            await sweep_once(app)
        except Exception:
            logger.exception("sweeping the queue failed; trying again in %s s", SWEEP_SECONDS)
        await asyncio.sleep(SWEEP_SECONDS)


async def sweep_once(app: App, stalled_seconds: float = STALLED_SECONDS) -> int:
    """Put back each job whose worker has been silent for so long. Return how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_seconds))
    for job in stalled:
        await app.job_manager.retry_job(job)
    if stalled:
        logger.warning("put %s lost jobs back into the queue", len(stalled))
    return len(stalled)
