"""The last segments of a live stream, in memory: every viewer asks for the same few."""

import threading
from collections import deque

from juxian.kit.media import playlist
from juxian.kit.media.playlist import Segment

LISTED = 8  # segments in the playlist
KEPT = 16  # segments in memory: slow viewers ask for what has just left the playlist


class LiveWindow:
    """Filled in the thread of the remuxer, read in the event loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._segments: deque[Segment] = deque(maxlen=LISTED)
        self._data: dict[str, bytes] = {}
        self._names: deque[str] = deque()
        self._target = 1
        self._text = playlist.live([], target=1, is_over=False)
        self.is_over = False

    def begin(self, take: int, init: bytes) -> None:
        """A new take: its initial part stays as long as a segment in memory needs it."""
        with self._lock:
            self._data[playlist.init_name(take)] = init

    def add(self, segment: Segment, data: bytes) -> None:
        with self._lock:
            self._segments.append(segment)
            self._data[segment.name] = data
            self._names.append(segment.name)
            if len(self._names) > KEPT:
                del self._data[self._names.popleft()]
            self._target = max(self._target, playlist.target_of([segment]))
            self._write()

    def end(self) -> None:
        """Close the playlist: players stop asking."""
        with self._lock:
            self.is_over = True
            self._write()

    def _write(self) -> None:
        self._text = playlist.live(list(self._segments), target=self._target, is_over=self.is_over)

    @property
    def text(self) -> str:
        return self._text

    @property
    def is_empty(self) -> bool:
        return not self._segments

    def read(self, name: str) -> bytes | None:
        """Return a segment or initial part that is still here."""
        return self._data.get(name)
