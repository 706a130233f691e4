"""One month of a window: which day it is judged on, and where its facts lie in a snapshot that serves all months.

A snapshot of a window holds every fact once. Masks of months count back from its last month, the *anchor*, and are read
shifted in the months before. A fact that differs by month stands in a column `<fact>@<year>-<month>` of that month.

State (`juxian.policy.state`) is carried from month to month, never by recursion:

    months_received          one more after a month that paid something
    received_this_year_fen   more by the amount of the month, nothing at the start of a year

The snapshot's value is what the obligations before the window left.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from juxian.policy import dates
from juxian.policy.definition import Policy
from juxian.policy.state import STATES

CARRIED = tuple(f"state.{name}" for name in STATES)


@dataclass(frozen=True)
class Month:
    """`shift` is how many months the masks lie ahead of `on`; `columns` names those that differ from their fact."""

    on: dt.date
    shift: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    changing: frozenset[str] = frozenset()  # facts that differ from month to month of the window

    @property
    def name(self) -> str:
        return f"{self.on:%Y-%m}"


def window(policy: Policy, present: Collection[str], days: Sequence[dt.date], anchor: dt.date | None) -> list[Month]:
    """The months of a window, one for each day on which it is judged, earliest first.

    `present` are the columns of the snapshot. Raises `ValueError` for a day twice in a month, out of order or after the
    anchor, and for a column that is missing."""
    indexes = [dates.month_index(day) for day in days]
    if not indexes or any(later <= earlier for earlier, later in pairwise(indexes)):
        raise ValueError("窗口的月份没有、重复或不按先后。请每个月给一天，从早到晚。")
    last = dates.month_index(anchor or days[-1])
    if last < indexes[-1]:
        raise ValueError(f"快照的月份只到 {anchor:%Y-%m}，窗口到 {days[-1]:%Y-%m}。请用更新的快照。")
    columns = [_columns(policy, present, day, number) for number, day in enumerate(days)]
    changing = frozenset(name for found in columns for name in found)
    months = [
        Month(day, last - index, found, changing) for day, index, found in zip(days, indexes, columns, strict=True)
    ]
    missing = sorted({name for month in months for name in policy.fact_names if not _is_there(name, month, present)})
    if missing:
        raise ValueError(f"快照缺少列：{'、'.join(missing)}。请按 facts.yaml 补上这些列，不知道的留空。")
    return months


def _columns(policy: Policy, present: Collection[str], day: dt.date, number: int) -> dict[str, str]:
    found = {}
    for name in policy.fact_names:
        own = f"{name}@{day:%Y-%m}"
        if own in present or (number and name in CARRIED):
            found[name] = own
    return found


def _is_there(name: str, month: Month, present: Collection[str]) -> bool:
    """A state with a column of its own is made by the month before."""
    return name in present or (name in month.columns and name not in CARRIED)
