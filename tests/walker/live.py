"""A show of one employer with a card, a comment, a mute and a question; for the walker."""

from dataclasses import dataclass
from typing import Any

from juxian.fairs import actions
from juxian.fairs.models import Card, Comment, EventQuestion, Mute, Stream
from tests.cast import Cast, Member
from tests.fairs.factories import make_draft, publish


@dataclass
class LiveRows:
    """One of each. The show is the employer's own, at its own info session; the member writes in its room."""

    stream: Stream
    recorded: Stream
    card: Card
    comment: Comment
    mute: Mute
    question: EventQuestion


def live_rows(member: Member, admin: Member, cast: Cast, vacancy: Any) -> LiveRows:
    """The member waits in the room of a show of `admin`, about a vacancy of theirs."""
    by = admin.actor
    event = publish(make_draft(cast, "info_session", by=by, title="空中宣讲"), cast, by=by)
    stream = actions.open_stream(event, title="宣讲直播", starts_at=event.starts_at, source="camera", by=by)
    recorded = actions.open_stream(event, title="上一场", starts_at=event.starts_at, source="camera", by=by)
    comment = actions.say(stream, text="几点开始", by=member.citizen)
    return LiveRows(
        stream=stream,
        recorded=actions.take_recording(recorded, seconds=90),
        card=actions.add_card(stream, vacancy=vacancy, by=by),
        comment=comment,
        mute=actions.mute_author(comment, reason="反复刷屏", minutes=10, by=by),
        question=actions.ask_question(event, question="有宿舍吗？", by=member.citizen),
    )
