"""What the databases write differently. A mask of months is a bigint (PostgreSQL, Spark) or a ubigint (DuckDB)."""

from dataclasses import dataclass

from juxian.policy.dates import MASK_MONTHS


@dataclass(frozen=True)
class Dialect:
    """Pieces of SQL; `{0}`, `{1}` are their operands."""

    name: str
    quote: str
    wide: str  # a type whose products do not overflow
    mask: str
    shift_right: str
    all_ones: str
    lowest_ones: str  # a mask whose lowest {0} bits are set, {0} below 64
    ones: str  # how many bits of {0} are set
    divide: str  # of whole numbers, cut towards zero
    add_months: str
    add_days: str
    days_between: str
    last_day: str
    fence: str  # keeps the planner from putting an expression back wherever its column is used

    def column(self, name: str) -> str:
        return f"{self.quote}{name}{self.quote}"

    def bits(self, value: int) -> str:
        """A mask as a literal; where masks are signed, the highest bit is the sign."""
        signed = value - (1 << MASK_MONTHS) if self.mask == "bigint" and value >> (MASK_MONTHS - 1) else value
        return f"CAST({signed} AS {self.mask})"


POSTGRESQL = Dialect(
    "postgresql",
    quote='"',
    wide="numeric",
    mask="bigint",
    shift_right="({0} >> CAST({1} AS int))",
    all_ones="CAST(-1 AS bigint)",
    lowest_ones="(~(CAST(-1 AS bigint) << {0}))",  # one less than 2^63 would overflow on the way
    ones="bit_count(CAST({0} AS bit(64)))",
    divide="({0} / {1})",
    add_months="CAST({0} + make_interval(months => CAST({1} AS int)) AS date)",
    add_days="({0} + CAST({1} AS int))",
    days_between="CAST({1} - {0} AS bigint)",
    last_day="CAST(date_trunc('month', {0}) + interval '1 month - 1 day' AS date)",
    fence=" OFFSET 0",
)
DUCKDB = Dialect(
    "duckdb",
    quote='"',
    wide="hugeint",
    mask="ubigint",
    shift_right="({0} >> CAST({1} AS int))",
    all_ones=f"CAST({(1 << MASK_MONTHS) - 1} AS ubigint)",
    lowest_ones="((CAST(1 AS ubigint) << {0}) - CAST(1 AS ubigint))",
    ones="bit_count(CAST({0} AS hugeint))",
    divide="({0} // {1})",
    add_months="CAST({0} + to_months(CAST({1} AS int)) AS date)",
    add_days="({0} + CAST({1} AS int))",
    days_between="CAST({1} - {0} AS bigint)",
    last_day="last_day({0})",
    fence="",  # it leaves projections as they are, and would hold all rows to count an offset
)
SPARK = Dialect(
    "spark",
    quote="`",
    wide="decimal(38, 0)",
    mask="bigint",
    shift_right="shiftrightunsigned({0}, CAST({1} AS int))",
    all_ones="CAST(-1 AS bigint)",
    lowest_ones="(~shiftleft(CAST(-1 AS bigint), {0}))",
    ones="bit_count({0})",
    divide="({0} div {1})",
    add_months="add_months({0}, CAST({1} AS int))",
    add_days="date_add({0}, CAST({1} AS int))",
    days_between="CAST(datediff({1}, {0}) AS bigint)",
    last_day="last_day({0})",
    fence="",  # Spark would gather all rows on one machine to count an offset
)
