"""Cutting what the MP4 writer of FFmpeg puts out into its initial part and its fragments.

An MP4 file is a row of boxes: four bytes of length, four of name, content (ISO/IEC 14496-12, §4.2). `ftyp` + `moov`
tell the tracks; each `moof` + `mdat` after them is a fragment that plays by itself after those.
"""

from collections.abc import Callable

HEAD = 8  # bytes of length and name


class BoxCutter:
    """A file to write to: calls `on_init` once and `on_fragment` for every whole fragment."""

    def __init__(self, on_init: Callable[[bytes], None], on_fragment: Callable[[bytes], None]):
        self._on_init, self._on_fragment = on_init, on_fragment
        self._bytes = bytearray()
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take the next bytes; FFmpeg calls this."""
        self._bytes += data
        while (box := self._next_box()) is not None:
            self._take(box)
        return len(data)

    @property
    def held(self) -> int:
        """Bytes of a fragment that is not whole yet."""
        return len(self._bytes) + sum(len(part) for part in self._parts)

    def _next_box(self) -> bytes | None:
        if len(self._bytes) < HEAD:
            return None
        length = int.from_bytes(self._bytes[:4], "big")
        if length < HEAD:
            raise ValueError(f"box of {length} bytes")
        if len(self._bytes) < length:
            return None
        box = bytes(self._bytes[:length])
        del self._bytes[:length]
        return box

    def _take(self, box: bytes) -> None:
        self._parts.append(box)
        name = box[4:8]
        if name == b"moov":
            self._on_init(self._taken())
        elif name == b"mdat":
            self._on_fragment(self._taken())

    def _taken(self) -> bytes:
        whole = b"".join(self._parts)
        self._parts.clear()
        return whole
