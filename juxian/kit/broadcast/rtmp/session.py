"""One connection of OBS or ffmpeg, from the handshake to the end."""

import asyncio
import secrets
from typing import Any

from juxian.kit.broadcast.admission import admit
from juxian.kit.broadcast.feed import Feed
from juxian.kit.broadcast.owners import Admission
from juxian.kit.broadcast.rtmp import amf
from juxian.kit.broadcast.rtmp.chunks import (
    ACKNOWLEDGE,
    AUDIO,
    BANDWIDTH,
    COMMAND,
    USER_CONTROL,
    VIDEO,
    WINDOW,
    BadRtmp,
    ChunkReader,
    Message,
    chunks,
)
from juxian.kit.broadcast.rtmp.flv import FlvStream
from juxian.kit.broadcast.station import Station
from juxian.kit.errors import RuleBroken
from juxian.kit.media.faults import BadMedia
from juxian.kit.media.words import sentence

HANDSHAKE = 1536  # bytes
GREETING_SECONDS, IDLE_SECONDS = 10.0, 30.0
WINDOW_BYTES = 2_500_000
STREAM = 1  # the one stream that a connection may make


class Session:
    """Speaks with one publisher."""

    def __init__(
        self, station: Station, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str
    ) -> None:
        self._station, self._reader, self._writer, self._address = station, reader, writer, address
        self._chunks = ChunkReader(reader)
        self._acknowledged = 0
        self._flv = FlvStream()
        self._admission: Admission | None = None
        self._feed: Feed | None = None
        self._ended = False

    async def run(self) -> None:
        """Serve until either side ends it. Raises `BadRtmp`, `BadAmf`, `IncompleteReadError`, `TimeoutError`."""
        await asyncio.wait_for(self._shake_hands(), GREETING_SECONDS)
        try:
            while not self._ended:
                await self._acknowledge()
                message = await self._next()
                if message is not None:
                    await self._handle(message)
        except BadMedia as fault:
            await self._refuse(sentence(fault))
        finally:
            if self._feed is not None:
                await self._feed.finish()

    async def _shake_hands(self) -> None:
        """Version 3, plain: each side sends 1536 bytes and repeats the other's."""
        if await self._reader.readexactly(1) != b"\x03":
            raise BadRtmp("version")
        theirs = await self._reader.readexactly(HANDSHAKE)
        ours = bytes(8) + secrets.token_bytes(HANDSHAKE - 8)
        self._writer.write(b"\x03" + ours + theirs)
        await self._writer.drain()
        await self._reader.readexactly(HANDSHAKE)

    async def _next(self) -> Message | None:
        """The next message; None where we end the connection."""
        reading = asyncio.create_task(self._chunks.message())
        closing = asyncio.create_task(self._feed.closing.wait()) if self._feed is not None else None
        seconds = IDLE_SECONDS if self._feed is not None else GREETING_SECONDS
        waiting = {reading, closing} - {None}
        try:
            done, _ = await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)  # type: ignore[type-var]
            if closing in done:
                self._ended = True
                return None
            if reading not in done:
                raise TimeoutError
            return reading.result()
        finally:
            for task in waiting:
                task.cancel()  # type: ignore[union-attr]

    async def _handle(self, message: Message) -> None:
        if message.kind == COMMAND:
            await self._command(message)
        elif message.kind in (AUDIO, VIDEO) and self._admission is not None:
            await self._media(message)

    async def _media(self, message: Message) -> None:
        begins, data = self._flv.take(message.kind, message.time, message.body)
        if self._feed is not None and self._feed.done.is_set() and not begins:
            await self._refuse(self._feed.fault)
            return
        if begins:
            await self._begin_feed()
        if data and self._feed is not None:
            await self._feed.put(data)

    async def _begin_feed(self) -> None:
        if self._feed is not None:
            await self._feed.finish()
        assert self._admission is not None
        try:
            self._feed = self._station.publish(self._admission, protocol="rtmp", container="flv")
        except RuleBroken as refusal:
            self._feed = None
            await self._refuse(refusal.message)

    async def _command(self, message: Message) -> None:
        values = amf.read(message.body)
        if len(values) < 2 or not isinstance(values[0], str):
            raise BadRtmp("command")
        name, number, arguments = values[0], values[1], values[2:]
        if name == "connect":
            await self._connected(number)
        elif name == "createStream":
            self._send(COMMAND, amf.write("_result", number, None, STREAM))
        elif name == "publish":
            await self._publish(arguments)
        elif name in ("FCUnpublish", "deleteStream", "closeStream"):
            self._ended = name != "FCUnpublish"
        await self._writer.drain()

    async def _connected(self, number: Any) -> None:
        self._send(WINDOW, WINDOW_BYTES.to_bytes(4, "big"), number=2)
        self._send(BANDWIDTH, WINDOW_BYTES.to_bytes(4, "big") + b"\x02", number=2)
        facts = {"fmsVer": "FMS/3,0,1,123", "capabilities": 31}
        status = {"level": "status", "code": "NetConnection.Connect.Success", "description": "", "objectEncoding": 0}
        self._send(COMMAND, amf.write("_result", number, facts, status))

    async def _publish(self, arguments: list[Any]) -> None:
        """The name of the stream is its key. Some programs hang a query behind it."""
        if self._admission is not None:
            raise BadRtmp("publishes twice")
        key = str(arguments[1]).partition("?")[0] if len(arguments) > 1 else ""
        try:
            admission = await admit(key, protocol="rtmp", address=self._address)
            self._station.refuse_second(admission.stream_id)
        except RuleBroken as refusal:
            await self._refuse(refusal.message)
            return
        self._admission = admission
        self._send(USER_CONTROL, b"\0\0" + STREAM.to_bytes(4, "big"), number=2)
        self._status("status", "NetStream.Publish.Start", "")

    async def _refuse(self, why: str) -> None:
        """Say why and end; OBS shows the code, ffmpeg the words."""
        self._ended = True
        self._status("error", "NetStream.Publish.BadName" if self._feed is None else "NetStream.Publish.Failed", why)
        await self._writer.drain()

    def _status(self, level: str, code: str, description: str) -> None:
        status = {"level": level, "code": code, "description": description}
        self._send(COMMAND, amf.write("onStatus", 0, None, status), stream=STREAM, number=5)

    def _send(self, kind: int, body: bytes, *, stream: int = 0, number: int = 3) -> None:
        self._writer.write(chunks(Message(kind, 0, stream, body), number=number))

    async def _acknowledge(self) -> None:
        if self._chunks.received - self._acknowledged > WINDOW_BYTES:
            self._acknowledged = self._chunks.received
            self._send(ACKNOWLEDGE, (self._acknowledged & 0xFFFFFFFF).to_bytes(4, "big"), number=2)
            await self._writer.drain()
