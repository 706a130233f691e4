"""The hall as it is now: who waits where and how long, in a set number of queries whatever the number of booths."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from juxian.fairs.models import Booth, Desk, Event, Hall, Meeting
from juxian.fairs.models.meeting import TalkLine
from juxian.fairs.states import MeetingState
from juxian.fairs.states.meeting import TOGETHER_STATES
from juxian.fairs.waiting import Wait, estimate
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.codes import mask_name
from juxian.people.queries import same_human

REMINDED_BEFORE = 2  # so many before somebody: they are told to keep ready
HALL = "fairs.hall:"  # topics of halls begin so
NO_DESK = Desk(is_open=False)


@dataclass(frozen=True)
class Line:
    """The queue of one booth as everybody may know it."""

    desk: Desk
    waiting: int = 0
    talking: int = 0
    done: int = 0
    wait: Wait | None = None


@dataclass(frozen=True)
class Place:
    """Somebody's place in a queue: how many are before them, and how long that may take."""

    meeting: Meeting
    before: int
    wait: Wait | None


@dataclass(frozen=True)
class HallFigures:
    """What happened at one booth, or in the whole hall. `waited` is the median in whole minutes, None without talks."""

    came: int
    talks: int
    missed: int
    left: int
    refused: int
    invited: int
    waited: int | None


def hall_topic(event_id: Any) -> str:
    """The news of a hall: which booth's queue changed."""
    return f"{HALL}{event_id}"


def booth_topic(booth_id: Any) -> str:
    """The news of one booth's queue, for those who wait in it and those who serve it."""
    return f"fairs.booth:{booth_id}"


def meeting_topic(meeting_id: Any) -> str:
    """The news of one talk, for the two who talk."""
    return f"fairs.meeting:{meeting_id}"


def shown_name(meeting: Meeting) -> str:
    """What an employer reads: the whole name only after the person agreed to show how they can be reached."""
    return str(meeting.person.name if meeting.is_contact_shared else mask_name(meeting.person.name))


def hall_of(event: Event) -> Hall:
    """Return the rules of the hall, the usual ones where nobody has set any."""
    return Hall.objects.filter(event=event).first() or Hall(event=event)


def desk_of(booth: Booth) -> Desk:
    return Desk.objects.filter(booth=booth).first() or NO_DESK


def lines_of(booths: Iterable[Booth]) -> dict[UUID, Line]:
    """Return the queues of many booths in three queries."""
    keys = [booth.pk for booth in booths]
    desks = {desk.booth_id: desk for desk in Desk.objects.filter(booth__in=keys)}
    rows = Meeting.objects.filter(booth__in=keys).order_by().values_list("booth")
    counted = rows.annotate(
        waits=Count("pk", filter=Q(state=MeetingState.WAITING)),
        talks=Count("pk", filter=Q(state__in=TOGETHER_STATES)),
        ended=Count("pk", filter=Q(state=MeetingState.DONE)),
    )
    counts = {booth: tuple(numbers) for booth, *numbers in counted}
    durations = _durations(keys)
    return {key: _line(desks.get(key, NO_DESK), counts.get(key, (0, 0, 0)), durations[key]) for key in keys}


def place_of(meeting: Meeting) -> Place:
    """Return how many wait before this one, and for how long about."""
    before = Meeting.objects.waiting().filter(booth=meeting.booth_id).filter(_is_before(meeting)).count()
    desk = desk_of(meeting.booth)
    taken = Meeting.objects.together().filter(booth=meeting.booth_id).count()
    wait = estimate(before, _durations([meeting.booth_id])[meeting.booth_id], _recruiters(desk, taken))
    return Place(meeting, before, wait)


