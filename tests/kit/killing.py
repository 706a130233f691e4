"""Jobs whose effects can be counted, and a worker process to be killed: `python -c "…killing.run_worker()"`."""

import asyncio
import time

from django.conf import settings
from django.db import connection, transaction

from juxian.kit.idempotency import first_time
from juxian.kit.jobs import job
from juxian.kit.worker import Pace, work

NO_SCHEDULE: list = []
PROGRAM = "import django; django.setup(); from tests.kit import killing; killing.run_worker(sweep={sweep})"


@job(queue="killing")
def count_effect(number: int) -> None:
    """Two effects: one with a key, one without. The pause afterwards is when the process is killed."""
    with transaction.atomic(), connection.cursor() as cursor:
        if first_time(f"killing.{number}"):
            cursor.execute("INSERT INTO probe_effect VALUES (%s, true)", [number])
        cursor.execute("INSERT INTO probe_effect VALUES (%s, false)", [number])
    time.sleep(0.25)


def run_worker(*, sweep: bool) -> None:
    """The product's own worker at a quick pace, without its timed jobs."""
    settings.SCHEDULE = "tests.kit.killing.NO_SCHEDULE"
    asyncio.run(work(sweep=sweep, pace=Pace(heartbeat=0.3, stalled=2, sweep=0.3, grace=2)))
