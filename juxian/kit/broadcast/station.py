"""The live process: every channel, who may publish into it, and the watch over silence, standing and schedule."""

import asyncio
import logging
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from juxian.kit.broadcast.calling import ask, tell
from juxian.kit.broadcast.channel import Channel, Phase
from juxian.kit.broadcast.feed import Feed
from juxian.kit.broadcast.owners import Admission, Recording, Standing
from juxian.kit.errors import RuleBroken

logger = logging.getLogger("juxian.live")
WATCH_SECONDS = 1.0
STANDING_SECONDS = 2.0
MOST_STREAMS = 50
KEEP_ENDED_SECONDS = 120.0  # players still read the last segments, and that it is over


class Station:
    """Everything here runs in the event loop, so nothing needs a lock."""

    def __init__(self) -> None:
        self.channels: dict[UUID, Channel] = {}
        self.feeds: dict[UUID, Feed] = {}
        self.is_closing = False
        self._tasks: set[asyncio.Task] = set()
        self._news: dict[UUID, asyncio.Task] = {}
        self._standing_at = 0.0

    async def start(self) -> None:
        """Begin to watch; streams of an earlier process wait for their publishers, and end when none returns."""
        self.is_closing = False
        for stream_id in await ask("left_live", []):
            channel = self._channel(await self.admission_by_standing(stream_id))
            channel.phase = Phase.INTERRUPTED
            self.spread(stream_id, "on_interrupted", stream_id)
        self.spawn(self._watch())

    async def close(self) -> None:
        """Write every last segment, tell the owner, and stop. The streams may go on in the next process."""
        self.is_closing = True
        feeds = list(self.feeds.values())
        for feed in feeds:
            feed.closing.set()
        await asyncio.gather(*(feed.finish() for feed in feeds))
        for channel in self.channels.values():
            if channel.phase is Phase.LIVE:
                channel.phase = Phase.INTERRUPTED
                self.spread(channel.stream_id, "on_interrupted", channel.stream_id)
        await asyncio.gather(*self._news.values(), return_exceptions=True)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def spawn(self, work: Any) -> asyncio.Task:
        """Run something beside, and end it with the process."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def spread(self, stream_id: UUID, name: str, *args: Any) -> None:
        """Tell the owner of a stream, one piece of news after the other."""
        before = self._news.get(stream_id)

        async def after() -> None:
            if before is not None:
                await asyncio.wait([before])
            await tell(name, *args)

        self._news[stream_id] = self.spawn(after())

    def publish(self, admission: Admission, *, protocol: str, container: str | None = None, session: str = "") -> Feed:
        """Begin to take in a publisher. Raises `RuleBroken` where another one is at it. `session` names a page:
        one that lost the network replaces its own connection, of which nobody knows yet that it is dead."""
        if self.is_closing:
            raise RuleBroken(_("直播服务正在重启。请稍等几秒后再开播。"))
        self.refuse_second(admission.stream_id, session)
        channel = self._channel(admission)
        current = self.feeds.get(channel.stream_id)
        if current is not None:
            current.dismiss(_("已从另一处继续推流，这里的推流已停止。"))
        channel.hear()
        feed = Feed(channel, protocol=protocol, container=container, session=session, on_media=self._on_media)
        self.feeds[channel.stream_id] = feed
        return feed

    async def admission_by_standing(self, stream_id: UUID) -> Admission:
        """The admission of a stream that nobody asks for with a key: the platform itself goes on with it."""
        standings = await ask("standing", {}, [stream_id])
        return Admission(stream_id, is_public=stream_id in standings and standings[stream_id].is_public)

    def refuse_second(self, stream_id: UUID, session: str = "") -> None:
        """Refuse who comes while another one publishes; one that has gone silent may be replaced."""
        current = self.feeds.get(stream_id)
        if current is None or current.done.is_set() or (session and session == current.session):
            return
        if current.channel.silence < settings.LIVE_INTERRUPTED_SECONDS:
            raise RuleBroken(_("这场直播正在由另一处推流。请先停止那一处，再从这里开播。"))

    def _channel(self, admission: Admission) -> Channel:
        channel = self.channels.get(admission.stream_id)
        if channel is None or channel.phase is Phase.ENDED:
            running = sum(each.phase is not Phase.ENDED for each in self.channels.values())
            if running >= MOST_STREAMS:
                raise RuleBroken(_("同时进行的直播太多了。请稍后再开播，或联系管理员。"))
            channel = Channel(admission.stream_id, is_public=admission.is_public)
            self.channels[admission.stream_id] = channel
        return channel

    def _on_media(self, feed: Feed, take: int) -> None:
        """The first segment of a publisher is there."""
        channel = feed.channel
        if channel.phase is not Phase.ENDED:
            channel.phase = Phase.LIVE
            self.spread(channel.stream_id, "on_publish", channel.stream_id, take, feed.protocol)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                await self.look()
            except Exception:
                logger.exception("the watch over the streams failed; going on")

    async def look(self) -> None:
        """Notice silence, what the owner wants ended, and what is long over."""
        for channel in list(self.channels.values()):
            if channel.phase is Phase.LIVE and channel.silence > settings.LIVE_INTERRUPTED_SECONDS:
                channel.phase = Phase.INTERRUPTED
                self.spread(channel.stream_id, "on_interrupted", channel.stream_id)
            elif channel.phase is not Phase.ENDED and channel.silence > settings.LIVE_SILENT_SECONDS:
                await self.end(channel.stream_id, "silent")
            elif channel.phase is Phase.ENDED and channel.silence > KEEP_ENDED_SECONDS:
                self._forget(channel.stream_id)
        await self._look_at_standing()

    async def _look_at_standing(self) -> None:
        loop_time = asyncio.get_running_loop().time()
        running = [key for key, channel in self.channels.items() if channel.phase is not Phase.ENDED]
        if not running or loop_time - self._standing_at < STANDING_SECONDS:
            return
        self._standing_at = loop_time
        unknown: dict[UUID, Standing] | None = None
        standings = await ask("standing", unknown, running)
        if standings is None:
            return  # no answer is no order to cut anybody off
        for stream_id in running:
            standing = standings.get(stream_id)
            if standing is None or not standing.wanted:
                await self.end(stream_id, "ended")
            else:
                self.channels[stream_id].open_to(standing.is_public)

    async def end(self, stream_id: UUID, why: str) -> None:
        """End a stream for good: cut the publisher off, close the playlist, make the replay."""
        channel = self.channels[stream_id]
        if channel.phase is Phase.ENDED:
            return
        feed = self.feeds.pop(stream_id, None)
        if feed is not None:
            feed.closing.set()
            await feed.finish()
        had_media, channel.phase = channel.phase is not Phase.WAITING, Phase.ENDED
        channel.window.end()
        channel.hear()  # from here its files are kept a while
        kept = await asyncio.to_thread(channel.shelf.finish)
        if had_media or why == "ended":
            self.spread(stream_id, "on_ended", stream_id, why)
        if kept.segments:
            recording = Recording(kept.seconds, kept.size, kept.takes, channel.is_complete)
            self.spread(stream_id, "on_record", stream_id, recording)

    def _forget(self, stream_id: UUID) -> None:
        self.channels.pop(stream_id, None)
        self.feeds.pop(stream_id, None)
        self._news.pop(stream_id, None)
