"""What people does by the clock; see config/schedule.py."""

from juxian.kit import clock
from juxian.kit.jobs import job
from juxian.people.actions import erase_person, expire_membership
from juxian.people.models import DeletionRequest, Membership
from juxian.people.states import DeletionRequestState, MembershipState


@job()
def erase_due_persons() -> None:
    """Erase whose time to think is over. Each request commits by itself; a second run finds nothing left."""
    due = DeletionRequest.objects.filter(state=DeletionRequestState.APPROVED, erase_after_on__lt=clock.today())
    for request in due.order_by("created_at"):
        erase_person(request)


@job()
def end_expired_memberships() -> None:
    """End what is past its last day. A role that was lent may have ended with the lender's before its turn comes."""
    for membership in Membership.objects.not_ended().filter(ends_on__lt=clock.today()).order_by("created_at"):
        membership.refresh_from_db()
        if membership.state != MembershipState.ENDED:
            expire_membership(membership)
