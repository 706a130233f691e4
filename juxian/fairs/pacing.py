"""How fast one person may write in a room. Pure: it sees what they wrote lately and says how long to wait."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

BURST, BURST_SECONDS = 5, 15
SAME_TEXT_SECONDS = 60
LOOK_BACK_SECONDS = 60


@dataclass(frozen=True)
class Said:
    """One comment that somebody has sent."""

    at: dt.datetime
    text: str


def seconds_to_wait(said: Sequence[Said], now: dt.datetime, slow_seconds: int = 0) -> int:
    """Return after how many whole seconds the next comment fits, 0 where it fits now.

    At most `BURST` in `BURST_SECONDS`; in slow mode one in `slow_seconds`. `said`: newest first."""
    waits = [0.0]
    if slow_seconds and said:
        waits.append(slow_seconds - (now - said[0].at).total_seconds())
    if len(said) >= BURST:
        waits.append(BURST_SECONDS - (now - said[BURST - 1].at).total_seconds())
    return max(0, math.ceil(max(waits)))


def is_said_again(text: str, said: Sequence[Said], now: dt.datetime) -> bool:
    """Tell whether the same words were sent within the last minute."""
    return any(row.text == text and (now - row.at).total_seconds() < SAME_TEXT_SECONDS for row in said)
