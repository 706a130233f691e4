"""The lives of what fairs own, one module a noun."""

from juxian.fairs.states.barring import BARRING, BarringState
from juxian.fairs.states.booth import BOOTH, BoothState
from juxian.fairs.states.event import EVENT, EventState
from juxian.fairs.states.question import QUESTION, QuestionState
from juxian.fairs.states.reservation import RESERVATION, ReservationState

__all__ = [
    "BARRING",
    "BOOTH",
    "EVENT",
    "QUESTION",
    "RESERVATION",
    "BarringState",
    "BoothState",
    "EventState",
    "QuestionState",
    "ReservationState",
]
