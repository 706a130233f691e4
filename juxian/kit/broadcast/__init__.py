"""Live streams: how they come in, how they are watched, and who is asked what may be published.

The kit knows no shows, only streams with a key. A domain registers itself as their owner (`register_stream_owner`).
"""

from juxian.kit.broadcast.addresses import media_seconds, playback_url, rtmp_address, whip_address
from juxian.kit.broadcast.keys import hash_stream_key, make_stream_key, publish_ticket
from juxian.kit.broadcast.owners import (
    Admission,
    PublishRequest,
    Recording,
    ScheduledFile,
    Standing,
    StreamOwner,
    register_stream_owner,
)
from juxian.kit.broadcast.shelves import recording_of, remove_recording, set_public

__all__ = [
    "Admission",
    "PublishRequest",
    "Recording",
    "ScheduledFile",
    "Standing",
    "StreamOwner",
    "hash_stream_key",
    "make_stream_key",
    "media_seconds",
    "playback_url",
    "publish_ticket",
    "recording_of",
    "register_stream_owner",
    "remove_recording",
    "rtmp_address",
    "set_public",
    "whip_address",
]
