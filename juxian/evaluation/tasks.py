"""What evaluation does by the clock; see config/schedule.py. Each commits by itself, and running twice adds nothing."""

from juxian.evaluation.actions import lapse_application
from juxian.evaluation.messages import remind_applicant, remind_of_sitting, remind_officers
from juxian.evaluation.queries.deadlines import corrections_soon_due, late_corrections, overdue
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
