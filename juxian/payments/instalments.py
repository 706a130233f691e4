"""Money that comes back in parts: how much falls due when. Pure arithmetic over integer fen; no part is lost or made.

The parts are whole yuan and equal; the last one carries what is left over, so that nobody copies out odd fen each
month. They fall due on the same day of each month, and on its last day where the month is too short."""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

YUAN = 100  # fen
MOST_PARTS = 36  # an assumption of the project: three years


@dataclass(frozen=True)
class Part:
    """One instalment: `amount_fen` falls due on `due_on`."""

    number: int
    due_on: dt.date
    amount_fen: int


def plan(amount_fen: int, count: int, first_due_on: dt.date) -> list[Part]:
    """Return `count` instalments whose sum is exactly `amount_fen`.

    Raises `ValueError` where a part would be nothing: an amount of five fen cannot be paid in six parts."""
    if not 1 <= count <= MOST_PARTS:
        raise ValueError(f"count is 1 to {MOST_PARTS}, not {count}")
    if amount_fen < count:
        raise ValueError("each part needs at least one fen")
    share = amount_fen // count
    even = share - share % YUAN if share >= YUAN else share
    amounts = [even] * (count - 1) + [amount_fen - even * (count - 1)]
    return [Part(at + 1, months_later(first_due_on, at), amount) for at, amount in enumerate(amounts)]


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later; the last day of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def oldest_first(debts: Mapping[dt.date, int], amount_fen: int) -> list[tuple[dt.date, int]]:
    """Return how an amount is spread over overpaid months (fen above zero each), the oldest made good first. What goes
    beyond all of them is left out: the caller has refused it before."""
    spread: list[tuple[dt.date, int]] = []
    for month, debt in sorted(debts.items()):
        share = min(debt, amount_fen)
        if share > 0:
            spread.append((month, share))
            amount_fen -= share
    return spread


def years_later(day: dt.date, years: int) -> dt.date:
    """Return the same day some years later; 28 February for a leap day."""
    return months_later(day, 12 * years)
