"""AMF0: the values in RTMP commands. What is read comes from strangers, so depth and number are bounded."""

import struct
from typing import Any

NUMBER, BOOLEAN, STRING, OBJECT, NULL, UNDEFINED, ECMA_ARRAY, END, STRICT_ARRAY, DATE, LONG_STRING = (
    0, 1, 2, 3, 5, 6, 8, 9, 10, 11, 12,
)  # fmt: skip
MOST_DEPTH, MOST_VALUES = 8, 1000


class BadAmf(Exception):
    """These bytes are no AMF0."""


class Reader:
    """Reads values one after the other."""

    def __init__(self, data: bytes):
        self._data, self._at, self._values = data, 0, 0

    def all(self) -> list[Any]:
        """Return every value until the end."""
        values = []
        while self._at < len(self._data):
            values.append(self.value())
        return values

    def value(self, depth: int = 0) -> Any:
        self._values += 1
        if depth > MOST_DEPTH or self._values > MOST_VALUES:
            raise BadAmf("too deep or too many")
        kind = self._take(1)[0]
        match kind:
            case 0:
                return struct.unpack(">d", self._take(8))[0]
            case 1:
                return self._take(1) != b"\0"
            case 2:
                return self._text(2)
            case 3:
                return self._pairs(depth)
            case 5 | 6:
                return None
            case 8:
                self._take(4)
                return self._pairs(depth)
            case 10:
                return [self.value(depth + 1) for _ in range(min(self._length(4), MOST_VALUES))]
            case 11:
                return struct.unpack(">d", self._take(10)[:8])[0]
            case 12:
                return self._text(4)
        raise BadAmf(f"type {kind}")

    def _pairs(self, depth: int) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        while True:
            name = self._text(2)
            if not name and self._data[self._at : self._at + 1] == bytes([END]):
                self._at += 1
                return pairs
            pairs[name] = self.value(depth + 1)

    def _length(self, size: int) -> int:
        return int.from_bytes(self._take(size), "big")

    def _text(self, size: int) -> str:
        return self._take(self._length(size)).decode("utf-8", "replace")

    def _take(self, size: int) -> bytes:
        if self._at + size > len(self._data):
            raise BadAmf("ends too early")
        self._at += size
        return self._data[self._at - size : self._at]


def read(data: bytes) -> list[Any]:
    """Return the values of a message. Raises `BadAmf`."""
    return Reader(data).all()


def write(*values: Any) -> bytes:
    """Return the values as AMF0."""
    return b"".join(_written(value) for value in values)


def _written(value: Any) -> bytes:
    if value is None:
        return bytes([NULL])
    if isinstance(value, bool):
        return bytes([BOOLEAN, value])
    if isinstance(value, int | float):
        return bytes([NUMBER]) + struct.pack(">d", value)
    if isinstance(value, str):
        return bytes([STRING]) + _short(value)
    pairs = b"".join(_short(name) + _written(each) for name, each in value.items())
    return bytes([OBJECT]) + pairs + b"\0\0" + bytes([END])


def _short(text: str) -> bytes:
    data = text.encode()[:0xFFFF]
    return struct.pack(">H", len(data)) + data
