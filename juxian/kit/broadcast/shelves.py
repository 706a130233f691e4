"""Where streams and videos lie on disk, and who may read them there."""

from uuid import UUID

from django.conf import settings

from juxian.kit.broadcast.owners import Recording
from juxian.kit.media.shelf import Shelf


def shelf_of(stream_id: UUID) -> Shelf:
    return Shelf(settings.VIDEO_ROOT, stream_id)


def set_public(stream_id: UUID, is_public: bool) -> None:
    """Open the stored files to everybody, or to holders of a signed address only. At once."""
    shelf_of(stream_id).set_public(is_public)


def recording_of(stream_id: UUID) -> Recording | None:
    """Return what is stored of a stream, or None."""
    kept = shelf_of(stream_id).kept()
    return Recording(kept.seconds, kept.size, kept.takes) if kept.segments else None


def remove_recording(stream_id: UUID) -> None:
    """Remove everything that is stored of a stream."""
    shelf_of(stream_id).remove()
