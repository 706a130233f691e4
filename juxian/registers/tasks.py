"""What registers do by the clock; see config/schedule.py."""

import datetime as dt

from juxian.kit import clock
from juxian.kit.jobs import job
from juxian.registers.actions import let_go_of_file
from juxian.registers.queries.delivery import DAYS_TO_KEEP_FILES, files_before


@job(queue="clock")
def let_go_of_files() -> int:
    """The files hold the document numbers of everybody in them: a month after the end they go. Return how many."""
    deliveries = list(files_before(clock.now() - dt.timedelta(days=DAYS_TO_KEEP_FILES)))
    for delivery in deliveries:
        let_go_of_file(delivery)
    return len(deliveries)