def with_numbers(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Add `number`: the how-manieth came to this booth. It stays the same, whoever leaves, and names nobody."""
    earlier = Meeting.objects.filter(booth=OuterRef("booth"), pk__lte=OuterRef("pk")).order_by().values("booth")
    return rows.annotate(number=Subquery(earlier.annotate(count=Count("pk")).values("count")))


def called_in(event: Event, most: int) -> list[Meeting]:
    """Return who is called and has not entered yet, the newest call first: for the big screen."""
    rows = Meeting.objects.filter(event=event, state=MeetingState.CALLED).select_related("booth__spot")
    return list(with_numbers(rows.select_related("booth__organisation")).order_by("-called_at")[:most])


def near(booth: Booth) -> list[Meeting]:
    """Return who has at most two before them and has not been told."""
    first = Meeting.objects.waiting().filter(booth=booth).in_line()[: REMINDED_BEFORE + 1]
    return [meeting for meeting in first if meeting.reminded_at is None]


def meetings_of(person_id: Any, event: Event | None = None) -> QuerySet[Meeting]:
    """Return a person's own meetings, open ones first, the newest first."""
    rows = Meeting.objects.filter(person__in=same_human(person_id)).select_related("booth__organisation", "event")
    return (rows.filter(event=event) if event else rows).order_by("-queued_at")


def my_open_meetings(actor: Actor, event: Event) -> dict[UUID, Meeting]:
    """Return where the acting person waits or talks, by booth; nothing for a visitor."""
    if actor.person_id is None:
        return {}
    return {row.booth_id: row for row in meetings_of(actor.person_id, event).open()}


def current_talk(booth: Booth, recruiter_id: Any) -> Meeting | None:
    """Return whom this recruiter has called or talks to."""
    rows = Meeting.objects.together().filter(booth=booth, recruiter_id=recruiter_id)
    return rows.select_related("person", "booth__organisation", "event").first()


def line_at(booth: Booth) -> QuerySet[Meeting]:
    """Return who waits at a booth, in order."""
    return Meeting.objects.waiting().filter(booth=booth).in_line().select_related("person")


def lines_said(meeting: Meeting) -> QuerySet[TalkLine]:
    return TalkLine.objects.filter(meeting=meeting)


def overdue_calls() -> list[Meeting]:
    """Return who was called and did not enter within the time of their hall."""
    rows = Meeting.objects.filter(state=MeetingState.CALLED).select_related("event", "booth")
    return [row for row in rows if clock.now() >= enters_until(row)]


def enters_until(meeting: Meeting) -> dt.datetime:
    """Until when somebody who was called has to enter."""
    called = meeting.called_at or clock.now()
    return called + dt.timedelta(minutes=hall_of(meeting.event).enter_minutes)


def talks_until(meeting: Meeting) -> dt.datetime | None:
    """When the time limit of a talk is reached; nobody is thrown out, both see it."""
    if meeting.began_at is None:
        return None
    return meeting.began_at + dt.timedelta(minutes=hall_of(meeting.event).talk_minutes)


def figures_of(meetings: Any) -> dict[UUID | None, HallFigures]:
    """Return the figures by booth; under None those of all booths together."""
    rows = list(meetings.order_by())
    by_booth: dict[UUID | None, list[Meeting]] = defaultdict(list)
    for row in rows:
        by_booth[row.booth_id].append(row)
        by_booth[None].append(row)
    return {key: _figures(found) for key, found in by_booth.items()}


def _figures(rows: list[Meeting]) -> HallFigures:
    count = Counter(row.state for row in rows)
    waits = [row.waited.total_seconds() / 60 for row in rows if row.called_at]
    return HallFigures(
        came=len({row.person_id for row in rows}),
        talks=sum(row.began_at is not None for row in rows),
        missed=count[MeetingState.MISSED],
        left=count[MeetingState.LEFT],
        refused=count[MeetingState.REFUSED],
        invited=sum(row.outcome == "invite" for row in rows),
        waited=round(median(waits)) if waits else None,
    )


def _line(desk: Desk, counts: tuple[int, ...], durations: list[float]) -> Line:
    waiting, talking, done = counts
    wait = estimate(waiting, durations, _recruiters(desk, talking))
    return Line(desk, waiting, talking, done, wait)


def _recruiters(desk: Desk, talking: int) -> int:
    """How many recruiters receive now: those who talk, and at least one while the booth is open."""
    return max(1, talking) if desk.is_open else 0


def _durations(booths: list[UUID]) -> dict[UUID, list[float]]:
    """Minutes from call to end of today's talks, the latest last."""
    midnight = timezone.make_aware(dt.datetime.combine(clock.today(), dt.time.min))
    rows = Meeting.objects.filter(booth__in=booths, state=MeetingState.DONE, ended_at__gte=midnight)
    found: dict[UUID, list[float]] = defaultdict(list)
    for booth, called_at, ended_at in rows.order_by("ended_at").values_list("booth", "called_at", "ended_at"):
        found[booth].append((ended_at - called_at).total_seconds() / 60)
    return found


def _is_before(meeting: Meeting) -> Q:
    return Q(queued_at__lt=meeting.queued_at) | Q(queued_at=meeting.queued_at, pk__lt=meeting.pk)
