"""The facts about one person on one day, read strictly: a typing slip must not pass for a missing document."""

import datetime as dt
import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
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


@dataclass(frozen=True, eq=False)
class Sheet:
    """Known facts as the engine computes with them (`values`); `given` keeps them with what came along."""

    on: dt.date
    values: dict[str, Any]
    given: dict[str, tuple[Declaration, Given | None]]
    months: dict[str, tuple[str, ...]]

    @cached_property
    def origins(self) -> dict[str, Given]:
        """The facts as a record keeps them, each with its trust and source."""
        return {name: self._origin(name, *given) for name, given in self.given.items()}

    @property
    def monthly(self) -> tuple[str, ...]:
        return tuple(self.months)

    def at(self, later: dt.date) -> dict[str, Any]:
        """The values on a later day if nothing changes: whoever was insured this month or last month stays insured."""
        ahead = dates.month_index(later) - dates.month_index(self.on)
        if not ahead or not self.months:
            return self.values
        moved = {}
        for name in self.months:
            mask = self.values[name]
            still_running = (1 << (ahead + 1)) - 1 if mask & 0b11 else 0
            moved[name] = (mask << ahead | still_running) & _MASK
        return self.values | moved

    def _origin(self, name: str, declaration: Declaration, own: Given | None) -> Given:
        value = self.values[name]
        shown = value.isoformat() if isinstance(value, dt.date) else value
        if name in self.months:
            shown = sorted(set(self.months[name]))
        trust, source = (own.trust, own.source) if own else ("", "")
        return Given(shown, trust or declaration.trust, source or declaration.source)


def read_sheet(
    vocabulary: Vocabulary,
    state: Mapping[str, Declaration],
    facts: Mapping[str, Any],
    on: dt.date,
    wanted: Container[str] | None = None,
) -> Sheet:
    """Reads facts given as Python or JSON values; `None` and absence both mean: not known.

    With `wanted`, declared facts of other names are passed over unread; a name nobody declared is refused all the same.
    """
    check_day(on)
    declared, values, given, months = vocabulary.facts, {}, {}, {}
    for name, value in facts.items():
        if wanted is not None and name not in wanted and name in declared:
            continue
        declaration = declared.get(name) or state.get(name)
        if declaration is None:
            near = did_you_mean(name, declared)
            raise FactError(f"不认识的事实“{name}”。请按 facts.yaml 中的名称提供{near}。")
        own = None
        if isinstance(value, Given):
            own, value = _checked(value), value.value
        if value is None:
            continue
        kind = declaration.kind.name
        if kind == "months":
            months[name] = value = _texts(declaration, value)
        values[name] = _READERS[kind](vocabulary, declaration, value, on)
        given[name] = declaration, own
    return Sheet(on, values, given, months)


def check_day(on: dt.date) -> None:
    """The engine knows the days of three centuries; anything else is a slip."""
    if not isinstance(on, dt.date) or isinstance(on, dt.datetime) or not EARLIEST_DAY <= on <= LATEST_DAY:
        raise FactError(f"“{on}”不能作为判断日期。请给出 1900 年至 2199 年之间的日期。")


def _checked(given: Given) -> Given:
    if given.trust and given.trust not in TRUST:
        raise FactError(f"“{given.trust}”不是可信程度。请从 {'、'.join(TRUST)} 中选一个。")
    return given


def _wrong(declaration: Declaration, value: Any, wanted: str) -> FactError:
    return FactError(f"{declaration.label.zh} ({declaration.name}) 的值“{str(value)[:60]}”不对。请给出{wanted}。")


def _truth(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> bool:
    if not isinstance(value, bool):
        raise _wrong(declaration, value, "真假值 true 或 false")
    return value


def _number(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_NUMBER:
        raise _wrong(declaration, value, "整数 (金额以分为单位)")
    return value


def _date(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> dt.date:
    day = value
    if isinstance(value, str):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError as error:
            raise _wrong(declaration, value, "存在的日期，写成 2025-03-12") from error
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise _wrong(declaration, value, "日期，写成 2025-03-12")
    return day


def _member(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> str:
    members = vocabulary.enums[declaration.kind.enum]
    if not isinstance(value, str) or value not in members:
        raise _wrong(declaration, value, f"其中之一：{'、'.join(members)}")
    return str(value)


def _text(vocabulary: Vocabulary, declaration: Declaration, value: Any, on: dt.date) -> str:
    if not isinstance(value, str) or len(value) > 1_000:
        raise _wrong(declaration, value, "不超过 1000 字的文字")
    return value


def _texts(declaration: Declaration, value: Any) -> tuple[Any, ...]:
    """The months as texts; what is none stays as it is, to be refused."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _wrong(declaration, value, "月份的列表，如 [2025-01, 2025-02]")
    return tuple([f"{month:%Y-%m}" if isinstance(month, dt.date) else month for month in value])


def _mask(vocabulary: Vocabulary, declaration: Declaration, months: tuple[Any, ...], on: dt.date) -> int:
    mask, here = 0, dates.month_index(on)
    for month in months:
        index = _month_index(month) if isinstance(month, str) else None
        if index is None:
            raise _wrong(declaration, month, "形如 2025-03 的月份")
        if 0 <= here - index < dates.MASK_MONTHS:
            mask |= 1 << (here - index)
    return mask


@lru_cache(maxsize=4_096)
def _month_index(text: str) -> int | None:
    match = _MONTH.fullmatch(text)
    return int(match[1]) * 12 + int(match[2]) - 1 if match else None


_READERS: dict[str, Callable[[Vocabulary, Declaration, Any, dt.date], Any]] = {
    "bool": _truth,
    "number": _number,
    "date": _date,
    "enum": _member,
    "text": _text,
    "months": _mask,
}
