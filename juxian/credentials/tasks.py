"""What credentials does by the clock and in the background. Each commits by itself, and running twice adds nothing."""

from juxian.credentials.actions import expire_credential
from juxian.credentials.queries import due_to_expire
from juxian.kit import clock
from juxian.kit.jobs import job


@job(queue="clock")
def expire_due_credentials() -> int:
    """Mark what is past its last day. Return how many."""
    due = list(due_to_expire(clock.today()))
    for credential in due:
        expire_credential(credential)
    return len(due)
