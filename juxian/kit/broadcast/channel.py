"""One stream in the live process: what was published so far, who publishes now, and whether anybody does."""

import logging
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from juxian.kit.broadcast.shelves import shelf_of
from juxian.kit.media.playlist import Segment
from juxian.kit.media.window import LiveWindow

logger = logging.getLogger("juxian.live")


class Phase(StrEnum):
    WAITING = "waiting"  # admitted, no picture yet
    LIVE = "live"
    INTERRUPTED = "interrupted"
    ENDED = "ended"


class Channel:
    """Fed by remuxers in their threads, read by players in the event loop.

    Only the newest feed may write: one that was replaced writes nothing more.
    """

    def __init__(self, stream_id: UUID, *, is_public: bool, now: Callable[[], float] = time.monotonic):
        self.stream_id, self.is_public = stream_id, is_public
        self.window, self.phase = LiveWindow(), Phase.WAITING
        self.is_complete = True
        self.shelf = shelf_of(stream_id)
        self._now, self.heard_at = now, now()
        stored = self.shelf.segments()  # an earlier process, or an earlier evening
        self.take = max((segment.take for segment in stored), default=0)
        self._number = len(stored)
        self._first = True
        self._lock = threading.Lock()

    def hear(self) -> None:
        """Bytes arrived."""
        self.heard_at = self._now()

    @property
    def silence(self) -> float:
        """Seconds since bytes arrived."""
        return self._now() - self.heard_at

    def begin(self, init: bytes) -> int:
        """A new take; return its number."""
        with self._lock:
            self.take += 1
            self.window.begin(self.take, init)
            self._store(lambda: self.shelf.begin(self.take, init))
            if self._first:
                self._first = False
                self._store(lambda: self.shelf.set_public(self.is_public))
            return self.take

    def add(self, data: bytes, seconds: float) -> None:
        with self._lock:
            segment = Segment(self._number, self.take, seconds)
            self._number += 1
            self._store(lambda: self.shelf.add(segment, data))
            self.window.add(segment, data)

    def _store(self, write: Callable[[], None]) -> None:
        """Write to disk. A full disk costs the replay, never the show."""
        try:
            write()
        except OSError:
            if self.is_complete:
                logger.exception("a stream cannot be stored; viewers go on")
            self.is_complete = False

    def open_to(self, is_public: bool) -> None:
        if is_public != self.is_public:
            self.is_public = is_public
            self._store(lambda: self.shelf.set_public(is_public))
