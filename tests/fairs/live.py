"""A show of the employer with open vacancies, brought on air through the actions."""

import datetime as dt
from typing import Any

from juxian.fairs import actions
from juxian.fairs.models import Card, Stream
from juxian.kit import clock
from tests.cast import Cast
from tests.fairs.factories import make_booth, make_event, run_now
from tests.recruitment.hiring import opened


def make_stream(cast: Cast, **changes: Any) -> Stream:
    """A show of the employer at an event of the office that has begun."""
    event = run_now(make_event(cast, "live_show"))
    make_booth(cast, event)
    values: dict[str, Any] = {
        "title": "焊工专场直播",
        "starts_at": clock.now() + dt.timedelta(minutes=5),
        "source": "camera",
    }
    return actions.open_stream(event, organisation=cast.employer, by=cast.zhao.actor, **values | changes)


def on_air(stream: Stream) -> Stream:
    """The first picture has arrived."""
    return actions.begin_take(stream, number=1, protocol="browser", second=0)


def make_card(cast: Cast, stream: Stream, **changes: Any) -> Card:
    """A card of an open vacancy of the employer."""
    return actions.add_card(stream, vacancy=opened(cast, **changes), by=cast.zhao.actor)


def later(monkeypatch: Any, seconds: float) -> dt.datetime:
    """Move the clock of business on by so many seconds."""
    instant = clock.now() + dt.timedelta(seconds=seconds)
    monkeypatch.setattr(clock, "now", lambda: instant)
    return instant
