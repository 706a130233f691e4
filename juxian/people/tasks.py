"""What people does by the clock; see config/schedule.py."""

from juxian.kit import clock
from juxian.kit.jobs import job
from juxian.people.actions import erase_person
from juxian.people.models import DeletionRequest
from juxian.people.states import DeletionRequestState


@job()
def erase_due_persons() -> None:
    """Erase whose time to think is over. Each request commits by itself; a second run finds nothing left."""
    due = DeletionRequest.objects.filter(state=DeletionRequestState.APPROVED, erase_after_on__lt=clock.today())
    for request in due.order_by("created_at"):
        erase_person(request)
