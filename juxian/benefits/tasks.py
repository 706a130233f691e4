"""What benefits does by the clock; see config/schedule.py. Each commits by itself, and running twice adds nothing."""

import logging

from django.db import transaction

from juxian.benefits.actions import evaluate_run, freeze_run, lapse_entitlement, open_run, presume_entitlement
from juxian.benefits.messages import remind_person
from juxian.benefits.queries.entitlement import presumed_policies, soon_due, unanswered
from juxian.benefits.queries.law import benefits
from juxian.benefits.queries.run import month_to_run
from juxian.kit import clock
from juxian.kit.access import SYSTEM
from juxian.kit.errors import RuleBroken
from juxian.kit.jobs import job

logger = logging.getLogger("juxian.benefits")


@job(queue="clock")
def close_unanswered() -> int:
    """What was not answered in time is taken as the procedure says: as a yes, or as no answer. Return how many."""
    presumed = set(presumed_policies())
    late = list(unanswered(clock.now()))
    for entitlement in late:
        if entitlement.policy in presumed:
            presume_entitlement(entitlement)
        else:
            lapse_entitlement(entitlement)
    return len(late)


@job(queue="clock")
def remind_to_answer() -> int:
    """Tell people three days before the time to answer is over, once. Return how many wait."""
    rows = list(soon_due(clock.now()).with_words())
    for entitlement in rows:
        remind_person(entitlement)
    return len(rows)


@job(queue="clock")
def open_monthly_runs() -> int:
    """Open, freeze and evaluate last month for every benefit that has not been computed yet. Return how many. What
    cannot begin (another run is open, nobody is concerned) waits for an officer."""
    begun = 0
    for policy in benefits():
        month = month_to_run(policy, clock.today())
        if month is None:
            continue
        try:
            with transaction.atomic():
                run = freeze_run(open_run(policy, month=month, by=SYSTEM), by=SYSTEM)
                evaluate_run(run, by=SYSTEM)
        except RuleBroken as error:
            logger.info("no run of %s was begun: %s", policy, error.message)
        else:
            begun += 1
    return begun
