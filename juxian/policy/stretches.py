"""Versions that follow each other in time, as parameters and the stacking matrix write them: from, until, one a day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from juxian.policy.faults import Place
from juxian.policy.source import Reader


class Dated(Protocol):
    """Holds from `from_on` until the day before the next one, or until `until_on` (that day included)."""

    @property
    def from_on(self) -> dt.date: ...
    @property
    def until_on(self) -> dt.date | None: ...
    @property
    def place(self) -> Place: ...


D = TypeVar("D", bound=Dated)


def in_force(versions: Sequence[D], day: dt.date) -> D | None:
    """The version of that day, or None on a day without one."""
    for version in reversed(versions):
        if version.from_on <= day:
            return version if version.until_on is None or day <= version.until_on else None
    return None


def gaps(versions: Sequence[Dated], from_on: dt.date, until_on: dt.date | None) -> Iterator[dt.date]:
    """The first day of every stretch within the period that has no version."""
    day = from_on
    for version, following in zip((None, *versions), (*versions, None), strict=True):
        if version is not None:
            if version.until_on is None:
                continue
            day = max(day, version.until_on + dt.timedelta(days=1))
        starts_in_time = following is not None and following.from_on <= day
        if not starts_in_time and (until_on is None or day <= until_on):
            yield day


def check_order(versions: Sequence[Dated], reader: Reader) -> None:
    """Adds a fault for each version that does not begin after the one before, or overlaps with it."""
    for earlier, later in pairwise(versions):
        if later.from_on <= earlier.from_on:
            reader.fault(
                later.place,
                f"从 {later.from_on} 起的值没有排在 {earlier.from_on} 之后",
                "按日期先后排列，每天只有一个值",
            )
        elif earlier.until_on and earlier.until_on >= later.from_on:
            reader.fault(
                later.place, f"与止于 {earlier.until_on} 的前一个值重叠", "改正 until 或 from，使每天只有一个值"
            )
