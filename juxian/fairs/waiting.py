"""How long somebody waits at a booth, from this booth's own talks of today, with a spread; and when it is not known.

Somebody is served when enough of those before them, and the talks that run, are over. With n recruiters a place falls
free n times as often. The quarter of today's shortest talks gives the early end, the quarter of the longest the late
one; both are rounded to five minutes, because nobody can promise more.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

FEWEST_TALKS = 3  # under three talks of today there is nothing to go by
LATEST_TALKS = 20
STEP = 5  # minutes


@dataclass(frozen=True)
class Wait:
    """From `low` to `high` minutes; `low` 0 means: at any moment."""

    low: int
    high: int


def estimate(before: int, durations: Sequence[float], recruiters: int) -> Wait | None:
    """Return the wait of somebody with so many `before` them, or None where it cannot be said honestly: too few talks
    today, or nobody is at the desk. `durations` in minutes from being called to the end, the latest last."""
    recent = [max(0.0, one) for one in durations[-LATEST_TALKS:]]
    if len(recent) < FEWEST_TALKS or recruiters < 1:
        return None
    short, _middle, long = quantiles(recent, n=4, method="inclusive")
    low = STEP * math.floor(before / recruiters * short / STEP)
    high = STEP * math.ceil((before // recruiters + 1) * long / STEP)
    return Wait(low, max(high, low + STEP))
