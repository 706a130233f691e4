"""The time at which business happens. Everywhere `clock.now()` instead of the machine's time, so that a past year can
be replayed through the same actions (the demo does); the audit record keeps the machine's time beside it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_replayed: ContextVar[dt.datetime | None] = ContextVar("replayed_instant", default=None)


def now() -> dt.datetime:
    """Return the aware instant of business."""
    return _replayed.get() or timezone.now()


def today() -> dt.date:
    """Return the business date in the district's time zone."""
    return timezone.localdate(now())


def is_replayed() -> bool:
    return _replayed.get() is not None


@contextmanager
def at(instant: dt.datetime) -> Iterator[None]:
    """Let business happen at another instant, for replays only."""
    token = _replayed.set(instant)
    try:
        yield
    finally:
        _replayed.reset(token)
