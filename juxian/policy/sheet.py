"""The facts about one person on one day, read strictly: a typing slip must not pass for a missing document."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from juxian.policy import dates
from juxian.policy.faults import did_you_mean
from juxian.policy.kinds import MAX_NUMBER
from juxian.policy.vocabulary import TRUST, Declaration, Vocabulary

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_MASK = (1 << dates.MASK_MONTHS) - 1
EARLIEST_DAY, LATEST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


class FactError(ValueError):
    """A fact, a day or a name handed to the engine is wrong. The message says what and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value with its own origin, where that differs from what `facts.yaml` declares."""

    value: Any
    trust: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Known facts as the engine computes with them (`values`) and as a record keeps them (`origins`)."""

    on: dt.date
    values: dict[str, Any]
    origins: dict[str, Given]
    monthly: tuple[str, ...]

    def at(self, later: dt.date) -> dict[str, Any]:
        """The values on a later day if nothing changes: whoever was insured this month or last month stays insured."""
        ahead = dates.month_index(later) - dates.month_index(self.on)
        if not ahead or not self.monthly:
            return self.values
        moved = {}
        for name in self.monthly:
            mask = self.values[name]
            still_running = (1 << (ahead + 1)) - 1 if mask & 0b11 else 0
            moved[name] = (mask << ahead | still_running) & _MASK
        return self.values | moved


def read_sheet(
    vocabulary: Vocabulary, state: Mapping[str, Declaration], facts: Mapping[str, Any], on: dt.date
) -> Sheet:
    """Reads facts given as Python or JSON values; `None` and absence both mean: not known."""
    check_day(on)
    values, origins, monthly = {}, {}, []
    for name, given in facts.items():
        declaration = vocabulary.facts.get(name) or state.get(name)
        if declaration is None:
            near = did_you_mean(name, vocabulary.facts)
            raise FactError(f"不认识的事实“{name}”。请按 facts.yaml 中的名称提供{near}。")
        origin = given if isinstance(given, Given) else Given(given)
        if origin.value is None:
            continue
        reader = _READERS[declaration.kind.name]
        values[name], shown = reader(vocabulary, declaration, origin.value, on)
        origins[name] = _origin(declaration, origin, shown)
        if declaration.kind.name == "months":
            monthly.append(name)
    return Sheet(on, values, origins, tuple(monthly))


def check_day(on: dt.date) -> None:
    """The engine knows the days of three centuries; anything else is a slip."""
    if not isinstance(on, dt.date) or isinstance(on, dt.datetime) or not EARLIEST_DAY <= on <= LATEST_DAY:
        raise FactError(f"“{on}”不能作为判断日期。请给出 1900 年至 2199 年之间的日期。")


def _origin(declaration: Declaration, given: Given, shown: Any) -> Given:
    if given.trust and given.trust not in TRUST:
        raise FactError(f"“{given.trust}”不是可信程度。请从 {'、'.join(TRUST)} 中选一个。")
    return Given(shown, given.trust or declaration.trust, given.source or declaration.source)


def _wrong(declaration: Declaration, value: Any, wanted: str) -> FactError:
    return FactError(f"{declaration.label.zh} ({declaration.name}) 的值“{str(value)[:60]}”不对。请给出{wanted}。")


def _truth(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> tuple[Any, Any]:
    if not isinstance(value, bool):
        raise _wrong(declaration, value, "真假值 true 或 false")
    return value, value


def _number(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> tuple[Any, Any]:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_NUMBER:
        raise _wrong(declaration, value, "整数 (金额以分为单位)")
    return value, value


def _date(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> tuple[Any, Any]:
    day = value
    if isinstance(value, str):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError as error:
            raise _wrong(declaration, value, "存在的日期，写成 2025-03-12") from error
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise _wrong(declaration, value, "日期，写成 2025-03-12")
    return day, day.isoformat()


def _member(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> tuple[Any, Any]:
    members = vocabulary.enums[declaration.kind.enum]
    if not isinstance(value, str) or value not in members:
        raise _wrong(declaration, value, f"其中之一：{'、'.join(members)}")
    return str(value), str(value)


def _text(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> tuple[Any, Any]:
    if not isinstance(value, str) or len(value) > 1_000:
        raise _wrong(declaration, value, "不超过 1000 字的文字")
    return value, value


def _months(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> tuple[Any, Any]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _wrong(declaration, value, "月份的列表，如 [2025-01, 2025-02]")
    mask, shown, here = 0, set(), dates.month_index(on)
    for month in value:
        text = f"{month:%Y-%m}" if isinstance(month, dt.date) else month
        index = _month_index(text) if isinstance(text, str) else None
        if index is None:
            raise _wrong(declaration, month, "形如 2025-03 的月份")
        shown.add(text)
        if 0 <= here - index < dates.MASK_MONTHS:
            mask |= 1 << (here - index)
    return mask, sorted(shown)


@lru_cache(maxsize=1_024)
def _month_index(text: str) -> int | None:
    match = _MONTH.fullmatch(text)
    return int(match[1]) * 12 + int(match[2]) - 1 if match else None


_READERS: dict[str, Callable[[Vocabulary, Declaration, Any, dt.date], tuple[Any, Any]]] = {
    "bool": _truth,
    "number": _number,
    "date": _date,
    "enum": _member,
    "text": _text,
    "months": _months,
}
