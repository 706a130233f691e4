"""The addresses of an uploaded video's files; the mount `/hls/` hands them out (`kit/broadcast/hls.py`)."""

from typing import Any

WATCH_SECONDS = 6 * 3600


def file_url(video: Any, name: str) -> str:
    """Return the address of one file of the video, signed where the video is not public."""
    from juxian.kit.broadcast.keys import watch_token

    place = video.pk.hex if video.is_public else f"{video.pk.hex}~{watch_token(video.pk, WATCH_SECONDS)}"
    return f"/hls/{place}/{name}"
