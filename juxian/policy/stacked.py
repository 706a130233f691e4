"""The matrix applied: which pairs were paid that must not be, and which of two candidates has to yield."""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from juxian.policy.dates import month_start
from juxian.policy.faults import did_you_mean
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import FactError
from juxian.policy.stacking import EITHER_OR, StackingRule


class Drawn(NamedTuple):
    """A benefit that a person draws, or would draw, for a month (any day of it). `policy` may be an outside benefit."""

    person: Hashable
    policy: str
    month: dt.date
    amount_fen: int = 0


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Two benefits of one month that exclude each other, and the clause that says so."""

    person: Hashable
    month: dt.date
    first: str
    second: str
    law: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A candidate that yields to `kept`. `reason` is the code that a run stores."""

    person: Hashable
    month: dt.date
    policy: str
    kept: str
    law: str

    @property
    def reason(self) -> str:
        return f"{EITHER_OR}.{self.kept}"


def check_stacking(rulebook: Rulebook, paid: Iterable[Drawn]) -> list[Forbidden]:
    """Every forbidden pair among what was paid; empty is the proof. Raises `FactError` for an unknown benefit."""
    found = []
    for person, month, drawn in _by_month(rulebook, paid):
        for first, second in combinations(sorted({one.policy for one in drawn}), 2):
            rule = _forbids(rulebook, first, second, month)
            if rule:
                found.append(Forbidden(person, month, first, second, rule.law))
    return found


def exclude_stacked(rulebook: Rulebook, candidates: Iterable[Drawn]) -> list[Excluded]:
    """Who yields: a benefit of another office never does, of two policies the one that pays less, of two that pay the
    same the one whose id comes later. What yields no longer stands in the way of a third."""
    found = []
    for person, month, drawn in _by_month(rulebook, candidates):
        kept: list[str] = []
        for one in sorted(drawn, key=lambda item: _rank(rulebook, item)):
            against = [(other, _forbids(rulebook, one.policy, other, month)) for other in kept]
            standing = next(((other, rule) for other, rule in against if rule), None)
            if standing is None or one.policy in rulebook.stacking.outside:
                kept.append(one.policy)
            else:
                found.append(Excluded(person, month, one.policy, standing[0], standing[1].law))
    return found


def _rank(rulebook: Rulebook, drawn: Drawn) -> tuple[bool, int, str]:
    return drawn.policy not in rulebook.stacking.outside, -drawn.amount_fen, drawn.policy


def _forbids(rulebook: Rulebook, first: str, second: str, month: dt.date) -> StackingRule | None:
    rule = rulebook.stacking.rule(first, second, month)
    return rule if rule and rule.rule == EITHER_OR else None


def _by_month(rulebook: Rulebook, rows: Iterable[Drawn]) -> Iterator[tuple[Hashable, dt.date, list[Drawn]]]:
    known = {*rulebook.stacking.outside, *(policy.id for policy in rulebook.policies.values() if policy.pays)}
    groups: dict[tuple[Hashable, dt.date], list[Drawn]] = {}
    for row in rows:
        if row.policy not in known:
            near = did_you_mean(row.policy, known)
            raise FactError(f"没有发钱的政策或外部待遇“{row.policy}”。请用 policies 或 stacking.yaml 中的名称{near}。")
        groups.setdefault((row.person, month_start(row.month)), []).append(row)
    return ((person, month, drawn) for (person, month), drawn in groups.items() if len(drawn) > 1)
