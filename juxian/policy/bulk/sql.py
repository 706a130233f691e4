"""The SQL back end: one SELECT for PostgreSQL, where the data lie, and for DuckDB, the second engine of the control.

Every value of the law is a literal written by this module: a number, a date, a text with its quotes doubled. Names of
columns are names of facts, which the loader has checked.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juxian.policy.bulk.answers import CLAUSE_VERDICTS, MOST_CLAUSES, VERDICTS, answer
from juxian.policy.bulk.emitter import Emitter
from juxian.policy.bulk.snapshot import JUDGED
from juxian.policy.dates import MASK_MONTHS
from juxian.policy.explanation import Verdict
from juxian.policy.kinds import MAX_NUMBER, Kind
from juxian.policy.nodes import Value
from juxian.policy.prepared import prepare
from juxian.policy.rulebook import Rulebook
from juxian.policy.vocabulary import Vocabulary

_MADE = re.compile(r'"(_\d+_\d+)"')
_SIGNS = {"==": "=", "!=": "<>"}


@dataclass(frozen=True)
class Dialect:
    """What two databases write differently. A mask of months is a bigint (PostgreSQL) or a ubigint (DuckDB)."""

    name: str
    wide: str  # a type whose products do not overflow
    mask: str
    all_ones: str
    lowest_ones: str  # a mask whose lowest {0} bits are set, {0} below 64
    ones: str  # how many bits of {0} are set
    add_months: str
    last_day: str


POSTGRESQL = Dialect(
    "postgresql",
    wide="numeric",
    mask="bigint",
    all_ones="(-1)::bigint",
    lowest_ones="(~((-1)::bigint << {0}))",  # one less than 2^63 would overflow on the way
    ones="bit_count(({0})::bit(64))",
    add_months="({0} + make_interval(months => ({1})::int))::date",
    last_day="(date_trunc('month', {0}) + interval '1 month - 1 day')::date",
)
DUCKDB = Dialect(
    "duckdb",
    wide="hugeint",
    mask="ubigint",
    all_ones=f"{(1 << MASK_MONTHS) - 1}::ubigint",
    lowest_ones="((1::ubigint << {0}) - 1::ubigint)",
    ones="bit_count(({0})::hugeint)",
    add_months="({0} + to_months(({1})::int))::date",
    last_day="last_day({0})",
)


def population_sql(
    rulebook: Rulebook, policy_id: str, on: dt.date, table: str, dialect: Dialect, judged: Sequence[str] = ()
) -> str:
    """Return a SELECT over `table` (one row a person, columns as in `Snapshot`, and `person`) that answers with
    person, met, not_met, unknown, judgement, verdict, amount_fen, as `evaluate_population` does.

    `table` is written as it stands: a name of the caller, never of a user. `judged` names the clauses whose answers
    stand in columns `judged.<clause>`."""
    policy = rulebook.policies[policy_id]
    if not policy.holds_on(on):
        nothing = ", ".join(f"0 AS {verdict.value}" for verdict in CLAUSE_VERDICTS)
        verdict = VERDICTS[Verdict.NOT_MET]
        return f"SELECT person, {nothing}, {verdict} AS verdict, NULL::bigint AS amount_fen FROM {table}"  # noqa: S608
    prepared = prepare(policy, on)
    if len(prepared.clauses) > MOST_CLAUSES:
        raise ValueError(f"一项政策最多 {MOST_CLAUSES} 条。请拆成几项政策。")
    emitter = SqlEmitter(rulebook.vocabulary, dialect)
    answers = [answer(emitter, item, is_judged_in_columns=item.condition.key in judged) for item in prepared.clauses]
    bits = ", ".join(f"{_bits([one.of(v) for one in answers])} AS {v.value}" for v in CLAUSE_VERDICTS)
    amount = emitter.operand(prepared.amount) if prepared.amount else "NULL"
    for step in emitter.steps:  # OFFSET 0 keeps PostgreSQL from putting the expression back wherever it is used
        made = ", ".join(f'{expression} AS "{name}"' for name, expression in step.items())
        table = f"(SELECT *, {made} FROM {table} OFFSET 0) AS made"  # noqa: S608
    return (
        f"SELECT person, met, not_met, unknown, judgement, verdict, {_paid(policy.amount is not None)} AS amount_fen "  # noqa: S608
        f"FROM (SELECT *, {_overall()} AS verdict FROM "
        f"(SELECT person, {bits}, ({amount})::bigint AS amount FROM {table} OFFSET 0) AS answered) AS judged"
    )


def _bits(tests: Sequence[str]) -> str:
    return (
        " + ".join(f"(CASE WHEN {test} THEN {1 << place}::bigint ELSE 0 END)" for place, test in enumerate(tests))
        or "0::bigint"
    )


def _overall() -> str:
    order = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.JUDGEMENT)
    rows = " ".join(f"WHEN {verdict.value} <> 0 THEN {VERDICTS[verdict]}" for verdict in order)
    return f"CASE {rows} ELSE {VERDICTS[Verdict.MET]} END"


def _paid(pays: bool) -> str:
    if not pays:
        return "NULL::bigint"
    return f"CASE verdict WHEN {VERDICTS[Verdict.MET]} THEN amount WHEN {VERDICTS[Verdict.NOT_MET]} THEN 0 END"


class SqlEmitter(Emitter[str]):
    """Closed trees as SQL expressions, each in its own brackets."""

    def __init__(self, vocabulary: Vocabulary, dialect: Dialect):
        super().__init__(vocabulary)
        self.dialect = dialect

    def literal(self, value: Value) -> str:
        if value is None:
            return "NULL"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int):
            return f"({value})::bigint"
        if isinstance(value, dt.date):
            return f"date '{value.isoformat()}'"
        return "'" + value.replace("'", "''") + "'"

    def fact(self, name: str, kind: Kind) -> str:
        return f'"{name}"'

    def column(self, name: str) -> str:
        return f'"{name}"'

    def columns_in(self, item: str) -> Iterable[str]:
        return _MADE.findall(item)

    def judgement(self, key: str) -> str:
        return f'"{JUDGED}{key}"'

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
            wide = f"(({left})::{self.dialect.wide} * {right})"
            return f"(CASE WHEN {wide} BETWEEN {-MAX_NUMBER} AND {MAX_NUMBER} THEN {wide}::bigint END)"
        return f"({left} {operator} {right})"

    def floor_divide(self, left: str, right: str) -> str:
        divided = "/" if self.dialect is POSTGRESQL else "//"
        whole, rest = f"({left} {divided} NULLIF({right}, 0))", f"({left} % NULLIF({right}, 0))"
        return f"({whole} - CASE WHEN {rest} <> 0 AND ({rest} < 0) <> ({right} < 0) THEN 1 ELSE 0 END)"

    def cut_division(self, left: str, right: int) -> str:
        return f"({left} {'/' if self.dialect is POSTGRESQL else '//'} {right})"

    def cases(self, rows: Sequence[tuple[str, str]], otherwise: str) -> str:
        if all(value == otherwise for _test, value in rows):
            return otherwise  # PostgreSQL takes a CASE of nothing but NULL for text
        chain = " ".join(f"WHEN {_truth(test)} THEN {value}" for test, value in rows)
        return f"(CASE {chain} ELSE {otherwise} END)"

    def same(self, left: str, right: str) -> str:
        return f"({left} IS NOT DISTINCT FROM {right})"

    def known(self, item: str) -> str:
        return f"({item} IS NOT NULL)"

    def member_of(self, item: str, members: Sequence[Value]) -> str:
        return f"({item} IN ({', '.join(map(self.literal, members))}))"

    def extreme(self, operator: str, items: Sequence[str]) -> str:
        return f"{'least' if operator == 'min' else 'greatest'}({', '.join(items)})"

    def add_months(self, day: str, months: str) -> str:
        near = self.where(self.between(months, -2_400, 2_400), months)
        return self.dialect.add_months.format(day, near)

    def add_days(self, day: str, days: str) -> str:
        near = self.where(self.between(days, -100_000, 100_000), days)
        return f"({day} + ({near})::int)"

    def month_index(self, day: str) -> str:
        return f"(extract(year FROM {day})::bigint * 12 + extract(month FROM {day})::bigint - 1)"

    def day_of(self, day: str) -> str:
        return f"extract(day FROM {day})::bigint"

    def days_in_month(self, day: str) -> str:
        return f"extract(day FROM {self.dialect.last_day.format(day)})::bigint"

    def months_of(self, name: str, mask: str, months: str, back: str, months_value: Value, back_value: Value) -> str:
        """A shift by 64 is undefined in both databases, so the two whole cases are written out."""
        zero = f"0::{self.dialect.mask}"
        shifted = f"(CASE WHEN {back} >= {MASK_MONTHS} THEN {zero} ELSE {mask} >> ({back})::int END)"
        wanted = self._ones(months)
        found = f"({shifted} & {wanted})"
        return f"({found} = {wanted})" if name == "paid_run" else f"({self.dialect.ones.format(found)})::bigint"

    def _ones(self, count: str) -> str:
        bounded = f"least({count}, {MASK_MONTHS - 1})::int"
        rows = [
            (f"{count} >= {MASK_MONTHS}", self.dialect.all_ones),
            (f"{count} >= 0", self.dialect.lowest_ones.format(bounded)),
        ]
        return self.cases(rows, "NULL")

    def simple_call(self, name: str, arguments: Sequence[str]) -> str:
        if name == "days_between":
            return f"({arguments[1]} - {arguments[0]})::bigint"
        day = arguments[0]
        return f"date_trunc('month', {day})::date" if name == "month_start" else f"extract(year FROM {day})::bigint"


def _truth(item: str) -> str:
    return "NULL::boolean" if item == "NULL" else item
