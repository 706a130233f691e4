"""What open rooms are told: how each kind of news is drawn, once for everybody, and who counts the viewers."""

from uuid import UUID

from django.template.loader import render_to_string

from juxian.fairs.actions.stream import count_viewers
from juxian.fairs.models import Comment, EventQuestion, Stream
from juxian.fairs.queries.stream import pinned_card, room_of
from juxian.kit.pushes import register_presence, register_push

EVERY_SECONDS = 10
PREFIX = "fairs.stream:"


def draw_comments(refs: list[str]) -> dict[str, str]:
    """Draw what is shown; what is held or hidden is left out and disappears from pages."""
    rows = Comment.objects.shown().filter(pk__in=refs)
    return {str(row.pk): render_to_string("fairs/public/_comment.html", {"comment": row}) for row in rows}


def draw_questions(refs: list[str]) -> dict[str, str]:
    rows = EventQuestion.objects.public().filter(pk__in=refs)
    return {str(row.pk): render_to_string("fairs/public/_room_question.html", {"question": row}) for row in rows}


def draw_stages(refs: list[str]) -> dict[str, str]:
    return _draw(refs, "fairs/public/_stage_line.html")


def draw_chat_lines(refs: list[str]) -> dict[str, str]:
    return _draw(refs, "fairs/public/_chat_line.html")


def draw_pinned(refs: list[str]) -> dict[str, str]:
    """Draw the place of the pinned card; without one it is empty and stays on the page."""
    streams = Stream.objects.public().filter(pk__in=refs)
    return {
        str(row.pk): render_to_string("fairs/public/_pinned.html", {"stream": row, "card": pinned_card(row)})
        for row in streams
    }


def draw_cards(refs: list[str]) -> dict[str, str]:
    streams = room_of(Stream.objects.public().filter(pk__in=refs))
    return {
        str(row.pk): render_to_string("fairs/public/_cards.html", {"stream": row, "cards": list(row.cards.all())})
        for row in streams
    }


def count(topic: str, viewers: int, newcomers: list[str]) -> None:
    """Every ten seconds, only where somebody came or went."""
    stream = Stream.objects.select_related("event").filter(pk=UUID(topic.removeprefix(PREFIX))).first()
    if stream is not None:
        count_viewers(stream, count=viewers, newcomers=newcomers, source="live" if stream.is_on_air else "replay")


def _draw(refs: list[str], template: str) -> dict[str, str]:
    rows = Stream.objects.public().filter(pk__in=refs)
    return {str(row.pk): render_to_string(template, {"stream": row}) for row in rows}


def register() -> None:
    register_push("comment", draw_comments)
    register_push("question", draw_questions)
    register_push("stage", draw_stages)
    register_push("chat", draw_chat_lines)
    register_push("pinned", draw_pinned)
    register_push("cards", draw_cards)
    register_push("held")
    register_presence(PREFIX, count, every=EVERY_SECONDS)
