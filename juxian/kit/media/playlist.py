"""Playlists of HLS (RFC 8216), written from a list of segments."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

VERSION = 7  # fragmented MP4 with EXT-X-MAP needs 6 or later
TYPE = "application/vnd.apple.mpegurl"


@dataclass(frozen=True)
class Segment:
    """One file of a stream. `number` counts from 0 over all takes; `take` from 1."""

    number: int
    take: int
    seconds: float

    @property
    def name(self) -> str:
        return f"{self.number:06d}.m4s"

    @property
    def init(self) -> str:
        """The name of the take's initial part: a new take has another, for no player loads one name twice."""
        return init_name(self.take)


def init_name(take: int) -> str:
    return f"init-{take}.mp4"


def entries(segments: Iterable[Segment], take: int = 0) -> list[str]:
    """Return the lines of these segments; `take` is that of the segment before them (0: there is none)."""
    lines: list[str] = []
    for segment in segments:
        if segment.take != take:
            if take:
                lines.append("#EXT-X-DISCONTINUITY")
            lines.append(f'#EXT-X-MAP:URI="{segment.init}"')
            take = segment.take
        lines += [f"#EXTINF:{segment.seconds:.3f},", segment.name]
    return lines


def live(segments: Sequence[Segment], *, target: int, is_over: bool) -> str:
    """The playlist of the last few segments. It stays open while the publisher is away: viewers wait."""
    first = segments[0] if segments else None
    head = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{VERSION}",
        f"#EXT-X-TARGETDURATION:{target}",
        f"#EXT-X-MEDIA-SEQUENCE:{first.number if first else 0}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{first.take - 1 if first else 0}",
    ]
    end = ["#EXT-X-ENDLIST"] if is_over else []
    return "\n".join([*head, *entries(segments), *end, ""])


def whole(segments: Sequence[Segment]) -> str:
    """The playlist of a stored stream: every segment from the first on."""
    head = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{VERSION}",
        f"#EXT-X-TARGETDURATION:{target_of(segments)}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-MEDIA-SEQUENCE:0",
    ]
    return "\n".join([*head, *entries(segments), "#EXT-X-ENDLIST", ""])


def target_of(segments: Iterable[Segment]) -> int:
    """Return the whole seconds that no segment exceeds, rounded as RFC 8216 §4.3.3.1 rounds."""
    return max((math.floor(segment.seconds + 0.5) for segment in segments), default=1) or 1
