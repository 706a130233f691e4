"""Tables of fairs, one module a noun."""

from juxian.fairs.models.barring import Barring
from juxian.fairs.models.booth import Booth, Spot, SpotKind
from juxian.fairs.models.booth_vacancy import BoothVacancy
from juxian.fairs.models.card import Card, Pin
from juxian.fairs.models.comment import Comment, Mute
from juxian.fairs.models.event import Event, EventKind
from juxian.fairs.models.material import Material
from juxian.fairs.models.meeting import Desk, Hall, Meeting, Outcome, TalkLine
from juxian.fairs.models.question import EventQuestion
from juxian.fairs.models.reservation import Reservation
from juxian.fairs.models.stream import Replay, Stream, StreamSource, Take
from juxian.fairs.models.timetable import Appointment, BoothSide, Entrant, Timetable, TimetableChange
from juxian.fairs.models.visit import Visit, VisitSource

__all__ = [
    "Appointment",
    "Barring",
    "Booth",
    "BoothSide",
    "BoothVacancy",
    "Card",
    "Comment",
    "Desk",
    "Entrant",
    "Event",
    "EventKind",
    "EventQuestion",
    "Hall",
    "Material",
    "Meeting",
    "Mute",
    "Outcome",
    "Pin",
    "Replay",
    "Reservation",
    "Spot",
    "SpotKind",
    "Stream",
    "StreamSource",
    "Take",
    "TalkLine",
    "Timetable",
    "TimetableChange",
    "Visit",
    "VisitSource",
]
