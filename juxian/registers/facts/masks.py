"""Months as bits: bit n of a mask is the nth month before the month it counts from. Expressions, no data."""

import datetime as dt

import polars as pl

from juxian.policy.dates import MASK_MONTHS, month_index

EVERY_MONTH = 2**MASK_MONTHS - 1
# The mask of the n latest months, for n from 0 to 64: Polars shifts no bits.
_BELOW = pl.Series([2**count - 1 for count in range(MASK_MONTHS + 1)], dtype=pl.UInt64)


def index_of(day: pl.Expr) -> pl.Expr:
    """The number of a day's month since year 0, as `policy.dates.month_index` counts."""
    return day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1


def between(first: pl.Expr, last: pl.Expr, month: dt.date) -> pl.Expr:
    """The months of a stretch (both ends included, a null end is open), counted back from `month`."""
    here = month_index(month)
    began = _below(here - index_of(first) + 1)
    ended = _below((here - index_of(last)).fill_null(0))
    return began & ~ended


def back(mask: pl.Expr, months: int) -> pl.Expr:
    """A mask that counts from `months` earlier; what lay after is gone."""
    return mask if months == 0 else mask // pl.lit(2**months, dtype=pl.UInt64)


def has_now(mask: pl.Expr) -> pl.Expr:
    """Whether the month itself is set."""
    return mask % pl.lit(2, dtype=pl.UInt64) == 1


def _below(count: pl.Expr) -> pl.Expr:
    return count.clip(0, MASK_MONTHS).replace_strict(
        list(range(MASK_MONTHS + 1)), _BELOW, return_dtype=pl.UInt64, default=None
    )
