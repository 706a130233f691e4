"""Ingest from a browser's camera: chunks of MediaRecorder over one WebSocket.

The first message is JSON {"secret": ticket or key, "session": …}, then bytes. We answer JSON {"state": "accepted" |
"live" | "here" | "refused" | "over", "message": sentence}. A page that lost the network connects again: that is a new
take. On a network that died without a word it would take minutes to notice; so we say "here" every two seconds, and a
page that hears nothing connects again.
"""

import asyncio
import contextlib
import json
from typing import Any

from django.utils.translation import gettext as _

from juxian.kit.addresses import scope_address
from juxian.kit.broadcast.admission import admit
from juxian.kit.broadcast.feed import Feed
from juxian.kit.broadcast.station import Station
from juxian.kit.errors import RuleBroken

IDLE_SECONDS = 30.0
PULSE_SECONDS = 2.0
MOST_MESSAGE = 4 << 20  # bytes; a chunk of a second is a quarter of a megabyte


class Gone(Exception):
    """The page left before it said who it is."""


class Camera:
    """One WebSocket, from its first message to its end."""

    def __init__(self, station: Station, scope: Any, receive: Any, send: Any):
        self._station, self._receive, self._send = station, receive, send
        self._address = scope_address(scope)

    async def run(self) -> None:
        """Admit, take in, say how it ended."""
        await self._receive()  # websocket.connect
        await self._send({"type": "websocket.accept"})
        try:
            feed = await self._admitted()
        except Gone:
            return
        except TimeoutError:  # connected and said nothing
            await self._send({"type": "websocket.close", "code": 4008})
            return
        except RuleBroken as refusal:
            await self._say("refused", refusal.message)
            await self._send({"type": "websocket.close", "code": 4003})
            return
        await self._say("accepted")
        await self._take_in(feed)

    async def _admitted(self) -> Feed:
        message = await asyncio.wait_for(self._receive(), IDLE_SECONDS)
        if message["type"] == "websocket.disconnect":
            raise Gone
        try:
            first = json.loads(message.get("text") or "{}")
            secret, session = str(first.get("secret", "")), str(first.get("session", ""))
        except (ValueError, AttributeError):
            secret = session = ""
        admission = await admit(secret, protocol="browser", address=self._address)
        return self._station.publish(admission, protocol="browser", session=session)

    async def _take_in(self, feed: Feed) -> None:
        reading = asyncio.create_task(self._read(feed))
        telling = [asyncio.create_task(self._tell_when_live(feed)), asyncio.create_task(self._pulse())]
        ends = [asyncio.create_task(feed.closing.wait()), asyncio.create_task(feed.done.wait())]
        try:
            await asyncio.wait([reading, *ends], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (reading, *telling, *ends):
                task.cancel()
            feed.end()
        if not reading.done() or reading.cancelled():
            await self._close(feed)

    async def _close(self, feed: Feed) -> None:
        """We end it, not the page."""
        await feed.finish()
        if self._station.is_closing:
            state, code, words = "restarting", 1012, str(_("直播服务正在重启，几秒后会自动接上。"))
        elif feed.fault:
            state, code, words = "refused", 4003, feed.fault
        elif feed.closing.is_set():
            state, code, words = "over", 1000, str(_("这场直播已结束。"))
        else:  # nothing was wrong but one take: the page begins the next
            await self._send({"type": "websocket.close", "code": 1011})
            return
        await self._say(state, words)
        await self._send({"type": "websocket.close", "code": code})

    async def _read(self, feed: Feed) -> None:
        while True:
            try:
                message = await asyncio.wait_for(self._receive(), IDLE_SECONDS)
            except TimeoutError:  # the page sleeps: it connects again when it wakes
                await self._send({"type": "websocket.close", "code": 4008})
                return
            if message["type"] == "websocket.disconnect":
                return
            data = message.get("bytes")
            if data is not None and len(data) <= MOST_MESSAGE:
                await feed.put(data)

    async def _tell_when_live(self, feed: Feed) -> None:
        while not feed.has_media:
            await asyncio.sleep(0.2)
        await self._say("live")

    async def _pulse(self) -> None:
        with contextlib.suppress(OSError):  # the page is gone; whoever reads from it sees that too
            while True:
                await asyncio.sleep(PULSE_SECONDS)
                await self._say("here")

    async def _say(self, state: str, message: str = "") -> None:
        text = json.dumps({"state": state, "message": message}, ensure_ascii=False)
        await self._send({"type": "websocket.send", "text": text})
