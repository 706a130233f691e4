"""A pipe from the event loop, where bytes arrive, to the thread in which FFmpeg reads them."""

import asyncio
import threading
from collections import deque

MOST_WAITING = 8 << 20  # bytes; a sender that is faster than the reader is slowed down by not being read


class BytePipe:
    """Bytes in by `feed` (event loop), out by `read` (thread). `end` lets the reader finish what is there;
    `break_off` makes it stop at once."""

    def __init__(self, most_waiting: int = MOST_WAITING):
        self._chunks: deque[memoryview] = deque()
        self._waiting, self._most = 0, most_waiting
        self._ended = False
        self._changed = threading.Condition()

    async def feed(self, data: bytes) -> None:
        """Add bytes; waits while too many are unread."""
        while self._waiting > self._most and not self._ended:
            await asyncio.sleep(0.02)
        self.feed_now(data)

    def feed_now(self, data: bytes) -> None:
        """Add bytes without waiting."""
        if not data:
            return
        with self._changed:
            if not self._ended:
                self._chunks.append(memoryview(data))
                self._waiting += len(data)
                self._changed.notify()

    def end(self) -> None:
        """No more bytes will come."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def break_off(self) -> None:
        """Forget what is unread, too."""
        with self._changed:
            self._chunks.clear()
            self._waiting = 0
        self.end()

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, waiting for the first; b"" at the end. FFmpeg calls this."""
        with self._changed:
            while not self._chunks and not self._ended:
                self._changed.wait()
            if not self._chunks:
                return b""
            chunk = self._chunks.popleft()
            if len(chunk) > size:
                self._chunks.appendleft(chunk[size:])
                chunk = chunk[:size]
            self._waiting -= len(chunk)
            return bytes(chunk)
