"""The shape of a snapshot: from one row a person and month to one row a person, and a single cell back out of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from juxian.policy import Given
from juxian.policy.bulk import column_type
from juxian.policy.bulk.emitter import codes_of
from juxian.policy.dates import MASK_MONTHS, month_index
from juxian.policy.definition import Policy
from juxian.policy.rulebook import Rulebook as Law

TRUST = ".trust"  # a column `<fact>.trust` says how far this person's value can be believed
EXCLUDED = "excluded"  # columns `excluded@2024-03`: the benefit to which this one yields in that month


def of_month(name: str, month: dt.date) -> str:
    """Return the column of a fact that differs by month."""
    return f"{name}@{month:%Y-%m}"


def in_columns(rows: pl.DataFrame, names: Sequence[str], months: Sequence[dt.date], policy: Policy) -> pl.DataFrame:
    """Return one row a person: what never differs once, the rest a column a month."""
    if "month" not in rows.columns:
        return rows.select("person", *names, *(column for column in rows.columns if column.endswith(TRUST)))
    masks = [name for name in names if policy.declaration(name).kind.name == "months"]
    others = [name for name in names if name not in masks]
    counts = rows.group_by("person").agg(pl.col(others).n_unique()).select(pl.col(others).max())
    changing = [name for name in others if (counts[name][0] or 0) > 1]
    parts = {month: rows.filter(pl.col("month") == month).sort("person") for month in months}
    wide = parts[months[-1]].select("person", *masks, *(name for name in others if name not in changing))
    for month, part in parts.items():
        own = [part[name].alias(of_month(name, month)) for name in changing]
        wide = wide.with_columns(*own, *_own_masks(wide, part, masks, month, months[-1]))
    return wide


def _own_masks(
    wide: pl.DataFrame, part: pl.DataFrame, masks: Sequence[str], month: dt.date, anchor: dt.date
) -> list[pl.Series]:
    """The masks of a month that do not follow from those of the last month: for one of the two a register is missing.

    All count back from the last month, as the engine reads them."""
    ahead = month_index(anchor) - month_index(month)
    own = []
    for name in masks:
        room = (1 << (MASK_MONTHS - ahead)) - 1
        moved = (part[name] & room) * pl.Series([1 << ahead], dtype=pl.UInt64)
        expected = wide[name] // pl.Series([1 << ahead], dtype=pl.UInt64) * pl.Series([1 << ahead], dtype=pl.UInt64)
        if not moved.equals(expected, null_equal=True):
            own.append(moved.alias(of_month(name, month)))
    return own


def typed(law: Law, policy: Policy, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with the engine's types: members of enums become their numbers. Columns in order of name."""
    codes, casts = codes_of(law.vocabulary), []
    for column in frame.columns:
        name = column.split("@")[0]
        if name in policy.fact_names:
            kind = policy.declaration(name).kind
            is_word = kind.name == "enum" and frame.schema[column] == pl.String
            value = pl.col(column).replace_strict(codes, return_dtype=pl.UInt16) if is_word else pl.col(column)
            casts.append(value.cast(column_type(kind)).alias(column))
    return frame.with_columns(casts).select("person", *sorted(set(frame.columns) - {"person"})).sort("person")


def given_in(law: Law, policy: Policy, row: Mapping[str, Any], month: dt.date, anchor: dt.date) -> dict[str, Given]:
    """Return what is known of one person for one month, as `explain` takes it: a row of the snapshot read back.

    `state.…` is that of the window's first month; whoever knows the months in between puts it right."""
    words = {number: member for member, number in codes_of(law.vocabulary).items()}
    found: dict[str, Given] = {}
    back = month_index(anchor) - month_index(month)
    for name in sorted(policy.fact_names):
        column = of_month(name, month)
        value: Any = row[column] if column in row else row.get(name)
        if value is None:
            continue
        kind = policy.declaration(name).kind.name
        if kind == "months":
            value = _months(value >> back, month)
        found[name] = Given(words[value] if kind == "enum" else value, row.get(f"{name}{TRUST}") or "")
    return found


def _months(mask: int, month: dt.date) -> list[str]:
    here = month_index(month)
    indexes = [here - place for place in range(MASK_MONTHS) if mask >> place & 1]
    return [f"{index // 12:04d}-{index % 12 + 1:02d}" for index in sorted(indexes)]
