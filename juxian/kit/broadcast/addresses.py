"""The addresses of streams: to watch, and to publish to."""

from uuid import UUID

from juxian.kit.broadcast.backends import backend
from juxian.kit.broadcast.shelves import shelf_of


def playback_url(stream_id: UUID, *, is_public: bool, replay: bool = False, seconds: int = 6 * 3600) -> str:
    """Return the playlist of a stream. That of a public one is the same for everybody, so a cache may keep its
    segments; another's carries a token in the path, which every segment of it inherits."""
    return backend().playback_url(stream_id, is_public=is_public, replay=replay, seconds=seconds)


def media_seconds(stream_id: UUID) -> float:
    """Return how much of a stream is recorded up to now: where a chapter of the replay begins."""
    return shelf_of(stream_id).kept().seconds


def rtmp_address() -> str:
    """What is typed into OBS as the server; the key of the stream is the stream key there."""
    return backend().rtmp_address()


def whip_address() -> str:
    """Where WHIP publishes, with the key as bearer token."""
    return backend().whip_address()
