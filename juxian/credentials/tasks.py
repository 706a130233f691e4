"""What credentials does by the clock and in the background. Each commits by itself, and running twice adds nothing."""

import datetime as dt

from juxian.credentials.actions import clear_list_check, expire_credential, fail_print, finish_print, keep_piece
from juxian.credentials.actions.list_check import KEPT_DAYS
from juxian.credentials.models import ListCheck, PrintRun
from juxian.credentials.paper.pile import PIECE, piece_of
from juxian.credentials.queries import due_to_expire
from juxian.credentials.states import PRINT_RUN
from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from juxian.kit.jobs import job


@job(queue="clock")
def expire_due_credentials() -> int:
    """Mark what is past its last day. Return how many."""
    due = list(due_to_expire(clock.today()))
    for credential in due:
        expire_credential(credential)
    return len(due)


@job(queue="clock")
def clear_old_list_checks() -> int:
    """Take the names out of what was checked 30 days ago. Return how many lists."""
    old = list(ListCheck.objects.filter(checked_at__lt=clock.now() - dt.timedelta(days=KEPT_DAYS)).exclude(rows=[]))
    for check in old:
        clear_list_check(check)
    return len(old)


@job()
def set_print_run(run_id: str) -> None:
    """Set what is still to be set of a pile, piece by piece; a paper that cannot be set says why."""
    run = PrintRun.objects.get(pk=run_id)
    if not PRINT_RUN.can(run, "finish"):
        return
    try:
        for begin in range(run.done_count, run.count, PIECE):
            count, content = piece_of(run, begin)
            keep_piece(run, begin=begin, count=count, content=content)
    except RuleBroken as error:
        fail_print(run, fault=error.message)
    else:
        finish_print(run)
