"""What one payment may hold: months that are owed, less a bounded part of what was paid too much. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MOST_SHARE = 90  # percent; whoever draws an allowance always draws a part of it


@dataclass(frozen=True)
class Net:
    """The parts of a payment in the order of their months (fen, never zero) and their sum, zero or above."""

    parts: tuple[tuple[date, int], ...]
    amount_fen: int


NOTHING = Net((), 0)


def net(owed: Mapping[date, int], share: int) -> Net:
    """Return what to pay of these balances (fen a month; below zero: paid too much).

    At most `share` percent (0 to 90) of the positive sum is kept back, the oldest overpaid month first. Without
    anything owed there is nothing to pay and nothing is kept back: the debt waits. Raises `ValueError` for a share
    that could leave nothing."""
    if not 0 <= share <= MOST_SHARE:
        raise ValueError(f"share {share} is not between 0 and {MOST_SHARE}")
    positive = {month: amount for month, amount in owed.items() if amount > 0}
    room = sum(positive.values()) * share // 100
    parts = dict(positive)
    for month, amount in sorted(owed.items()):
        kept_back = min(-amount, room)
        if amount < 0 < kept_back:
            parts[month] = -kept_back
            room -= kept_back
    if not positive:
        return NOTHING
    return Net(tuple(sorted(parts.items())), sum(parts.values()))


def still_covered(parts: Mapping[date, int], owed: Mapping[date, int]) -> bool:
    """Tell whether a payment that was planned earlier is still owed: no part goes beyond its month's balance."""
    return all(0 < amount <= owed.get(month, 0) or owed.get(month, 0) <= amount < 0 for month, amount in parts.items())
