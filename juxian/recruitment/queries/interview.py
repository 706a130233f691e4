"""Interviews for pages, calendars and the video room."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from juxian.kit.access import Actor
from juxian.recruitment.interview_calendar import Meeting, calendar_file
from juxian.recruitment.models import Interview, InterviewKind, InterviewSlot
from juxian.recruitment.states import InterviewState

CALENDAR = "text/calendar; charset=utf-8"
# The room opens a little before and closes a while after the time.
EARLY, LATE = dt.timedelta(minutes=15), dt.timedelta(minutes=60)


def calendar_of(interview: Interview) -> bytes:
    """Return the calendar file of an interview that has a time: asked for, or taken back."""
    slot, application = interview.slot, interview.application
    assert slot is not None
    title = _("面试：%(title)s（%(employer)s）") % {
        "title": application.vacancy.title,
        "employer": application.organisation.name,
    }
    meeting = Meeting(
        key=f"interview-{interview.pk}",
        title=title,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=slot.place or str(slot.get_kind_display()),
        text=f"{interview.message}\n{_where_to_go(interview)}".strip(),
        sequence=interview.sequence,
        stamped_at=interview.state_since_at,
        organiser=application.organisation.name,
        is_cancelled=interview.state == InterviewState.CANCELLED,
    )
    return calendar_file(meeting)


def room_path(interview: Interview) -> str:
    """Return the address of the video room while there is one; "" otherwise."""
    is_video = interview.slot is not None and interview.slot.kind == InterviewKind.VIDEO
    return reverse("kit:call", args=["interview", interview.pk]) if is_video and _is_booked(interview) else ""


def _is_booked(interview: Interview) -> bool:
    return interview.state == InterviewState.BOOKED


def _where_to_go(interview: Interview) -> str:
    """The room, or the page of the interview."""
    path = room_path(interview) or reverse("recruitment:my_interview", args=[interview.pk])
    return settings.SITE_URL + path


def slots_of(actor: Actor, vacancy_id: UUID) -> QuerySet[InterviewSlot]:
    """Return the times of a vacancy that are not over, with who booked them."""
    rows = InterviewSlot.objects.visible_to(actor).filter(vacancy=vacancy_id)
    return rows.prefetch_related("interviews__application__person")
