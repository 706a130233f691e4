"""Closed trees as Polars expressions."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

from juxian.policy.bulk.emitter import Emitter
from juxian.policy.bulk.snapshot import JUDGED
from juxian.policy.dates import MASK_MONTHS
from juxian.policy.kinds import MAX_NUMBER, Kind
from juxian.policy.nodes import Value

_SURE = float(2 * MAX_NUMBER)  # a product below it did not wrap around 64 bits


class FrameEmitter(Emitter[pl.Expr]):
    """Closed trees as Polars expressions."""

    def literal(self, value: Value) -> pl.Expr:
        return pl.lit(value, pl.Int64) if isinstance(value, int) and not isinstance(value, bool) else pl.lit(value)

    def fact(self, name: str, kind: Kind) -> pl.Expr:
        return pl.col(name)

    def member(self, value: str) -> pl.Expr:
        code = self.codes.get(value)
        return pl.lit(value) if code is None else pl.lit(code, pl.UInt16)

    def column(self, name: str) -> pl.Expr:
        return pl.col(name)

    def columns_in(self, item: pl.Expr) -> Iterable[str]:
        return item.meta.root_names()

    def judgement(self, key: str) -> pl.Expr:
        return pl.col(f"{JUDGED}{key}")

    def negate(self, item: pl.Expr) -> pl.Expr:
        return ~item.cast(pl.Boolean)

    def all_of(self, items: Sequence[pl.Expr]) -> pl.Expr:
        return reduce(and_, [item.cast(pl.Boolean) for item in items])

    def any_of(self, items: Sequence[pl.Expr]) -> pl.Expr:
        return reduce(or_, [item.cast(pl.Boolean) for item in items])

    def compare(self, operator: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
        return {
            "==": left.eq,
            "!=": left.ne,
            "<": left.lt,
            "<=": left.le,
            ">": left.gt,
            ">=": left.ge,
        }[operator](right)

    def calculate(self, operator: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
        if operator == "*":
            sure = (left.cast(pl.Float64) * right.cast(pl.Float64)).abs() <= _SURE
            return pl.when(sure).then(left * right)
        return left + right if operator == "+" else left - right

    def floor_divide(self, left: pl.Expr, right: pl.Expr) -> pl.Expr:
        return left // right

    def cut_division(self, left: pl.Expr, right: int) -> pl.Expr:
        return left.abs() // right * left.sign()

    def cases(self, rows: Sequence[tuple[pl.Expr, pl.Expr]], otherwise: pl.Expr) -> pl.Expr:
        chain: Any = pl
        for test, value in rows:
            chain = chain.when(test.cast(pl.Boolean)).then(value)
        return chain.otherwise(otherwise) if rows else otherwise

    def same(self, left: pl.Expr, right: pl.Expr) -> pl.Expr:
        return left.eq_missing(right)

    def known(self, item: pl.Expr) -> pl.Expr:
        return item.is_not_null()

    def is_true(self, item: pl.Expr) -> pl.Expr:
        return item.cast(pl.Boolean).fill_null(False)

    def is_false(self, item: pl.Expr) -> pl.Expr:
        return ~item.cast(pl.Boolean).fill_null(True)

    def member_of(self, item: pl.Expr, members: Sequence[Value]) -> pl.Expr:
        """A few comparisons, which is quicker than a set."""
        return reduce(
            or_, [item == (pl.lit(one, pl.UInt16) if isinstance(one, int) else pl.lit(one)) for one in members]
        )

    def extreme(self, operator: str, items: Sequence[pl.Expr]) -> pl.Expr:
        return pl.min_horizontal(*items) if operator == "min" else pl.max_horizontal(*items)

    def compare_moved(self, operator: str, day: pl.Expr, months: int, limit: pl.Expr) -> pl.Expr:
        """Without making a date: as numbers of year, month and day. What a month lacks counts as its last day, so the
        last day of the limit's month stands for all that follow."""
        is_last = self.day_of(limit) == self.days_in_month(limit)
        until = pl.when(is_last).then(pl.lit(31, pl.Int64)).otherwise(self.day_of(limit))
        return self.compare(
            operator, (self.month_index(day) + months) * 32 + self.day_of(day), self.month_index(limit) * 32 + until
        )

    def add_months(self, day: pl.Expr, months: pl.Expr) -> pl.Expr:
        """By numbers, since `offset_by` is slow; outside the calendar the month does not exist and the date is null."""
        index = self.month_index(day) + months
        inside = pl.when((index >= 12) & (index < 120_000)).then(index)
        first = pl.date(inside // 12, inside % 12 + 1, 1)
        return first + pl.duration(days=pl.min_horizontal(self.day_of(day), self.days_in_month(first)) - 1)

    def add_days(self, day: pl.Expr, days: pl.Expr) -> pl.Expr:
        near = pl.when(days.abs() <= 100_000).then(days)
        return (day.cast(pl.Int32) + near.cast(pl.Int32)).cast(pl.Date)

    def month_index(self, day: pl.Expr) -> pl.Expr:
        return day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1

    def day_of(self, day: pl.Expr) -> pl.Expr:
        return day.dt.day().cast(pl.Int64)

    def days_in_month(self, day: pl.Expr) -> pl.Expr:
        return day.dt.days_in_month().cast(pl.Int64)

    def months_within(self, name: str, mask: pl.Expr, months: int, back: int) -> pl.Expr:
        wanted = pl.lit(((1 << months) - 1) << back, pl.UInt64)
        found = mask.and_(wanted)
        return found == wanted if name == "paid_run" else found.bitwise_count_ones().cast(pl.Int64)

    def months_of(self, name: str, mask: pl.Expr, months: pl.Expr, back: pl.Expr) -> pl.Expr:
        wanted = _ones(months)
        found = _shifted(mask, back).and_(wanted)
        return found == wanted if name == "paid_run" else found.bitwise_count_ones().cast(pl.Int64)

    def simple_call(self, name: str, arguments: Sequence[pl.Expr]) -> pl.Expr:
        if name == "days_between":
            return arguments[1].cast(pl.Int64) - arguments[0].cast(pl.Int64)
        day = arguments[0]
        return day.dt.month_start() if name == "month_start" else day.dt.year().cast(pl.Int64)


def _ones(count: pl.Expr) -> pl.Expr:
    """A mask whose lowest `count` bits are set, out of a list of all 65."""
    masks = {number: (1 << number) - 1 for number in range(MASK_MONTHS + 1)}
    return count.replace_strict(masks, default=None, return_dtype=pl.UInt64)


def _shifted(mask: pl.Expr, count: pl.Expr) -> pl.Expr:
    """The mask without its lowest `count` bits; Polars has no shift, but division by a power of two is one."""
    powers = {number: 1 << number for number in range(MASK_MONTHS)}
    power = count.replace_strict(powers, default=None, return_dtype=pl.UInt64)
    return pl.when(count >= MASK_MONTHS).then(pl.lit(0, pl.UInt64)).otherwise(mask // power)
