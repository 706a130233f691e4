"""RTMP's audio and video messages are FLV tags without their frame; here they get it back.

FFmpeg's reader wants to know at the beginning which tracks there are. So tags wait until pictures and sound have both
told their codec, or for a second; a track that comes later, or changes its codec data, begins a new file.
"""

from dataclasses import dataclass, field

from juxian.kit.broadcast.rtmp.chunks import AUDIO, VIDEO
from juxian.kit.media.faults import BadMedia

AVC, AAC = 7, 10
WAIT_MILLISECONDS = 1000
MOST_WAITING = 500  # tags
FLAGS = {AUDIO: 4, VIDEO: 1}


@dataclass
class FlvStream:
    """Turns messages into the bytes of one FLV file after the other. `take` returns (begins a new file, bytes)."""

    _configs: dict[int, bytes] = field(default_factory=dict)
    _tracks: frozenset[int] = frozenset()  # of the file that is being written; empty: none yet
    _waiting: list[tuple[int, int, bytes]] = field(default_factory=list)

    def take(self, kind: int, time: int, body: bytes) -> tuple[bool, bytes]:
        """Take one message. Raises `BadMedia` where its codec is none that phones show."""
        if len(body) < 2:
            return False, b""
        if kind == VIDEO:
            check_picture(body)
        if _is_config(kind, body):
            return self._take_config(kind, time, body)
        if self._tracks:
            late = kind not in self._tracks and (kind == VIDEO or (body[0] >> 4) != AAC)
            return self._begin([(kind, time, body)], {kind}) if late else (False, self._tag(kind, time, body))
        self._waiting.append((kind, time, body))
        waited = time - self._waiting[0][1]
        if len(self._configs) == 2 or waited > WAIT_MILLISECONDS or len(self._waiting) > MOST_WAITING:
            waiting, self._waiting = self._waiting, []
            return self._begin(waiting, {each for each, _, _ in waiting})
        return False, b""

    def _take_config(self, kind: int, time: int, body: bytes) -> tuple[bool, bytes]:
        is_new = self._configs.get(kind) != body
        self._configs[kind] = body
        return self._begin([], {kind}, time) if self._tracks and is_new else (False, b"")

    def _begin(self, tags: list[tuple[int, int, bytes]], kinds: set[int], time: int = 0) -> tuple[bool, bytes]:
        self._tracks = frozenset(self._tracks | kinds | set(self._configs))
        time = tags[0][1] if tags else time
        head = b"FLV\x01" + bytes([sum(FLAGS[kind] for kind in self._tracks)]) + b"\0\0\0\x09\0\0\0\0"
        configs = b"".join(self._tag(kind, time, body) for kind, body in sorted(self._configs.items(), reverse=True))
        return True, head + configs + b"".join(self._tag(*tag) for tag in tags)

    def _tag(self, kind: int, time: int, body: bytes) -> bytes:
        if kind not in self._tracks:
            return b""
        size = len(body).to_bytes(3, "big")
        stamp = (time & 0xFFFFFF).to_bytes(3, "big") + bytes([time >> 24 & 0xFF])
        return bytes([kind]) + size + stamp + b"\0\0\0" + body + (len(body) + 11).to_bytes(4, "big")


def _is_config(kind: int, body: bytes) -> bool:
    """The first message of a track tells how to decode it."""
    if kind == VIDEO:
        return (body[0] & 0x0F) == AVC and body[1] == 0
    return body[0] >> 4 == AAC and body[1] == 0


def check_picture(body: bytes) -> None:
    """Refuse pictures that are not H.264. "Enhanced RTMP" names its codecs by four letters."""
    if body[0] & 0x80:
        raise BadMedia("video_codec", name=body[1:5].decode("ascii", "replace").strip().upper())
    if (body[0] & 0x0F) != AVC:
        raise BadMedia("video_codec", name=f"FLV {body[0] & 0x0F}")
