"""Marks that two people enter, each alone: what a sheet comes to, and whether the two are one.

Pure: no Django, no clock. A result is either the one sheet that both entered, or what a third person decided. It is
never a mean of the two, and nothing is guessed: where the sheets differ everything stops until a person has spoken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

FULL = 100
HUNDREDTH = Decimal("0.01")
Points = Sequence[int]  # of 100, one for each line of the measure, in its order


@dataclass(frozen=True)
class Line:
    """One line of a sheet. `weight` in percent; `minimum` of 100 points, 0 for none."""

    name: str
    weight: int
    minimum: int = 0


class Standing(StrEnum):
    """How far two entries are."""

    WAITING = "waiting"
    ENTERED = "entered"
    DISAGREED = "disagreed"
    AGREED = "agreed"


@dataclass(frozen=True)
class Verdict:
    """What two entries come to. `points` only where they agree; `differing` are the numbers of the lines, from 0."""

    standing: Standing
    points: tuple[int, ...] | None = None
    differing: tuple[int, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A marked part. `score` of 100, exact to the hundredth; `below` names the lines under their minimum."""

    score: Decimal
    below: tuple[str, ...]
    has_passed: bool


def reconcile(first: Points | None, second: Points | None) -> Verdict:
    """Return what the two entries come to. Raises `ValueError` where they have not the same lines."""
    if first is None and second is None:
        return Verdict(Standing.WAITING)
    if first is None or second is None:
        return Verdict(Standing.ENTERED)
    if len(first) != len(second):
        raise ValueError(f"two sheets of one part: {len(first)} and {len(second)} lines")
    differing = tuple(at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other)
    return Verdict(Standing.DISAGREED, None, differing) if differing else Verdict(Standing.AGREED, tuple(first))


def outcome(points: Points, measure: Sequence[Line], pass_score: int) -> Outcome:
    """Return what the points are worth: Σ points × weight ÷ 100. Under the minimum of a line the part has failed,
    whatever the sum. Raises `ValueError` for a sheet that does not fit the measure."""
    if fault := fault_of(points, measure):
        raise ValueError(fault)
    hundredfold = sum(point * line.weight for point, line in zip(points, measure, strict=True))
    score = (Decimal(hundredfold) / FULL).quantize(HUNDREDTH)
    below = tuple(line.name for point, line in zip(points, measure, strict=True) if point < line.minimum)
    return Outcome(score, below, score >= pass_score and not below)


def fault_of(points: Points, measure: Sequence[Line]) -> str:
    """Return what is wrong with a sheet, for whoever programs; nothing where it fits."""
    if sum(line.weight for line in measure) != FULL:
        return "the weights do not come to 100"
    if len(points) != len(measure):
        return f"{len(points)} points for {len(measure)} lines"
    if any(not 0 <= point <= FULL for point in points):
        return "points are 0 to 100"
    return ""


def may_enter(person: object, *, others: Sequence[object]) -> bool:
    """Tell whether somebody may enter one round, given who entered the other: one never does both."""
    return person is not None and person not in others
