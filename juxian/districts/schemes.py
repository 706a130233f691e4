"""The district's defaults for what is examined: `schemes.yaml`, read once and checked by type."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class DefaultLine:
    """A line of a rubric: its weight in percent, and the points of 100 under which the part fails."""

    name: str
    weight: int
    minimum: int = 0


@dataclass(frozen=True)
class DefaultPart:
    """A part and how it is examined."""

    part: str
    method: str
    minutes: int
    rubric: tuple[DefaultLine, ...] = ()


@dataclass(frozen=True)
class DefaultSchemes:
    """What a level is examined in, and how long the two periods of a mark last."""

    kept_months: int
    query_working_days: int
    answer_working_days: int
    standard: str
    by_level: dict[str, tuple[DefaultPart, ...]] = field(default_factory=dict)


@cache
def default_schemes(district: str) -> DefaultSchemes:
    """Return the defaults of a district. Raises `KeyError` or `TypeError` for a file that says something else."""
    data = yaml.safe_load((FOLDER / district / "schemes.yaml").read_text(encoding="utf-8"))
    by_level = {
        level: tuple(_part(part) for part in scheme["parts"])
        for scheme in data["schemes"]
        for level in scheme["levels"]
    }
    periods = {name: int(data[name]) for name in ("kept_months", "query_working_days", "answer_working_days")}
    return DefaultSchemes(**periods, standard=data["standard"], by_level=by_level)


def _part(data: dict[str, Any]) -> DefaultPart:
    rubric = tuple(DefaultLine(**line) for line in data.get("rubric", ()))
    return DefaultPart(data["part"], data["method"], int(data["minutes"]), rubric)
