"""The filters' columns of a list, fetched whole so that every choice can be counted (`recruitment.tally`).

Fetching 178,200 rows takes the database some 50 ms, so the columns of the whole list are kept for ten seconds in each
process once it is that long. Rows and pages always come fresh; only counts of a long list may be ten seconds old.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, BinaryField, Count, QuerySet

from juxian.recruitment.models import Listing
from juxian.recruitment.tally import Column, Columns

LONG_LIST = 5_000  # rows from which on the columns are kept
KEPT_SECONDS = 10
MOST_MATCHES = 10_000  # of a typed query: more are not counted, and the page says so


class Packed(Aggregate):
    """The column as one string of bytes, two a row."""

    template = "string_agg(int2send(%(expressions)s), ''::bytea)"
    output_field = BinaryField()


@dataclass(frozen=True)
class Kept:
    """Columns and until when they may be shown, by `time.monotonic`."""

    columns: Columns
    until: float


_kept: dict[Any, Kept] = {}


def first_columns(rows: QuerySet[Listing], names: Sequence[str]) -> Columns:
    """Return the columns of what a query found, of the first 10,000 where it found more."""
    return _fetch(rows.order_by()[:MOST_MATCHES], names)


def whole_columns(rows: QuerySet[Listing], names: Sequence[str], key: Any) -> Columns:
    """Return the columns of a whole list, at most ten seconds old where it is long. `key` tells lists apart."""
    kept = _kept.get(key)
    if kept is not None and time.monotonic() < kept.until:
        return kept.columns
    columns = _fetch(rows.order_by(), names)
    if columns.count >= LONG_LIST:
        _forget_what_is_old()
        _kept[key] = Kept(columns, time.monotonic() + KEPT_SECONDS)
    return columns


def _fetch(rows: QuerySet[Listing], names: Sequence[str]) -> Columns:
    packed = {f"{name}_bytes": Packed(name) for name in names}
    found = rows.aggregate(row_count=Count("*"), **packed)
    return Columns(found["row_count"], {name: Column(bytes(found[f"{name}_bytes"] or b"")) for name in names})


def _forget_what_is_old() -> None:
    now = time.monotonic()
    for key in [key for key, kept in _kept.items() if kept.until <= now]:
        del _kept[key]
