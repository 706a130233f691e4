"""The heart of a process: news comes in from PostgreSQL, is gathered and loaded once, and goes out to all listeners."""

import asyncio
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable

from juxian.kit.pushes.frames import HEARTBEAT, Frame, News, load_news, missed_text, news_text
from juxian.kit.pushes.listeners import Listener, Since
from juxian.kit.pushes.registry import BATCH_SECONDS, KINDS
from juxian.kit.pushes.threads import in_thread
from juxian.kit.pushes.tickets import Ticket
from juxian.kit.pushes.topics import Topic

logger = logging.getLogger("juxian.pushes")

Loader = Callable[[list[News], set[str]], Awaitable[dict[str, list[dict]]]]
# Telling one listener costs the process about this much, so a big audience is told less often, never all the time.
SECONDS_A_LISTENER = 0.0002
NEWS_A_BATCH = 200
TOPICS_REMEMBERED = 2000
# After so many listeners the event loop may do something else: a picture of a live stream must not wait for a chat.
SLICE = 200
# A clock of another machine may be this much ahead; told twice changes nothing, not told would.
CLOCK_MARGIN = 5.0


async def load_in_thread(news: list[News], languages: set[str]) -> dict[str, list[dict]]:
    return await in_thread(load_news, news, languages)


class Hub:
    """All topics of one process. Lives in its event loop; nothing here is safe from another thread."""

    def __init__(self, load: Loader = load_in_thread, started_at: float | None = None) -> None:
        self.topics: OrderedDict[str, Topic] = OrderedDict()
        self.listeners: set[Listener] = set()
        self._load = load
        self._epoch = secrets.token_hex(4)
        self._number = 0
        self._forgotten = (0, started_at or time.time())
        self._tasks: set[asyncio.Task] = set()

    # News comes in

    def receive(self, topic_name: str, kind: str, refs: Iterable[str]) -> None:
        """Take news as PostgreSQL tells it."""
        news = [(kind, ref) for ref in refs]
        topic = self._topic(topic_name)
        if not topic.listeners:
            self._number += 1
            topic.note_quietly(self._number, time.time(), news)
            return
        topic.pending.update(dict.fromkeys(news))
        self._flush_soon(topic)

    def lost_news(self) -> None:
        """The line to PostgreSQL was broken: nobody knows what happened meanwhile, so every page looks again."""
        self._number += 1
        self._forgotten = (self._number, time.time())
        for topic in self.topics.values():
            topic.quiet.clear()
            topic.frames.clear()
            topic.forgotten = self._forgotten
        self._tell_missed(self.listeners)

    # Listeners come and go

    def join(self, ticket: Ticket, last_mark: str = "", task: asyncio.Task | None = None) -> Listener:
        """Begin to listen; what was missed since the page was made, or since `last_mark`, waits to be sent."""
        listener = Listener(ticket, task)
        self.listeners.add(listener)
        since = self._since(ticket, last_mark)
        caught_up: list[bytes] | None = []
        for name in ticket.topics:
            frames = self._enter(name, listener, since)
            caught_up = None if frames is None or caught_up is None else caught_up + frames
        for text in [missed_text(self._mark(), 1)] if caught_up is None else caught_up:
            listener.put(text)
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a listener whose connection is gone."""
        self.listeners.discard(listener)
        for name in listener.ticket.topics:
            if name in self.topics:
                self.topics[name].listeners.discard(listener)

    async def beat(self) -> None:
        """A sign of life to those who wait, so that proxies keep the connection and dead ones are noticed."""
        await self._spread(list(self.listeners), lambda listener: listener.put_if_idle(HEARTBEAT))

    async def close(self) -> None:
        """End every stream: browsers come back by themselves, to another process or to this one when it is up again."""
        for listener in list(self.listeners):
            listener.end()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Between the two

    def _enter(self, name: str, listener: Listener, since: Since) -> list[bytes] | None:
        topic = self._topic(name)
        missed = topic.missed_by(since)
        if not topic.listeners:
            topic.wake(since)
        topic.listeners.add(listener)
        if topic.pending:
            self._flush_soon(topic)
        return None if missed else topic.frames_after(since, listener.ticket.language)

    def _topic(self, name: str) -> Topic:
        if name not in self.topics:
            self._forget_silent_topics()
            self.topics[name] = Topic(self._forgotten)
        self.topics.move_to_end(name)
        return self.topics[name]

    def _forget_silent_topics(self) -> None:
        """Keep memory bounded: who comes back to a forgotten topic is told to look again."""
        too_many = len(self.topics) - TOPICS_REMEMBERED
        if too_many <= 0:
            return
        silent = [name for name, topic in self.topics.items() if not topic.listeners and not topic.is_flushing]
        for name in silent[:too_many]:
            del self.topics[name]
            self._forgotten = (self._number, time.time())

    def _flush_soon(self, topic: Topic) -> None:
        if topic.is_flushing:
            return
        topic.is_flushing = True
        task = asyncio.ensure_future(self._flush(topic))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _flush(self, topic: Topic) -> None:
        """Gather, load once, tell everybody; again while more came in."""
        try:
            while topic.pending and topic.listeners:
                await asyncio.sleep(self._delay(topic))
                batch = list(topic.pending)[:NEWS_A_BATCH]
                for item in batch:
                    del topic.pending[item]
                await self._tell(topic, batch)
        finally:
            topic.is_flushing = False
        if topic.pending:  # the last listener left while this was gathered
            self._number += 1
            topic.note_quietly(self._number, time.time(), topic.pending)
            topic.pending.clear()

    def _delay(self, topic: Topic) -> float:
        delays = [KINDS[kind].delay for kind, _ref in topic.pending if kind in KINDS]
        return max(min(delays, default=BATCH_SECONDS), len(topic.listeners) * SECONDS_A_LISTENER)

    async def _tell(self, topic: Topic, batch: list[News]) -> None:
        languages = {listener.ticket.language for listener in topic.listeners}
        try:
            items = await self._load(batch, languages)
        except Exception:
            logger.exception("news of %s could not be loaded", sorted({kind for kind, _ref in batch}))
            self._tell_missed(topic.listeners)
            return
        self._number += 1
        mark = self._mark()
        texts = {language: news_text(mark, found) for language, found in items.items()}
        frame = Frame(self._number, time.time(), texts)
        topic.keep(frame)
        await self._spread(list(topic.listeners), lambda listener: self._put(listener, frame))

    def _put(self, listener: Listener, frame: Frame) -> None:
        text = frame.texts.get(listener.ticket.language)
        # A language that came while the news was being loaded looks again.
        listener.put(missed_text(self._mark(), 1) if text is None else text)

    def _tell_missed(self, listeners: Iterable[Listener]) -> None:
        listeners = list(listeners)
        within = 2 + len(listeners) // 50  # at most 50 of them a second ask for their page again
        for listener in listeners:
            listener.put(missed_text(self._mark(), within))

    async def _spread(self, listeners: list[Listener], tell: Callable[[Listener], None]) -> None:
        for start in range(0, len(listeners), SLICE):
            for listener in listeners[start : start + SLICE]:
                tell(listener)
            await asyncio.sleep(0)

    # How far somebody has heard

    def _mark(self) -> str:
        return f"{self._epoch}-{self._number}"

    def _since(self, ticket: Ticket, last_mark: str) -> Since:
        epoch, _dash, number = last_mark.partition("-")
        if epoch == self._epoch and number.isascii() and number.isdigit() and len(number) < 16:
            return Since(int(number), 0)
        if last_mark:
            return Since(-1, 0)  # heard another process, or this one before it was started again
        return Since(None, ticket.issued_at - CLOCK_MARGIN)
