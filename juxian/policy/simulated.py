"""What a simulation found: figures by month, year, group and size of the difference, and each person's sums."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from juxian.policy.definition import Policy
from juxian.policy.proposal import Change
from juxian.policy.rulebook import Rulebook
from juxian.policy.vocabulary import Label


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month under both laws: fen, people who are paid, and people about whom a document is missing."""

    month: dt.date
    before_fen: int
    after_fen: int
    before_people: int
    after_people: int
    before_open: int
    after_open: int


@dataclass(frozen=True, slots=True)
class Step:
    """How many people get between `low_fen` and `high_fen` (both included) more over the time; less if below 0."""

    low_fen: int
    high_fen: int
    people: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    """People who share a value of a fact: how many, who gains, who loses, and the difference in fen."""

    fact: str
    member: Label
    people: int
    gainers: int
    losers: int
    delta_fen: int


@dataclass(frozen=True, eq=False)
class Simulation:
    """`people` has `person`, `before_fen`, `after_fen`, `delta_fen` over the whole time; `law` is the changed law."""

    policy: Policy
    changes: tuple[Change, ...]
    law: Rulebook
    months: tuple[MonthLine, ...]
    people: pl.DataFrame
    steps: tuple[Step, ...]
    groups: tuple[GroupLine, ...]

    @property
    def gainers(self) -> int:
        return self._count(pl.col("delta_fen") > 0)

    @property
    def losers(self) -> int:
        return self._count(pl.col("delta_fen") < 0)

    @property
    def newly_paid(self) -> int:
        return self._count((pl.col("before_fen") == 0) & (pl.col("after_fen") > 0))

    @property
    def no_longer_paid(self) -> int:
        return self._count((pl.col("before_fen") > 0) & (pl.col("after_fen") == 0))

    @property
    def before_fen(self) -> int:
        return sum(line.before_fen for line in self.months)

    @property
    def after_fen(self) -> int:
        return sum(line.after_fen for line in self.months)

    @property
    def year_fen(self) -> int:
        """What the change costs in twelve months (less than zero: saves), by the average of the months looked at."""
        return (self.after_fen - self.before_fen) * 12 // len(self.months)

    @property
    def years(self) -> tuple[tuple[int, int, int], ...]:
        """Each calendar year in the time looked at, with its fen before and after."""
        found = sorted({line.month.year for line in self.months})
        lines = {year: [line for line in self.months if line.month.year == year] for year in found}
        return tuple((y, sum(x.before_fen for x in lines[y]), sum(x.after_fen for x in lines[y])) for y in found)

    def _count(self, test: pl.Expr) -> int:
        return self.people.filter(test).height

    def to_dict(self) -> dict[str, Any]:
        """Figures only, no person."""
        return {
            "policy": self.policy.id,
            "changes": [f"{change} {change.from_on}" for change in self.changes],
            "people": self.people.height,
            "gainers": self.gainers,
            "losers": self.losers,
            "newly_paid": self.newly_paid,
            "no_longer_paid": self.no_longer_paid,
            "before_fen": self.before_fen,
            "after_fen": self.after_fen,
            "year_fen": self.year_fen,
            "months": [asdict(line) | {"month": f"{line.month:%Y-%m}"} for line in self.months],
            "steps": [asdict(step) for step in self.steps],
            "groups": [asdict(line) | {"member": line.member.zh} for line in self.groups],
        }
