"""Who came and how many watch, for the topics somebody registered for (`register_presence`)."""

import asyncio
import logging
import time
from collections import Counter
from uuid import uuid4

from juxian.kit.pushes.counting import forget_process, note_streams
from juxian.kit.pushes.hub import Hub
from juxian.kit.pushes.publishing import publish
from juxian.kit.pushes.registry import VIEWERS, Presence, presence_of
from juxian.kit.pushes.threads import in_thread

logger = logging.getLogger("juxian.pushes")
LOOK_SECONDS = 1.0
# A count that did not change is confirmed all the same, or it would be taken for a dead process's.
CONFIRM_SECONDS = 15.0


class Attendance:
    """The counts of one process."""

    def __init__(self, hub: Hub) -> None:
        self.process = uuid4()
        self._hub = hub
        self._told: dict[str, int] = {}
        self._noted_at: dict[str, float] = {}
        self._known: dict[str, set[str]] = {}

    async def keep(self) -> None:
        """Note and tell, again and again; a failure (the database restarts) is logged and tried again."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.note_once()
            except Exception:
                logger.exception("viewers could not be counted")

    async def note_once(self) -> None:
        """Note the topics whose time has come."""
        streams, viewers = self._present()
        now = time.monotonic()
        due = {topic: streams[topic] for topic in streams.keys() | self._told.keys() if self._is_due(topic, now)}
        if not due:
            return
        newcomers = {topic: sorted(viewers.get(topic, set()) - self._known.get(topic, set())) for topic in due}
        await in_thread(self._note, due, newcomers)
        for topic, count in due.items():
            self._noted_at[topic] = now
            self._known.setdefault(topic, set()).update(newcomers[topic])
            if not count:
                self._forget(topic)

    async def close(self) -> None:
        """Take this process out of the sums."""
        try:
            await in_thread(forget_process, self.process)
        except Exception:
            logger.exception("the counts of this process could not be taken back; they end by themselves")

    def _present(self) -> tuple[Counter[str], dict[str, set[str]]]:
        streams: Counter[str] = Counter()
        viewers: dict[str, set[str]] = {}
        for name, topic in self._hub.topics.items():
            if topic.listeners and presence_of(name):
                streams[name] = len(topic.listeners)
                viewers[name] = {entry.ticket.viewer for entry in topic.listeners if entry.ticket.viewer}
        return streams, viewers

    def _is_due(self, topic: str, now: float) -> bool:
        entry = presence_of(topic)
        every = min(entry.every, CONFIRM_SECONDS) if entry else 0
        return now - self._noted_at.get(topic, float("-inf")) >= every

    def _note(self, due: dict[str, int], newcomers: dict[str, list[str]]) -> None:
        """In a thread: note, tell the pages, tell the domain. A domain that fails does not stop the counting."""
        for topic, total in note_streams(self.process, due).items():
            if total != self._told.get(topic):
                publish(topic, VIEWERS, str(total))
                self._told[topic] = total
            entry = presence_of(topic)
            if entry and entry.flush:
                _flush(entry, topic, total, newcomers[topic])

    def _forget(self, topic: str) -> None:
        for memory in (self._told, self._noted_at, self._known):
            memory.pop(topic, None)


def _flush(entry: Presence, topic: str, total: int, newcomers: list[str]) -> None:
    try:
        entry.flush(topic, total, newcomers)  # type: ignore[misc]
    except Exception:
        logger.exception("the count of %s could not be handed on", entry.prefix)
