"""What evaluation does by the clock; see config/schedule.py. Each commits by itself, and running twice adds nothing."""

import datetime as dt

from juxian.evaluation.actions import (
    lapse_application,
    lapse_row,
    let_go_of_sheet,
)
from juxian.evaluation.messages import (
    await_worker,
    remind_applicant,
    remind_of_sitting,
    remind_officers,
)
from juxian.evaluation.queries.batch import DAYS_TO_KEEP_SHEETS, answers_soon_due, sheets_before, unanswered_after
from juxian.evaluation.queries.deadlines import (
    DAYS_BEFORE,
    corrections_soon_due,
    late_corrections,
    overdue,
)
from juxian.evaluation.queries.sitting import tomorrow
from juxian.evaluation.states import APPLICATION
from juxian.kit import clock
from juxian.kit.jobs import job


@job(queue="clock")
def lapse_late_corrections() -> int:
    """End what was returned and not corrected in time. Return how many."""
    late = [row for row in late_corrections(clock.now()) if APPLICATION.can(row, "lapse")]
    for application in late:
        lapse_application(application)
    return len(late)


@job(queue="clock")
def remind_of_deadlines() -> int:
    """Tell applicants three days before a correction is due, and officers when something is overdue, once each."""
    now = clock.now()
    for application in corrections_soon_due(now):
        remind_applicant(application)
    late = list(overdue(now))
    for application in late:
        remind_officers(application)
    return len(late)


@job(queue="clock")
def remind_of_sittings() -> int:
    """Tell candidates the day before where they sit. Return how many."""
    return sum(remind_of_sitting(sitting) for sitting in tomorrow())


@job(queue="clock")
def lapse_unanswered_rows() -> int:
    """End what workers did not answer in time. Return how many."""
    late = list(unanswered_after(clock.now()))
    for row in late:
        lapse_row(row)
    return len(late)


@job(queue="clock")
def remind_workers() -> int:
    """Tell workers three days before the time to answer is over, once. Return how many wait."""
    rows = list(answers_soon_due(clock.now(), DAYS_BEFORE))
    for row in rows:
        await_worker(row, "due")
    return len(rows)


@job(queue="clock")
def let_go_of_sheets() -> int:
    """Sheets hold the document numbers of everybody in them: a month after the import they go. Return how many."""
    sheets = list(sheets_before(clock.now() - dt.timedelta(days=DAYS_TO_KEEP_SHEETS)))
    for batch in sheets:
        let_go_of_sheet(batch)
    return len(sheets)
