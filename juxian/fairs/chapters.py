"""From pinned cards to the chapters of a recording. Pure. All times are seconds of the recording, which has no holes:
while the presenter's signal was gone nothing was recorded (`Stream.second_at`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHORTEST_SECONDS = 3.0  # a card pinned for less was pinned by mistake


@dataclass(frozen=True)
class Shown:
    """A card on the time line, in seconds of the recording. `end` None: it was never taken away."""

    key: str
    title: str
    start: float
    end: float | None = None


@dataclass(frozen=True)
class Chapter:
    """A part of the recording, up to where the next one begins. `key` "" where no card belongs to it."""

    key: str
    title: str
    start: float
    end: float

    @property
    def clock(self) -> str:
        """The start as people read it: 1:02:03, or 2:03."""
        return clock_of(self.start)


def chapters(shown: Iterable[Shown], length: float, opening: str) -> list[Chapter]:
    """Return the chapters: one a card, one before the first card where there is time before it, in order, no gaps.

    A card pinned again right after itself goes on; pinned again later it gets a chapter again."""
    starts = [("", opening, 0.0)]
    for row in sorted(_long_enough(shown, length), key=lambda each: each.start):
        row_start = starts.pop()[2] if row.start - starts[-1][2] < SHORTEST_SECONDS else row.start
        if not starts or starts[-1][0] != row.key:
            starts.append((row.key, row.title, row_start))
    ends = [start for _key, _title, start in starts[1:]] + [length]
    return [Chapter(key, title, start, end) for (key, title, start), end in zip(starts, ends, strict=True)]


def _long_enough(shown: Iterable[Shown], length: float) -> Sequence[Shown]:
    return [
        row
        for row in shown
        if row.start < length and (length if row.end is None else row.end) - row.start >= SHORTEST_SECONDS
    ]


def as_vtt(parts: Iterable[Chapter]) -> str:
    """Return the chapters as WebVTT, which players read. Titles are one line, without what WebVTT takes for marks."""
    cues = [f"{_stamp(part.start)} --> {_stamp(part.end)}\n{_one_line(part.title)}" for part in parts]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def clock_of(seconds: float) -> str:
    """Return whole seconds as people read them."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _stamp(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}:{left:02}.{thousandths:03}"


def _one_line(title: str) -> str:
    plain = " ".join(title.split()).replace("-->", "→")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
