"""What domains registered: how a kind of news is loaded, and who wants to know how many watch."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

CHANNEL = "juxian_pushes"
ADDRESS = "/pushes/"
TOPIC = re.compile(r"[a-z0-9][a-z0-9:._-]{0,99}")
KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
REF = re.compile(r"[A-Za-z0-9:._-]{1,64}")
# Long enough to gather a flood of comments, short enough to read as "at once".
BATCH_SECONDS = 0.3
VIEWERS = "viewers"

Loaded = Mapping[str, str | dict[str, Any]]
Load = Callable[[list[str]], Loaded]
Flush = Callable[[str, int, list[str]], None]


@dataclass(frozen=True)
class PushKind:
    """A kind of news. Without `load` a page gets the ref alone: a number, or a reason to look again."""

    load: Load | None
    delay: float


@dataclass(frozen=True)
class Presence:
    """Who is told about the topics that begin with `prefix`, and every how many seconds."""

    prefix: str
    flush: Flush | None
    every: float


KINDS: dict[str, PushKind] = {VIEWERS: PushKind(None, BATCH_SECONDS)}
PRESENCES: dict[str, Presence] = {}


def register_push(kind: str, load: Load | None = None, *, delay: float = BATCH_SECONDS) -> None:
    """Say how news of this kind is loaded: `load(refs) -> {ref: html or data}`, in bulk and only reading.

    HTML is one root element with the id `kind-ref`. A ref that is left out is told as gone, and pages remove it.
    """
    KINDS[checked(KIND, kind)] = PushKind(load, delay)


def register_presence(prefix: str, flush: Flush | None = None, *, every: float = 10) -> None:
    """Count who listens to topics with this prefix. `flush(topic, count, newcomers)` runs about every so many seconds
    with the open streams of all processes, and the viewer keys that came to this process since the last time."""
    PRESENCES[checked(TOPIC, prefix)] = Presence(prefix, flush, every)


def presence_of(topic: str) -> Presence | None:
    """Return what was registered for the topic's prefix, if anything."""
    return next((entry for prefix, entry in PRESENCES.items() if topic.startswith(prefix)), None)


def checked(pattern: re.Pattern[str], value: str) -> str:
    """Return the name, or raise ValueError: names come from our own code, never from a visitor."""
    if not pattern.fullmatch(value):
        raise ValueError(f"not a name for news: {value[:200]!r}")
    return value
