"""One open page: what waits to be sent to it, and no more than that."""

import asyncio
from collections import deque
from dataclasses import dataclass

from juxian.kit.pushes.tickets import Ticket

# A page that is this many frames behind has a dead network. It is dropped, comes back and catches up.
MOST_WAITING = 64


@dataclass(frozen=True)
class Since:
    """From where a page wants news: after the last frame it got (`number`), or after it was made (`at`)."""

    number: int | None
    at: float

    def is_before(self, number: int, at: float) -> bool:
        return self.number < number if self.number is not None else self.at < at


class Listener:
    """The queue between the hub and one connection. The hub puts, the connection takes; neither waits for the other."""

    __slots__ = ("_ended", "_waiting", "_wake", "task", "ticket")

    def __init__(self, ticket: Ticket, task: asyncio.Task | None = None) -> None:
        self.ticket = ticket
        self.task = task
        self._waiting: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._ended = False

    @property
    def is_behind(self) -> bool:
        return len(self._waiting) >= MOST_WAITING

    def put(self, text: bytes) -> None:
        """Add what is to be sent. A listener that does not take any more is ended."""
        if self.is_behind:
            self.end()
        else:
            self._waiting.append(text)
            self._wake.set()

    def put_if_idle(self, text: bytes) -> None:
        """Add a heartbeat, unless something waits anyway."""
        if not self._waiting:
            self.put(text)

    async def take(self) -> bytes:
        """Wait for something to send and return all of it; b"" when it is over."""
        while not self._waiting and not self._ended:
            self._wake.clear()
            await self._wake.wait()
        if self._ended:
            return b""
        text = b"".join(self._waiting)
        self._waiting.clear()
        return text

    def end(self) -> None:
        """Close the connection; one that hangs in sending is cancelled."""
        was_behind, self._ended = self.is_behind, True
        self._wake.set()
        if was_behind and self.task is not None:
            self.task.cancel()

    @property
    def has_ended(self) -> bool:
        return self._ended
