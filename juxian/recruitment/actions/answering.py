"""What an answer does to an application, whoever gives it and however: shared by the actions of both sides."""

from django.db.models import F

from juxian.kit import clock
from juxian.kit.events import announce
from juxian.recruitment.events import InterviewMoved, JobApplicationMoved
from juxian.recruitment.models import Interview, InterviewSlot, JobApplication
from juxian.recruitment.queries.job_application import law
from juxian.recruitment.replying import due_on
from juxian.recruitment.states import INTERVIEW, JOB_APPLICATION


def answered(application: JobApplication, event: str) -> None:
    """Move an application by an answer of the employer: its first one counts, the clock starts anew, the applicant is
    told. The caller saves."""
    JOB_APPLICATION.move(application, event)
    application.answered_at = application.answered_at or clock.now()
    application.due_on = due_on(clock.today(), law().interview_answer_working_days)
    tell_of_application(application, event)


def call_off(application: JobApplication, reason: str, side: str) -> None:
    """An application that ends takes its open interview along: the time is given back."""
    for interview in application.interviews.open().select_for_update(of=("self",)):  # type: ignore[attr-defined]
        give_back(interview, "cancel", reason)
        tell_of_interview(interview, "cancel", side)


def give_back(interview: Interview, event: str, reason: str) -> None:
    """Free the booked place: the state first, then the counter."""
    slot_id = interview.slot_id
    INTERVIEW.move(interview, event)
    if slot_id is not None:
        interview.sequence += 1
    if event == "move":
        interview.slot = None
    interview.reason = reason.strip()
    interview.save()
    if slot_id is not None:
        InterviewSlot.objects.filter(pk=slot_id, taken__gt=0).update(taken=F("taken") - 1)


def tell_of_application(application: JobApplication, event: str) -> None:
    announce(JobApplicationMoved(str(application.pk), event, clock.now().isoformat()))


def tell_of_interview(interview: Interview, event: str, side: str) -> None:
    announce(InterviewMoved(str(interview.pk), event, side, clock.now().isoformat()))
