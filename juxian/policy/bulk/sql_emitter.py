"""Closed trees as SQL expressions, each in its own brackets.

Every value of the law is a literal written by this module: a number, a date, a text with its quotes doubled. Names of
columns are names of facts, which the loader has checked.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from juxian.policy.bulk.dialects import Dialect
from juxian.policy.bulk.emitter import Emitter
from juxian.policy.bulk.known import Known
from juxian.policy.bulk.snapshot import JUDGED
from juxian.policy.dates import MASK_MONTHS
from juxian.policy.kinds import MAX_NUMBER, Kind
from juxian.policy.nodes import Value
from juxian.policy.vocabulary import Vocabulary

_MADE = re.compile(r"\b_\d+\b")
_SIGNS = {"==": "=", "!=": "<>"}


class SqlEmitter(Emitter[str]):
    """Closed trees as SQL expressions, each in its own brackets."""

    def __init__(self, vocabulary: Vocabulary, dialect: Dialect, known: Known | None = None):
        super().__init__(vocabulary, known)
        self.dialect = dialect

    def literal(self, value: Value) -> str:
        if value is None:
            return "NULL"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int):
            return f"CAST({value} AS bigint)"
        if isinstance(value, dt.date):
            return f"date '{value.isoformat()}'"
        return "'" + value.replace("'", "''") + "'"

    def fact(self, name: str, kind: Kind) -> str:
        return self.dialect.column(name)

    def column(self, name: str) -> str:
        return self.dialect.column(name)

    def columns_in(self, item: str) -> Iterable[str]:
        return _MADE.findall(item)

    def judgement(self, key: str) -> str:
        return self.dialect.column(f"{JUDGED}{key}")

    def negate(self, item: str) -> str:
        return f"(NOT {_truth(item)})"

    def all_of(self, items: Sequence[str]) -> str:
        return "(" + " AND ".join(map(_truth, items)) + ")"

    def any_of(self, items: Sequence[str]) -> str:
        return "(" + " OR ".join(map(_truth, items)) + ")"

    def compare(self, operator: str, left: str, right: str) -> str:
        return f"({left} {_SIGNS.get(operator, operator)} {right})"

    def calculate(self, operator: str, left: str, right: str) -> str:
        if operator == "*":
            wide = f"(CAST({left} AS {self.dialect.wide}) * {right})"
            return f"(CASE WHEN {wide} BETWEEN {-MAX_NUMBER} AND {MAX_NUMBER} THEN CAST({wide} AS bigint) END)"
        return f"({left} {operator} {right})"

    def floor_divide(self, left: str, right: str) -> str:
        whole, rest = self.dialect.divide.format(left, f"NULLIF({right}, 0)"), f"({left} % NULLIF({right}, 0))"
        return f"({whole} - CASE WHEN {rest} <> 0 AND ({rest} < 0) <> ({right} < 0) THEN 1 ELSE 0 END)"

    def cut_division(self, left: str, right: int) -> str:
        return self.dialect.divide.format(left, right)

    def cases(self, rows: Sequence[tuple[str, str]], otherwise: str) -> str:
        if all(value == otherwise for _test, value in rows):
            return otherwise  # PostgreSQL takes a CASE of nothing but NULL for text
        chain = " ".join(f"WHEN {_truth(test)} THEN {value}" for test, value in rows)
        return f"(CASE {chain} ELSE {otherwise} END)"

    def same(self, left: str, right: str) -> str:
        return f"({left} IS NOT DISTINCT FROM {right})"

    def known(self, item: str) -> str:
        return f"({item} IS NOT NULL)"

    def is_true(self, item: str) -> str:
        return f"({_truth(item)} IS TRUE)"

    def is_false(self, item: str) -> str:
        return f"({_truth(item)} IS FALSE)"

    def member_of(self, item: str, members: Sequence[Value]) -> str:
        return f"({item} IN ({', '.join(map(self.literal, members))}))"

    def extreme(self, operator: str, items: Sequence[str]) -> str:
        return f"{'least' if operator == 'min' else 'greatest'}({', '.join(items)})"

    def add_months(self, day: str, months: str) -> str:
        near = self.where(self.between(months, -2_400, 2_400), months)
        return self.dialect.add_months.format(day, near)

    def add_days(self, day: str, days: str) -> str:
        near = self.where(self.between(days, -100_000, 100_000), days)
        return self.dialect.add_days.format(day, near)

    def month_index(self, day: str) -> str:
        return f"(CAST(extract(year FROM {day}) AS bigint) * 12 + CAST(extract(month FROM {day}) AS bigint) - 1)"

    def day_of(self, day: str) -> str:
        return f"CAST(extract(day FROM {day}) AS bigint)"

    def days_in_month(self, day: str) -> str:
        return self.day_of(self.dialect.last_day.format(day))

    def months_within(self, name: str, mask: str, months: int, back: int) -> str:
        bits = ((1 << months) - 1) << back
        wanted = self.dialect.bits(bits)
        found = f"({mask} & {wanted})"
        return f"({found} = {wanted})" if name == "paid_run" else f"CAST({self.dialect.ones.format(found)} AS bigint)"

    def months_of(self, name: str, mask: str, months: str, back: str) -> str:
        """A shift by 64 is undefined in the databases, so the two whole cases are written out."""
        zero, moved = f"CAST(0 AS {self.dialect.mask})", self.dialect.shift_right.format(mask, back)
        shifted = f"(CASE WHEN {back} >= {MASK_MONTHS} THEN {zero} ELSE {moved} END)"
        wanted = self._ones(months)
        found = f"({shifted} & {wanted})"
        return f"({found} = {wanted})" if name == "paid_run" else f"CAST({self.dialect.ones.format(found)} AS bigint)"

    def _ones(self, count: str) -> str:
        bounded = f"CAST(least({count}, {MASK_MONTHS - 1}) AS int)"
        rows = [
            (f"{count} >= {MASK_MONTHS}", self.dialect.all_ones),
            (f"{count} >= 0", self.dialect.lowest_ones.format(bounded)),
        ]
        return self.cases(rows, "NULL")

    def simple_call(self, name: str, arguments: Sequence[str]) -> str:
        if name == "days_between":
            return self.dialect.days_between.format(*arguments)
        day = arguments[0]
        return (
            f"CAST(date_trunc('month', {day}) AS date)"
            if name == "month_start"
            else f"CAST(extract(year FROM {day}) AS bigint)"
        )


def _truth(item: str) -> str:
    return "CAST(NULL AS boolean)" if item == "NULL" else item
