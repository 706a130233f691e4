"""What fairs announce."""

from dataclasses import dataclass
from typing import ClassVar

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class EventPublished:
    """An event stands in the calendar."""

    public: ClassVar[bool] = True

    event_id: str


@event
@dataclass(frozen=True)
class EventReviewed:
    """An officer published or returned it; `event` is that of the state table."""

    event_id: str
    event: str
    at: str


@event
@dataclass(frozen=True)
class EventChanged:
    """Time or place of a published event changed; everybody who reserved is told."""

    event_id: str
    key: str


@event
@dataclass(frozen=True)
class EventCancelled:
    """An event does not take place; everybody who reserved is told."""

    event_id: str


@event
@dataclass(frozen=True)
class EventEnded:
    """An event is over: who did not come is written down."""

    event_id: str


@event
@dataclass(frozen=True)
class BoothDecided:
    """A booth was confirmed, refused, forfeited, cancelled or closed (`event` of its state table)."""

    booth_id: str
    event: str


@event
@dataclass(frozen=True)
class ReservationMade:
    """Somebody has a place and a code."""

    reservation_id: str


@event
@dataclass(frozen=True)
class Barred:
    """Somebody stayed away twice."""

    barring_id: str


@event
@dataclass(frozen=True)
class BarringDecided:
    """A written explanation was accepted or not."""

    barring_id: str
    event: str


@event
@dataclass(frozen=True)
class QuestionAnswered:
    """Whoever asked is told."""

    question_id: str


@event
@dataclass(frozen=True)
class MeetingMoved:
    """Somebody in a queue is told: `event` is call, near (two are before them), release, refuse or invite."""

    meeting_id: str
    event: str
    key: str


@event
@dataclass(frozen=True)
class SolvingBegun:
    """A timetable is to be made."""

    timetable_id: str


@event
@dataclass(frozen=True)
class TimetablePublished:
    """Everybody in it learns their appointments, and who has none learns why."""

    timetable_id: str


@event
@dataclass(frozen=True)
class AppointmentChanged:
    """An appointment was moved, added or cancelled after publication; both sides are told."""

    appointment_id: str
    event: str
    key: str
