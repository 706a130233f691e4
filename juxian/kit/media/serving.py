"""The addresses of an uploaded video's files; the mount `/hls/` hands them out (`kit/broadcast/hls.py`)."""

from typing import Any

from django.core import signing

from juxian.kit.models import Video

WATCH_SECONDS = 6 * 3600
PROGRESS_SALT = "kit.media.progress"


def file_url(video: Any, name: str) -> str:
    """Return the address of one file of the video, signed where the video is not public."""
    from juxian.kit.broadcast.keys import watch_token

    place = video.pk.hex if video.is_public else f"{video.pk.hex}~{watch_token(video.pk, WATCH_SECONDS)}"
    return f"/hls/{place}/{name}"


def progress_token(video: Any) -> str:
    """Return what lets a page ask how far the conversion of this video is: whoever saw the page may ask."""
    return signing.Signer(salt=PROGRESS_SALT).sign(video.pk.hex)


def video_of_progress(token: str) -> Any:
    """Return the video that a page asks about, or None."""
    try:
        key = signing.Signer(salt=PROGRESS_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Video.objects.filter(pk=key).first()
