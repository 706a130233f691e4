"""Who sits where in the video room of an interview: the employer invites, the candidate is the guest."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from juxian.kit.access import Actor
from juxian.kit.calls import CallSeat, register_call_owner
from juxian.recruitment.models import Interview, InterviewKind
from juxian.recruitment.permissions import side_of
from juxian.recruitment.queries.interview import EARLY, LATE
from juxian.recruitment.queries.job_application import shown_name
from juxian.recruitment.states import InterviewState


def seat(actor: Actor, ref: UUID) -> CallSeat | None:
    """Return the actor's place, or None where the room is not theirs or the interview is not by video."""
    related = ("slot", "application__vacancy", "application__organisation", "application__person")
    rows = Interview.objects.visible_to(actor).select_related(*related)
    interview = rows.filter(pk=ref, state=InterviewState.BOOKED, slot__kind=InterviewKind.VIDEO).first()
    side = side_of(actor, interview) if interview else ""
    if interview is None or interview.slot is None or not side:
        return None
    application, is_host = interview.application, side == "employer"
    page = "recruitment:org_interview" if is_host else "recruitment:my_interview"
    candidate = shown_name(application)
    return CallSeat(
        side="host" if is_host else "guest",
        name=actor.name,
        other_name=candidate if is_host else application.organisation.name,
        title=_("面试：%(title)s") % {"title": application.vacancy.title},
        phone="" if is_host else interview.slot.place,
        back_url=reverse(page, args=[interview.pk]),
        opens_at=interview.slot.starts_at - EARLY,
        closes_at=interview.slot.ends_at + LATE,
        minutes=None,
        note=interview.message,
    )


def register() -> None:
    """Let the kit ask here for calls of the kind "interview"."""
    register_call_owner("interview", seat)
