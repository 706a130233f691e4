"""Who moves the media: this platform itself, or a server beside it. One setting chooses; pages see no difference."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from juxian.kit.broadcast.backends.base import LiveBackend

__all__ = ["LiveBackend", "backend"]


def backend() -> LiveBackend:
    """Return the backend that settings name."""
    return _make(settings.LIVE_BACKEND)


@lru_cache(maxsize=4)
def _make(path: str) -> LiveBackend:
    made: LiveBackend = import_string(path)()
    return made
