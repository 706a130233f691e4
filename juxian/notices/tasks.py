"""What the clock does with notices."""

from juxian.kit.jobs import job
from juxian.notices.actions import close_notice
from juxian.notices.queries import due_notices


@job(queue="clock")
def close_due_notices() -> int:
    """Close every notice whose last day is over; see `config/schedule.py`. Running twice changes nothing."""
    notices = list(due_notices())
    for notice in notices:
        close_notice(notice)
    return len(notices)
