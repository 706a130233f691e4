"""The functions of the language: few, total, and each one line of SQL or Polars.

They see known values only; an unknown argument makes the result unknown. `None` as a result means unknown as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from juxian.policy import dates, kinds
from juxian.policy.kinds import Kind


@dataclass(frozen=True, slots=True)
class Function:
    """`required` of the `parameters` must be given; `body` takes values in their order."""

    name: str
    parameters: tuple[Kind, ...]
    required: int
    result: Kind
    body: Callable[..., Any]
    meaning: str


def _paid_run(mask: int, months: int, back: int = 0) -> bool | None:
    """Whether the last `months` months are all set, counted from `back` months before the month of evaluation."""
    if not _within_mask(months, back):
        return None
    wanted = (1 << months) - 1
    return (mask >> back) & wanted == wanted


def _count(mask: int, months: int, back: int = 0) -> int | None:
    """How many of the last `months` months are set."""
    if not _within_mask(months, back):
        return None
    return ((mask >> back) & ((1 << months) - 1)).bit_count()


def _within_mask(months: int, back: int) -> bool:
    return months >= 0 and back >= 0 and months + back <= dates.MASK_MONTHS


_D, _M, _N = kinds.DATE, kinds.MONTHS, kinds.MONTH_COUNT

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        Function("add_months", (_D, _N), 2, _D, dates.add_months, "日期之后若干个月；没有对应日的为月末日"),
        Function("add_days", (_D, kinds.DAY_COUNT), 2, _D, dates.add_days, "日期之后若干天"),
        Function("months_between", (_D, _D), 2, _N, dates.months_between, "两个日期之间的整月数"),
        Function("years_between", (_D, _D), 2, kinds.YEAR_COUNT, dates.years_between, "两个日期之间的整年数"),
        Function("days_between", (_D, _D), 2, kinds.DAY_COUNT, lambda a, b: (b - a).days, "两个日期之间的天数"),
        Function("month_start", (_D,), 1, _D, dates.month_start, "所在月的第一天"),
        Function("year", (_D,), 1, kinds.CALENDAR_YEAR, lambda day: day.year, "所在年份"),
        Function("paid_run", (_M, _N, _N), 2, kinds.BOOL, _paid_run, "最近若干个月连续；第三个参数为向前跳过的月数"),
        Function("count", (_M, _N, _N), 2, _N, _count, "最近若干个月中有几个月；第三个参数同上"),
    )
}
# Written in the language, but made of add_months when the expression is read: (sign of the months).
SHORTHANDS = {"months_before": -1, "months_after": 1}
EXTREMES = ("min", "max")
ALL_NAMES = (*FUNCTIONS, *SHORTHANDS, *EXTREMES)
