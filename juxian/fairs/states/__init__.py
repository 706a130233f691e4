"""The lives of what fairs own, one module a noun."""

from juxian.fairs.states.barring import BARRING, BarringState
from juxian.fairs.states.booth import BOOTH, BoothState
from juxian.fairs.states.card import CARD, CardState
from juxian.fairs.states.comment import COMMENT, CommentState
from juxian.fairs.states.event import EVENT, EventState
from juxian.fairs.states.question import QUESTION, QuestionState
from juxian.fairs.states.reservation import RESERVATION, ReservationState
from juxian.fairs.states.stream import STREAM, StreamState

__all__ = [
    "BARRING",
    "BOOTH",
    "CARD",
    "COMMENT",
    "EVENT",
    "QUESTION",
    "RESERVATION",
    "STREAM",
    "BarringState",
    "BoothState",
    "CardState",
    "CommentState",
    "EventState",
    "QuestionState",
    "ReservationState",
    "StreamState",
]
