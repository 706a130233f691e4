"""How far assessors agree, and who is stricter than the others. Numbers in, numbers out; no database."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, variance

BAND_EDGES = (60, 70, 80, 90)  # scores of 0–100 fall into five bands: failed, and four of ten points
BAND_COUNT = len(BAND_EDGES) + 1
FEWEST_CASES = 10  # below this a difference is luck
SMALLEST_DRIFT = 3.0  # points of a hundred that matter to a candidate
SURE = 2.0  # standard errors

Who = Hashable
Scores = Mapping[Who, float]


def band(score: float) -> int:
    """Return 0 for a failed score (below 60) up to 4 for 90 and more."""
    return bisect_right(BAND_EDGES, score)


def weighted_kappa(pairs: Sequence[tuple[int, int]], count: int = BAND_COUNT) -> float | None:
    """Return Cohen's kappa with quadratic weights for pairs of categories 0 … count - 1 (Cohen 1968).

    1 is full agreement, 0 what chance would give, below 0 worse than chance. None where it has no meaning: no pair, or
    both always said the same one thing, so that there is nothing to agree upon."""
    if not pairs:
        return None
    total = len(pairs)
    first, second = [0] * count, [0] * count
    for one, other in pairs:
        first[one] += 1
        second[other] += 1
    seen = sum((one - other) ** 2 for one, other in pairs) / total
    by_chance = sum(
        first[one] * second[other] * (one - other) ** 2 for one in range(count) for other in range(count)
    ) / (total * total)
    return 1 - seen / by_chance if by_chance else None


def kappas(cases: Sequence[Scores]) -> dict[Who, tuple[float | None, int]]:
    """Return for each assessor the kappa against everybody who scored the same case, and the number of such pairs."""
    pairs: dict[Who, list[tuple[int, int]]] = defaultdict(list)
    for scores in cases:
        for one, other in combinations(scores, 2):
            bands = band(scores[one]), band(scores[other])
            pairs[one].append(bands)
            pairs[other].append((bands[1], bands[0]))
    return {who: (weighted_kappa(found), len(found)) for who, found in pairs.items()}


def deviations(cases: Sequence[Scores]) -> dict[Who, list[float]]:
    """Return for each assessor, in the order of the cases, own score minus the mean of the others (points).

    Above 0 is milder than the colleagues, below 0 stricter. A case that one alone scored says nothing and is left out.
    """
    found: dict[Who, list[float]] = defaultdict(list)
    for scores in cases:
        if len(scores) < 2:
            continue
        total = sum(scores.values())
        for who, score in scores.items():
            found[who].append(score - (total - score) / (len(scores) - 1))
    return dict(found)


@dataclass(frozen=True)
class Drift:
    """The mean deviation in the earlier and the later half of somebody's cases, in points."""

    before: float
    after: float
    is_alarming: bool

    @property
    def change(self) -> float:
        return self.after - self.before


def drift(values: Sequence[float]) -> Drift | None:
    """Compare the two halves of deviations in time order. None with fewer than ten in a half.

    Alarming: at least three points apart, and more than two standard errors of the difference (Welch)."""
    half = len(values) // 2
    if half < FEWEST_CASES:
        return None
    early, late = values[:half], values[-half:]
    before, after = fmean(early), fmean(late)
    error = math.sqrt(variance(early) / half + variance(late) / half)
    change = abs(after - before)
    return Drift(before, after, change >= SMALLEST_DRIFT and change > SURE * error)
