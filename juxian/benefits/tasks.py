"""What benefits does by the clock; see config/schedule.py. Each commits by itself, and running twice adds nothing."""

from juxian.benefits.actions import lapse_entitlement, presume_entitlement
from juxian.benefits.messages import remind_person
from juxian.benefits.queries.entitlement import presumed_policies, soon_due, unanswered
from juxian.kit import clock
from juxian.kit.jobs import job


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
