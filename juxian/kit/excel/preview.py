"""The first of the two steps of an import: what would happen, before anything does."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from juxian.kit.excel.reading import Fault, Reading

Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Preview:
    """What confirming would do. Lists of (row number in Excel, values); `digest` names exactly this content."""

    new: list[tuple[int, Row]]
    changed: list[tuple[int, Row]]
    same: list[tuple[int, Row]]
    faults: list[Fault]
    digest: str
    upload_id: UUID | None = None

    @property
    def faulty(self) -> int:
        """Return how many rows cannot be taken (not how many faults they have)."""
        return len({fault.row for fault in self.faults})

    @property
    def is_clean(self) -> bool:
        return not self.faults

    @property
    def counts(self) -> dict[str, int]:
        """Return the four figures that the page shows."""
        return {"new": len(self.new), "changed": len(self.changed), "same": len(self.same), "faulty": self.faulty}


def preview_rows(
    reading: Reading,
    *,
    key: Sequence[str],
    existing: Mapping[Key, Mapping[str, Any]],
    upload_id: UUID | None = None,
) -> Preview:
    """Sort the fit rows into new, changed and same by comparing them with what exists.

    `key`: the columns that name a row; `existing` maps such a key (a tuple) to the current values. A key that stands
    in the file twice is a fault of the second row. Uploading the same file again finds every row the same.
    """
    refuse_repeats(reading, key)
    new, changed, same = [], [], []
    for number, row in reading.by_number.items():
        current = existing.get(_key_of(row, key))
        if current is None:
            new.append((number, row))
        elif all(current.get(name) == value for name, value in row.items() if name in current):
            same.append((number, row))
        else:
            changed.append((number, row))
    return Preview(new, changed, same, list(reading.faults), digest(reading.rows), upload_id)


def refuse_repeats(reading: Reading, key: Sequence[str]) -> None:
    """Take out every row whose key stands in the file before it."""
    first: dict[Key, int] = {}
    for number, row in list(reading.by_number.items()):
        earlier = first.setdefault(_key_of(row, key), number)
        if earlier != number:
            reading.refuse(number, key[0], _("与第 %(row)d 行重复。请只保留一行。") % {"row": earlier})


def _key_of(row: Mapping[str, Any], key: Sequence[str]) -> Key:
    return tuple(row.get(name) for name in key)


def digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return a fingerprint of the content, whatever the order of rows and columns: the same file twice is the same."""
    lines = sorted(json.dumps(dict(row), sort_keys=True, ensure_ascii=False, default=str) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
