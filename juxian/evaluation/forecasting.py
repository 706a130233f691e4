"""Whether the plan will be filled: the pace so far carried on to the plan's end. Numbers in, numbers out."""

import datetime as dt
import math
from dataclasses import dataclass

DAYS_A_MONTH = 365.25 / 12
LOW, HIGH = 0.1, 0.9  # eight of ten outcomes lie between


@dataclass(frozen=True)
class Forecast:
    """One level of the plan. Counts of persons, except `pace` and `needed_pace` (persons a month) and `chance` (0–1).

    `low`, `expected` and `high` are places taken at the plan's end; all are held to the number of places."""

    places: int
    taken: int
    pace: float
    needed_pace: float
    low: int
    expected: int
    high: int
    chance: float

    @property
    def left(self) -> int:
        return self.places - self.taken


def forecast(
    *, places: int, taken: int, began_on: dt.date, today: dt.date, ends_on: dt.date, factor: float = 1.0
) -> Forecast:
    """Carry the pace since the plan's beginning, times `factor`, on to its last day.

    Recognitions are counted as independent events at a steady rate (Poisson): the simplest assumption that gives an
    honest range. It knows nothing of campaigns or of the year's rhythm; `factor` is the place to try them."""
    elapsed = max((today - began_on).days, 1) / DAYS_A_MONTH
    ahead = max((ends_on - today).days, 0) / DAYS_A_MONTH
    pace = taken / elapsed * factor
    mean, left = pace * ahead, places - taken
    return Forecast(
        places=places,
        taken=taken,
        pace=pace,
        needed_pace=left / ahead if ahead else math.inf if left else 0.0,
        low=taken + quantile(mean, LOW, left),
        expected=min(taken + round(mean), places),
        high=taken + quantile(mean, HIGH, left),
        chance=1 - cumulated(mean, left - 1),
    )


def cumulated(mean: float, count: int) -> float:
    """Return the probability of at most `count` events where `mean` are expected (Poisson); 0 for a negative count."""
    return min(1.0, sum(_probability(mean, one) for one in range(count + 1)))


def quantile(mean: float, share: float, most: int) -> int:
    """Return the smallest count that is not exceeded with a probability of `share` (0–1); at most `most`."""
    total = 0.0
    for count in range(most):
        total += _probability(mean, count)
        if total >= share:
            return count
    return most


def _probability(mean: float, count: int) -> float:
    """In logarithms, since e^-mean is zero in a float for some 750 events."""
    if mean == 0:
        return float(count == 0)
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
