"""What a live room, its studio and its figures show."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, Value

from juxian.fairs.chapters import Chapter, Shown, chapters
from juxian.fairs.funnel import Funnel, total
from juxian.fairs.models import Booth, Card, Comment, Event, EventQuestion, Mute, Pin, Stream
from juxian.fairs.pacing import Said
from juxian.fairs.states import CardState, CommentState, QuestionState, StreamState
from juxian.kit import clock
from juxian.recruitment.queries.job_application import applications_from, rows_from

SOURCE = "live"
COMMENTS_SHOWN = 60
QUESTIONS_SHOWN = 30
# A stream that nobody starts stays in lists of what is coming for this long.
LATE_HOURS = 12


def takes_part(event_id: UUID, organisation_id: UUID) -> bool:
    """Tell whether an organisation has a confirmed booth at the event."""
    return Booth.objects.approved().filter(event=event_id, organisation=organisation_id).exists()


def room_of(streams: QuerySet[Stream]) -> QuerySet[Stream]:
    """Take along all that the room's page shows of a stream, in three queries."""
    cards = Card.objects.exclude(state=CardState.WITHDRAWN).select_related(
        "vacancy__organisation", "vacancy__occupation"
    )
    return streams.select_related("event__host", "organisation").prefetch_related(Prefetch("cards", cards))


def lately(
    stream: Stream, person_id: UUID | None, seconds: int
) -> tuple[list[tuple[dt.datetime | None, str]], list[Said]]:
    """Return a person's mutes in force (until when, why) and what they said in so many seconds, newest first: one
    query, since it is asked with every comment of a full room."""
    said = Comment.objects.filter(
        stream=stream, person=person_id, said_at__gt=clock.now() - dt.timedelta(seconds=seconds)
    )
    mutes = Mute.objects.in_force().filter(event=stream.event_id, person=person_id)
    rows = (
        said.annotate(kind=Value("said"))
        .order_by()
        .values_list("kind", "said_at", "text")
        .union(mutes.annotate(kind=Value("muted")).order_by().values_list("kind", "until_at", "reason"), all=True)
    )
    found = list(rows)
    spoken = [Said(at, text) for kind, at, text in found if kind == "said"]
    muted = [(at, text) for kind, at, text in found if kind == "muted"]
    return muted, sorted(spoken, key=lambda row: row.at, reverse=True)


def latest_comments(stream: Stream) -> list[Comment]:
    """Return what was said last, oldest first."""
    return list(stream.comments.shown().order_by("-said_at", "-id")[:COMMENTS_SHOWN])[::-1]


def pinned_card(stream: Stream) -> Card | None:
    """Return the card over the video, with its vacancy."""
    rows = Card.objects.filter(stream=stream, state=CardState.PINNED)
    return rows.select_related("vacancy__organisation", "stream").first()


def answered_questions(stream: Stream) -> QuerySet[EventQuestion]:
    """Return the archive of questions of the event, the newest answer first."""
    return EventQuestion.objects.public().filter(event=stream.event_id).order_by("-answered_at")[:QUESTIONS_SHOWN]


def chapters_of(stream: Stream, opening: str) -> list[Chapter]:
    """Return the chapters of the recording: one a card that was pinned."""
    pins = Pin.objects.filter(card__stream=stream).select_related("card__vacancy")
    shown = [Shown(str(pin.card_id), pin.card.vacancy.title, pin.from_second, pin.to_second) for pin in pins]
    return chapters(shown, stream.recorded_seconds or stream.take_second, opening)


def cards_of(stream: Stream) -> list[Card]:
    """Return every card of the show in its order, also what was taken away: it keeps its figures."""
    return list(stream.cards.select_related("vacancy__organisation", "stream__event"))


def presenters_of(event: Event) -> QuerySet[Any]:
    """Return who may present at the event: its host, and the employers that take part."""
    organisations: Any = Booth._meta.get_field("organisation").related_model
    taking_part = Booth.objects.approved().filter(event=event).values("organisation")
    return organisations.objects.filter(Q(pk=event.host_id) | Q(pk__in=taking_part)).order_by("name")


def presentable_vacancies(stream: Stream) -> QuerySet[Any]:
    """Return the open vacancies of the presenter and of everybody at the event that are not in the show yet."""
    vacancies: Any = Card._meta.get_field("vacancy").related_model
    taking_part = Booth.objects.approved().filter(event=stream.event_id).values("organisation")
    listed = stream.cards.exclude(state=CardState.WITHDRAWN).values("vacancy")
    whose = Q(organisation=stream.organisation_id) | Q(organisation__in=taking_part)
    return vacancies.objects.public().filter(whose).exclude(pk__in=listed).order_by("title")


def desk_comments(stream: Stream) -> tuple[list[Comment], list[Comment]]:
    """Return what waits to be read by a person, oldest first, and what was said or hidden last, newest first."""
    recent = stream.comments.exclude(state=CommentState.HELD).order_by("-said_at", "-id")[:COMMENTS_SHOWN]
    return list(stream.comments.held()), list(recent)


def mutes_of(stream: Stream) -> QuerySet[Mute]:
    """Return who may not write now, with what they wrote."""
    return Mute.objects.in_force().filter(event=stream.event_id).select_related("comment")


def asked_questions(stream: Stream) -> QuerySet[EventQuestion]:
    """Return what was asked of whoever presents and waits for an answer."""
    rows = EventQuestion.objects.filter(event=stream.event_id, booth=None, hidden_at=None)
    return rows.filter(state=QuestionState.ASKED)[:QUESTIONS_SHOWN]


def applications_of(card: Card, step: str) -> QuerySet[Any]:
    """Return the rows behind one figure of a card."""
    return rows_from(SOURCE, card.source_ref, step)


def funnels_of(cards: list[Card]) -> list[tuple[Card, Funnel]]:
    """Return what each card led to, in one query for any number of them."""
    found = applications_from(SOURCE, [card.source_ref for card in cards])
    return [(card, _funnel(card, found.get(card.source_ref))) for card in cards]


def funnel_of_all(rows: list[tuple[Card, Funnel]]) -> Funnel:
    return total(funnel for _card, funnel in rows)


def live_now() -> QuerySet[Stream]:
    """Return what is on air, and what begins next: for the calendar and the home page."""
    since = clock.now() - dt.timedelta(hours=LATE_HOURS)
    rows = Stream.objects.public().filter(state__in=[StreamState.READY, *_on_air()], starts_at__gte=since)
    return rows.select_related("event", "organisation").order_by("starts_at")


def replays() -> QuerySet[Stream]:
    """Return what can be watched again, the newest first."""
    rows = Stream.objects.public().filter(state=StreamState.ENDED, replay="public", recorded_seconds__isnull=False)
    return rows.select_related("event", "organisation").order_by("-ended_at")


def _funnel(card: Card, tally: Any) -> Funnel:
    if tally is None:
        return Funnel(card.impressions)
    return Funnel(card.impressions, tally.applied, tally.interviewed, tally.hired)


def _on_air() -> tuple[str, str]:
    return StreamState.LIVE, StreamState.INTERRUPTED
