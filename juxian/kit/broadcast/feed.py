"""One publisher: its bytes go through a pipe into a remuxer in a thread, and from there into the channel."""

import asyncio
import logging
import threading
from collections.abc import Callable

from django.utils.translation import override

from juxian.kit.broadcast.channel import Channel
from juxian.kit.media.faults import BadMedia
from juxian.kit.media.pipe import BytePipe
from juxian.kit.media.remuxer import Remuxer
from juxian.kit.media.words import sentence

logger = logging.getLogger("juxian.live")
JOIN_SECONDS = 5.0


class Feed:
    """From the first byte of a publisher to its last. `done` is set when everything is written; then `fault` is ""
    or the sentence that the publisher reads."""

    def __init__(
        self,
        channel: Channel,
        *,
        protocol: str,
        container: str | None,
        session: str,
        on_media: Callable[["Feed", int], None],
    ):
        self.channel, self.protocol, self.session, self.fault = channel, protocol, session, ""
        self.done, self.has_media = asyncio.Event(), False
        self.closing = asyncio.Event()  # somebody wants the publisher gone; `fault` says why
        self._container, self._on_media = container, on_media
        self._loop = asyncio.get_running_loop()
        self._pipe = BytePipe()
        self._is_active = True
        self._thread = threading.Thread(target=self._run, name="live-remuxer", daemon=True)
        self._thread.start()

    async def put(self, data: bytes) -> None:
        """Hand bytes on; waits while the remuxer is behind."""
        self.channel.hear()
        await self._pipe.feed(data)

    def end(self) -> None:
        """No more bytes will come; what is there is finished."""
        self._pipe.end()

    async def finish(self) -> None:
        """End, and wait until the last segment lies there."""
        self.end()
        try:
            await asyncio.wait_for(self.done.wait(), JOIN_SECONDS)
        except TimeoutError:
            self._is_active = False
            self._pipe.break_off()
            logger.warning("a remuxer did not end in time; its last segment is lost")

    def dismiss(self, why: str) -> None:
        """Ask whoever holds the connection to close it, and tell the publisher why."""
        self.fault = self.fault or why
        self._is_active = False
        self.closing.set()
        self.end()

    def begin(self, init: bytes) -> None:
        """A take begins (called in the thread)."""
        if self._is_active:
            self.channel.begin(init)

    def segment(self, data: bytes, seconds: float) -> None:
        """A segment is whole (called in the thread)."""
        if not self._is_active:
            return
        self.channel.add(data, seconds)
        if not self.has_media:
            self.has_media = True
            self._loop.call_soon_threadsafe(self._on_media, self, self.channel.take)

    def _run(self) -> None:
        try:
            with override("zh-hans"):
                self._remux()
        finally:
            self._pipe.break_off()
            self._loop.call_soon_threadsafe(self.done.set)

    def _remux(self) -> None:
        try:
            Remuxer(self._pipe, self, container=self._container).run()
        except BadMedia as fault:
            if not self._is_closed_by_publisher(fault):
                self.fault = self.fault or sentence(fault)
        except Exception:
            logger.exception("a remuxer failed")
            self.fault = self.fault or sentence(BadMedia("broken"))

    def _is_closed_by_publisher(self, fault: BadMedia) -> bool:
        """A connection that broke off leaves half a packet behind, and that is no fault of the media."""
        return self.has_media and fault.code == "broken"
