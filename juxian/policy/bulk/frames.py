"""The Polars back end: lazy, streaming, one pass over the columns."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

from juxian.policy.bulk.answers import CLAUSE_VERDICTS, MOST_CLAUSES, VERDICTS, answer
from juxian.policy.bulk.emitter import Emitter
from juxian.policy.bulk.snapshot import JUDGED
from juxian.policy.dates import MASK_MONTHS
from juxian.policy.explanation import Verdict
from juxian.policy.kinds import MAX_NUMBER, Kind
from juxian.policy.nodes import Value
from juxian.policy.prepared import prepare
from juxian.policy.rulebook import Rulebook

RESULTS = (*(verdict.value for verdict in CLAUSE_VERDICTS), "verdict", "amount_fen")
_SURE = float(2 * MAX_NUMBER)  # a product below it did not wrap around 64 bits


def evaluate_population(rulebook: Rulebook, policy_id: str, people: pl.LazyFrame, on: dt.date) -> pl.LazyFrame:
    """Add to each row: `met`, `not_met`, `unknown`, `judgement` (UInt64, bit n is clause n in force on `on`),
    `verdict` (UInt8, see VERDICTS) and `amount_fen` (Int64; null where open or where the policy pays nothing).

    Columns as in `Snapshot`; a column `judged.<clause>` holds the answers that people gave. Raises `ValueError` for a
    column that is missing."""
    policy = rulebook.policies[policy_id]
    names = set(people.collect_schema().names())
    missing = sorted(policy.fact_names - names)
    if missing:
        raise ValueError(f"快照缺少列：{'、'.join(missing)}。请按 facts.yaml 补上这些列，不知道的留空。")
    if not policy.holds_on(on):
        return people.with_columns(**_nobody())
    prepared = prepare(policy, on)
    if len(prepared.clauses) > MOST_CLAUSES:
        raise ValueError(f"一项政策最多 {MOST_CLAUSES} 条。请拆成几项政策。")
    emitter = FrameEmitter(rulebook.vocabulary)
    answers = [
        answer(emitter, item, is_judged_in_columns=f"{JUDGED}{item.condition.key}" in names)
        for item in prepared.clauses
    ]
    bits = {verdict: _bits([one.of(verdict) for one in answers]).alias(verdict.value) for verdict in CLAUSE_VERDICTS}
    amount = emitter.operand(prepared.amount) if prepared.amount else pl.lit(None, pl.Int64)
    for step in emitter.steps:
        people = people.with_columns(**step)
    return (
        people.with_columns(*bits.values())
        .with_columns(verdict=_overall())
        .with_columns(amount_fen=_paid(amount, policy.amount is not None))
        .drop(name for step in emitter.steps for name in step)
    )


def _nobody() -> dict[str, pl.Expr]:
    """The policy is not in force: no clause, and nobody meets it."""
    nothing = {verdict.value: pl.lit(0, pl.UInt64) for verdict in CLAUSE_VERDICTS}
    return nothing | {
        "verdict": pl.lit(VERDICTS[Verdict.NOT_MET], pl.UInt8),
        "amount_fen": pl.lit(None, pl.Int64),
    }


def _bits(tests: Sequence[pl.Expr]) -> pl.Expr:
    if not tests:
        return pl.lit(0, pl.UInt64)
    return reduce(or_, [test.cast(pl.UInt64) * pl.lit(1 << place, pl.UInt64) for place, test in enumerate(tests)])


def _overall() -> pl.Expr:
    found = pl.lit(VERDICTS[Verdict.MET], pl.UInt8)
    for verdict in (Verdict.JUDGEMENT, Verdict.UNKNOWN, Verdict.NOT_MET):
        found = pl.when(pl.col(verdict.value) != 0).then(pl.lit(VERDICTS[verdict], pl.UInt8)).otherwise(found)
    return found


def _paid(amount: pl.Expr, pays: bool) -> pl.Expr:
    if not pays:
        return pl.lit(None, pl.Int64)
    met, not_met = (pl.col("verdict") == VERDICTS[verdict] for verdict in (Verdict.MET, Verdict.NOT_MET))
    return pl.when(met).then(amount.cast(pl.Int64)).when(not_met).then(pl.lit(0, pl.Int64)).otherwise(None)


class FrameEmitter(Emitter[pl.Expr]):
    """Closed trees as Polars expressions."""

    def literal(self, value: Value) -> pl.Expr:
        return pl.lit(value, pl.Int64) if isinstance(value, int) and not isinstance(value, bool) else pl.lit(value)

    def fact(self, name: str, kind: Kind) -> pl.Expr:
        return pl.col(name).cast(pl.Int64) if kind.name == "enum" else pl.col(name)

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

    def member_of(self, item: pl.Expr, members: Sequence[Value]) -> pl.Expr:
        return item.is_in(list(members))

    def extreme(self, operator: str, items: Sequence[pl.Expr]) -> pl.Expr:
        return pl.min_horizontal(*items) if operator == "min" else pl.max_horizontal(*items)

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

    def months_of(
        self, name: str, mask: pl.Expr, months: pl.Expr, back: pl.Expr, months_value: Value, back_value: Value
    ) -> pl.Expr:
        wanted = _ones(months, months_value)
        found = _shifted(mask, back, back_value).and_(wanted)
        return found == wanted if name == "paid_run" else found.bitwise_count_ones().cast(pl.Int64)

    def simple_call(self, name: str, arguments: Sequence[pl.Expr]) -> pl.Expr:
        if name == "days_between":
            return arguments[1].cast(pl.Int64) - arguments[0].cast(pl.Int64)
        day = arguments[0]
        return day.dt.month_start() if name == "month_start" else day.dt.year().cast(pl.Int64)


def _ones(count: pl.Expr, value: Value) -> pl.Expr:
    """A mask whose lowest `count` bits are set. Where the law names no number, out of a list of all 65."""
    if isinstance(value, int):
        return pl.lit((1 << min(max(value, 0), MASK_MONTHS)) - 1, pl.UInt64)
    masks = {number: (1 << number) - 1 for number in range(MASK_MONTHS + 1)}
    return count.replace_strict(masks, default=None, return_dtype=pl.UInt64)


def _shifted(mask: pl.Expr, count: pl.Expr, value: Value) -> pl.Expr:
    """The mask without its lowest `count` bits; Polars has no shift, but division by a power of two is one."""
    if value == 0:
        return mask
    if isinstance(value, int):
        return mask // pl.lit(1 << value, pl.UInt64) if 0 < value < MASK_MONTHS else pl.lit(0, pl.UInt64)
    powers = {number: 1 << number for number in range(MASK_MONTHS)}
    power = count.replace_strict(powers, default=None, return_dtype=pl.UInt64)
    return pl.when(count >= MASK_MONTHS).then(pl.lit(0, pl.UInt64)).otherwise(mask // power)
