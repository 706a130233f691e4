"""How a district holds its recruitment events: `fairs.yaml`, read once and checked by type."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
BARRING = "barring"


@dataclass(frozen=True)
class EventRules:
    """The times of one kind of event, as proposed to whoever makes one.

    `check_in_until` is a time of the first day (None: nobody checks in), hours and days count back from the beginning,
    `overrun_minutes` how long an event may go on past its end before it is closed by the clock."""

    check_in_until: dt.time | None
    cancel_hours_before: int
    booth_days_before: int
    reserve_days_before: int
    overrun_minutes: int
    source: str


@dataclass(frozen=True)
class BarringRules:
    """Who stays away so many times within `months` may not reserve for as many months."""

    no_shows: int
    months: int
    source: str


@cache
def event_rules(district: str) -> dict[str, EventRules]:
    """Return the times by kind of event. Raises `KeyError`, `TypeError` or `ValueError` for a wrong file."""
    return {kind: EventRules(**_read(entry)) for kind, entry in _file(district).items() if kind != BARRING}


@cache
def barring_rules(district: str) -> BarringRules:
    """Return when staying away has consequences. Raises like `event_rules`."""
    return BarringRules(**_file(district)[BARRING])


def _file(district: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / district / "fairs.yaml").read_text(encoding="utf-8"))
    return loaded


def _read(entry: dict[str, Any]) -> dict[str, Any]:
    until = entry["check_in_until"]
    return entry | {"check_in_until": dt.time.fromisoformat(until) if until else None}
