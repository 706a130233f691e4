"""Whose streams these are: one domain says who may publish, and learns what happens to each stream."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PublishRequest:
    """Somebody wants to publish: with the key of a stream (only its hash goes further), or with the signed ticket of a
    page or of the schedule, which names the stream."""

    key_hash: str | None
    stream_id: UUID | None
    protocol: str  # "browser", "rtmp", "whip", "file", or the name of an outer server
    address: str = ""


@dataclass(frozen=True)
class Admission:
    """The stream that may be published, and whether everybody may watch it."""

    stream_id: UUID
    is_public: bool


@dataclass(frozen=True)
class Standing:
    """What the owner's own rows say of a running stream: not `wanted` is cut off within seconds."""

    wanted: bool
    is_public: bool


@dataclass(frozen=True)
class Recording:
    """What is stored of a stream. `seconds` of media: interruptions are not in it. Not `complete`: not all could be
    written, because the disk was full."""

    seconds: float
    size: int  # bytes
    takes: int
    complete: bool = True


@dataclass(frozen=True)
class ScheduledFile:
    """A video that is shown as if it were live, from this instant on."""

    stream_id: UUID
    video_id: UUID
    starts_at: dt.datetime


@dataclass(frozen=True)
class StreamOwner:
    """What the owner answers and hears. All are called in a thread; `authorise` refuses with `RuleBroken`.

    `on_publish(stream, take, protocol)`: media arrived, for the first time or again. `on_interrupted(stream)`: none
    arrives any more. `on_ended(stream, why)`: for good; why is "silent", "ended", "stopped" or "finished".
    `on_record(stream, recording)`: the replay can be watched. `standing(streams)`: asked every two seconds.
    `left_live()`: streams that should run, asked when a process begins. `due_files()`: videos whose time has come.
    """

    authorise: Callable[[PublishRequest], Admission]
    on_publish: Callable[[UUID, int, str], None]
    on_interrupted: Callable[[UUID], None]
    on_ended: Callable[[UUID, str], None]
    on_record: Callable[[UUID, Recording], None]
    standing: Callable[[list[UUID]], dict[UUID, Standing]]
    left_live: Callable[[], list[UUID]]
    due_files: Callable[[], list[ScheduledFile]]


_OWNER: list[StreamOwner] = []


def register_stream_owner(owner: StreamOwner) -> None:
    """Make a domain the owner of all streams. There is one."""
    _OWNER[:] = [owner]


def stream_owner() -> StreamOwner | None:
    """Return who owns the streams, or None where no domain registered."""
    return _OWNER[0] if _OWNER else None
