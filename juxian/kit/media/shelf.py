"""Streams and videos on disk: one folder each, segments as files, and a list that is written line by line.

The list is appended after the segment lies there, so whatever is killed in between, every line names a whole file. The
replay is made of the very segments that viewers saw live; no second copy is written.
"""

import json
import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from juxian.kit.media import playlist
from juxian.kit.media.playlist import Segment

FOLDER_MODE, FILE_MODE = 0o700, 0o600
LIST, PUBLIC = "segments.jsonl", "public"
# What may be handed out of a folder, and as what.
TYPES = {
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".jpg": "image/jpeg",
    ".m3u8": playlist.TYPE,
}


@dataclass(frozen=True)
class Kept:
    """How much of a stream is stored."""

    segments: int
    takes: int
    seconds: float
    size: int  # bytes


class Shelf:
    """The folder of one stream or video under `root`."""

    def __init__(self, root: Path, key: uuid.UUID):
        self.folder = root / key.hex[-2:] / key.hex
        self._size: int | None = None

    def make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)

    def begin(self, take: int, init: bytes) -> None:
        self.make()
        self._write(playlist.init_name(take), init)

    def add(self, segment: Segment, data: bytes) -> None:
        self._write(segment.name, data)
        line = json.dumps([segment.number, segment.take, round(segment.seconds, 3), len(data)])
        with (self.folder / LIST).open("a") as file:
            file.write(line + "\n")

    def _write(self, name: str, data: bytes) -> None:
        descriptor = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)

    def rows(self) -> list[tuple[Segment, int]]:
        """Return the segments with their sizes; a last line that a crash cut off is left out."""
        try:
            lines = (self.folder / LIST).read_text().splitlines()
        except FileNotFoundError:
            return []
        return [row for line in lines if (row := _row(line)) is not None]

    def segments(self) -> list[Segment]:
        return [segment for segment, _ in self.rows()]

    def kept(self) -> Kept:
        """Return how much is stored."""
        rows = self.rows()
        takes = {segment.take for segment, _ in rows}
        return Kept(len(rows), len(takes), sum(s.seconds for s, _ in rows), sum(size for _, size in rows))

    def finish(self) -> Kept:
        """Write the playlist of the whole, beside its place and renamed: it is there whole or not at all."""
        kept = self.kept()
        if kept.segments:
            unfinished = self.folder / "replay.part"
            unfinished.write_text(playlist.whole(self.segments()))
            unfinished.rename(self.folder / "replay.m3u8")
        return kept

    def set_public(self, is_public: bool) -> None:
        """Let everybody read these files, or only who holds a signed address."""
        if is_public:
            self.make()
            (self.folder / PUBLIC).touch(mode=FILE_MODE)
        else:
            (self.folder / PUBLIC).unlink(missing_ok=True)

    @property
    def is_public(self) -> bool:
        return (self.folder / PUBLIC).exists()

    def path(self, name: str) -> Path | None:
        """Return where a file lies that may be handed out, or None."""
        if "/" in name or name.startswith(".") or Path(name).suffix not in TYPES:
            return None
        path = self.folder / name
        return path if path.is_file() else None

    def remove(self) -> None:
        """Remove everything; nothing there is no fault."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _row(line: str) -> tuple[Segment, int] | None:
    try:
        number, take, seconds, size = json.loads(line)
    except ValueError:
        return None
    return Segment(number, take, seconds), size
