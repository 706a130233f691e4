"""The ledger as data: for the command line, the open-data files and the pages."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse

from juxian.insights.figures import FIGURES, Figure
from juxian.insights.figures.registry import Value
from juxian.kit import clock
from juxian.kit.access import Text


@dataclass(frozen=True)
class Entry:
    """A figure with its value of this moment. `value` None where a small number is withheld."""

    figure: Figure
    value: Value

    @property
    def is_withheld(self) -> bool:
        """There is a value, and it is too small to be told."""
        return self.value is None and self.figure.is_delicate

    @property
    def shown(self) -> str:
        """The value as people write it: 2023-11-06, 1,110."""
        if self.value is None:
            return "—"
        return self.value.isoformat() if isinstance(self.value, dt.date) else f"{self.value:,}"


def entries(*, is_public: bool, keys: list[str] | None = None) -> list[Entry]:
    """Return the figures (all of them, or those named) with their values."""
    chosen = [FIGURES[key] for key in keys] if keys is not None else list(FIGURES.values())
    return [Entry(each, each.public_value() if is_public else each.value()) for each in chosen]


def in_groups(found: list[Entry]) -> list[tuple[Text, list[Entry]]]:
    """Return the entries under the headings of their groups."""
    return [(group, list(rows)) for group, rows in groupby(found, key=lambda entry: entry.figure.group)]


def as_data(*, is_public: bool) -> dict[str, dict[str, Any]]:
    """Return {key: {value, label, unit, …}} in plain values, as JSON takes them."""
    return {entry.figure.key: _plain(entry) for entry in entries(is_public=is_public)}


def _plain(entry: Entry) -> dict[str, Any]:
    each, value = entry.figure, entry.value
    address = reverse("insights:figure_page", args=[each.key])
    return {
        "value": value.isoformat() if isinstance(value, dt.date) else value,
        "label": str(each.label),
        "unit": str(each.unit),
        "description": str(each.description),
        "source": str(each.source),
        "rows_url": f"{settings.SITE_URL.rstrip('/')}{address}",
        "rows_sha256": each.fingerprint(),
        "as_of": clock.now().isoformat(timespec="seconds"),
    }
