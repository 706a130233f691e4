"""The lives of what fairs own, one module a noun."""

from juxian.fairs.states.barring import BARRING, BarringState
from juxian.fairs.states.booth import BOOTH, BoothState
from juxian.fairs.states.card import CARD, CardState
from juxian.fairs.states.comment import COMMENT, CommentState
from juxian.fairs.states.event import EVENT, EventState
from juxian.fairs.states.meeting import MEETING, MeetingState
from juxian.fairs.states.question import QUESTION, QuestionState
from juxian.fairs.states.reservation import RESERVATION, ReservationState
from juxian.fairs.states.stream import STREAM, StreamState
from juxian.fairs.states.timetable import (
    APPOINTMENT,
    TIMETABLE,
    TIMETABLE_CHANGE,
    AppointmentState,
    TimetableChangeState,
    TimetableState,
)

__all__ = [
    "APPOINTMENT",
    "BARRING",
    "BOOTH",
    "CARD",
    "COMMENT",
    "EVENT",
    "MEETING",
    "QUESTION",
    "RESERVATION",
    "STREAM",
    "TIMETABLE",
    "TIMETABLE_CHANGE",
    "AppointmentState",
    "BarringState",
    "BoothState",
    "CardState",
    "CommentState",
    "EventState",
    "MeetingState",
    "QuestionState",
    "ReservationState",
    "StreamState",
    "TimetableChangeState",
    "TimetableState",
]
