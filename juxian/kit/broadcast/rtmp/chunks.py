"""RTMP messages out of chunks and into chunks (specification §5.3), within bounds."""

import asyncio
from dataclasses import dataclass, field

SET_CHUNK_SIZE, ABORT, ACKNOWLEDGE, USER_CONTROL, WINDOW, BANDWIDTH = 1, 2, 3, 4, 5, 6
AUDIO, VIDEO, DATA, COMMAND = 8, 9, 18, 20
EXTENDED = 0xFFFFFF
MOST_CHUNK, MOST_MESSAGE, MOST_STREAMS = 1 << 20, 4 << 20, 32  # bytes, bytes, chunk streams
MOST_HELD = 8 << 20  # bytes of messages that are not whole


class BadRtmp(Exception):
    """The other side does not keep to the protocol, or to our bounds."""


@dataclass(frozen=True)
class Message:
    kind: int
    time: int  # milliseconds
    stream: int
    body: bytes


@dataclass
class _Stream:
    """What the next chunk of a chunk stream may leave out."""

    time: int = 0
    delta: int = 0
    length: int = 0
    kind: int = 0
    stream: int = 0
    extended: bool = False
    body: bytearray = field(default_factory=bytearray)


class ChunkReader:
    """Reads messages. `received` counts bytes, which must be acknowledged now and then."""

    def __init__(self, reader: asyncio.StreamReader):
        self._reader = reader
        self._streams: dict[int, _Stream] = {}
        self._size = 128
        self.received = 0

    async def message(self) -> Message:
        """Return the next whole message. Raises `BadRtmp`, or `IncompleteReadError` at the end."""
        while True:
            message = await self._chunk()
            if message is None:
                continue
            if message.kind == SET_CHUNK_SIZE:
                self._set_size(message.body)
            elif message.kind == ABORT and len(message.body) == 4:
                self._streams.pop(int.from_bytes(message.body, "big"), None)
            else:
                return message

    def _set_size(self, body: bytes) -> None:
        size = int.from_bytes(body[:4], "big")
        if not 1 <= size <= MOST_CHUNK:
            raise BadRtmp(f"chunk size {size}")
        self._size = size

    async def _read(self, size: int) -> bytes:
        self.received += size
        return await self._reader.readexactly(size)

    async def _chunk(self) -> Message | None:
        first = (await self._read(1))[0]
        number = first & 0x3F
        if number < 2:
            extra = await self._read(number + 1)
            number = 64 + int.from_bytes(extra, "little")
        stream = self._streams.setdefault(number, _Stream())
        if len(self._streams) > MOST_STREAMS:
            raise BadRtmp("too many chunk streams")
        await self._head(stream, first >> 6)
        part = await self._read(min(self._size, stream.length - len(stream.body)))
        stream.body += part
        if sum(len(each.body) for each in self._streams.values()) > MOST_HELD:
            raise BadRtmp("too much that is not whole")
        if len(stream.body) < stream.length:
            return None
        body, stream.body = bytes(stream.body), bytearray()
        return Message(stream.kind, stream.time, stream.stream, body)

    async def _head(self, stream: _Stream, form: int) -> None:
        """Read the head of a chunk: forms 0, 1 and 2 leave out more and more, form 3 everything."""
        head = await self._read((11, 7, 3, 0)[form])
        if form < 3:
            delta = int.from_bytes(head[:3], "big")
            stream.extended = delta == EXTENDED
        else:
            delta = stream.delta
        if form < 2:
            stream.length, stream.kind = int.from_bytes(head[3:6], "big"), head[6]
            stream.body.clear()
            if stream.length > MOST_MESSAGE:
                raise BadRtmp(f"message of {stream.length} bytes")
        if form == 0:
            stream.stream = int.from_bytes(head[7:11], "little")
        if stream.extended:
            given = int.from_bytes(await self._read(4), "big")
            delta = given if form < 3 else delta
        if not stream.body:
            stream.time = (delta if form == 0 else stream.time + delta) & 0xFFFFFFFF
        if form < 3:
            stream.delta = delta if form else 0


def chunks(message: Message, *, number: int = 3, size: int = 128) -> bytes:
    """Return a message of ours as chunks; our messages have time 0."""
    body = message.body
    head = bytes([number]) + bytes(3) + len(body).to_bytes(3, "big") + bytes([message.kind])
    parts = [head + message.stream.to_bytes(4, "little") + body[:size]]
    parts += [bytes([0xC0 | number]) + body[at : at + size] for at in range(size, len(body), size)]
    return b"".join(parts)
