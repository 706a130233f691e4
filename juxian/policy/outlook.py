"""What is missing, and from when: for each clause that stands in the way, how much is lacking and the earliest date.

Assumed is that facts stay as they are, that running months go on (`Sheet.at`), that months which have stopped begin
again next month, and the law as far as it is known. A policy that pays monthly is asked for whole months, on their last
day, exactly as its runs ask; any other for days, as `earliest` does.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from juxian.policy import dates
from juxian.policy.definition import Policy
from juxian.policy.earliest import first_day
from juxian.policy.explanation import Clause, Explanation, Verdict, in_words
from juxian.policy.lack import Lack, LackKind
from juxian.policy.lacking import distance, facts_of, failing
from juxian.policy.prepared import Prepared, prepare, prepare_condition
from juxian.policy.reasons import clause_verdict
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import Sheet, read_sheet
from juxian.policy.vocabulary import Declaration, Label

LOOK_AHEAD_MONTHS = 60
_EVERY_MONTH = (1 << dates.MASK_MONTHS) - 1


@dataclass(frozen=True, slots=True)
class Outlook:
    """`lacks` in the order of the clauses. `from_on` is the first day (of a month, where the policy pays monthly) on
    which nothing fails and no document is missing; None if time alone brings none. A person may still have to judge."""

    lacks: tuple[Lack, ...]
    from_on: dt.date | None

    def lack(self, clause: str) -> Lack | None:
        return next((lack for lack in self.lacks if lack.clause == clause), None)


def outlook(rulebook: Rulebook, explanation: Explanation, look_ahead_months: int = LOOK_AHEAD_MONTHS) -> Outlook:
    """What stands between this person and the policy. The rulebook must be the one of the explanation."""
    if explanation.verdict in (Verdict.MET, Verdict.JUDGEMENT):
        return Outlook((), None)
    future = _Future(rulebook, explanation, look_ahead_months)
    lacks = tuple(_lack(future, clause) for clause in explanation.clauses if clause.verdict is not Verdict.MET)
    open_ends = [lack for lack in lacks if lack.from_on is None and lack.kind is not LackKind.JUDGEMENT]
    return Outlook(lacks, None if open_ends else future.first(future.nothing_fails))


class _Future:
    """One person's facts on later days, and the search among them."""

    def __init__(self, rulebook: Rulebook, explanation: Explanation, months: int):
        self.policy: Policy = rulebook.policies[explanation.policy]
        self.on, self.months = explanation.on, months
        self.judgements = explanation.judgements
        self.vocabulary = rulebook.vocabulary
        self.sheet: Sheet = read_sheet(rulebook.vocabulary, self.policy.state, explanation.facts, explanation.on)

    @property
    def is_monthly(self) -> bool:
        return self.policy.pays == "monthly"

    def values(self, day: dt.date) -> dict[str, Any]:
        """The facts of a later day; months that have stopped begin again in the month after `on`."""
        ahead = dates.month_index(day) - dates.month_index(self.on)
        again = {
            name: (self.sheet.values[name] << ahead | ((1 << ahead) - 1)) & _EVERY_MONTH
            for name in self.sheet.monthly
            if ahead > 0 and not self.sheet.values[name] & 0b11
        }
        return self.sheet.at(day) | again

    def first(self, holds: Callable[[dt.date], bool]) -> dt.date | None:
        """The first month (its first day) or day after `on` for which it holds."""
        if not self.is_monthly:
            return first_day(holds, self.on, self.months)
        for ahead in range(1, self.months + 1):
            month = dates.add_months(dates.month_start(self.on), ahead)
            if month is not None and holds(dates.month_end(month)):
                return month
        return None

    def is_no_obstacle(self, item: Prepared, day: dt.date) -> bool:
        """Whether the clause is met on that day, or not asked."""
        if not item.condition.holds_on(day):
            return True
        later = prepare_condition(self.policy, item.condition, day)
        return clause_verdict(later, self.values(day), self.judgements) in (None, Verdict.MET)

    def nothing_fails(self, day: dt.date) -> bool:
        verdicts = {
            clause_verdict(item, self.values(day), self.judgements) for item in prepare(self.policy, day).clauses
        }
        return self.policy.holds_on(day) and not {Verdict.NOT_MET, Verdict.UNKNOWN} & verdicts


def _lack(future: _Future, clause: Clause) -> Lack:
    item = next(one for one in prepare(future.policy, future.on).clauses if one.condition.key == clause.key)
    if clause.verdict is Verdict.UNKNOWN:
        return Lack(clause.key, LackKind.DOCUMENT, facts=clause.missing)
    if clause.verdict is Verdict.JUDGEMENT:
        return Lack(clause.key, LackKind.JUDGEMENT)
    from_on = future.first(lambda day: future.is_no_obstacle(item, day)) if item.test else None
    return _time(future, item, from_on) if from_on else _number(future, item)


def _time(future: _Future, item: Prepared, from_on: dt.date) -> Lack:
    """Months lack where nothing else does: with every month there, the clause would be met today."""
    ahead = dates.month_index(from_on) - dates.month_index(future.on)
    months = _months_facts(future, item)
    full = {**future.sheet.values, **{fact.name: _EVERY_MONTH for fact in months}}
    if months and clause_verdict(item, full, future.judgements) is Verdict.MET:
        return Lack(item.condition.key, LackKind.MONTHS, ahead, "months", from_on, months, future.is_monthly)
    if future.is_monthly:
        return Lack(item.condition.key, LackKind.TIME, ahead, "months", from_on, is_monthly=True)
    return Lack(item.condition.key, LackKind.TIME, (from_on - future.on).days, "days", from_on)


def _months_facts(future: _Future, item: Prepared) -> tuple[Declaration, ...]:
    return tuple(fact for fact in item.facts if fact.name in future.sheet.monthly)


def _number(future: _Future, item: Prepared) -> Lack:
    """Time does not help: too little, too much, or something has to change."""
    key, values = item.condition.key, future.sheet.values
    atoms = list(failing(item.test, values)) if item.test else []
    for atom, wanted in atoms:
        apart = distance(atom, wanted, values)
        if apart:
            kind = LackKind.AMOUNT if apart.must_grow else LackKind.BEYOND
            return Lack(key, kind, apart.amount, apart.unit, facts=_declared(future, [atom]))
    found = _declared(future, [atom for atom, _wanted in atoms])
    return Lack(key, LackKind.CHANGE, facts=found, shown=tuple(_shown(future, fact) for fact in found))


def _shown(future: _Future, fact: Declaration) -> Label:
    """The value that stands in the way, in words."""
    given = future.sheet.origins[fact.name].value if fact.name in future.sheet.origins else None
    if fact.kind.name == "enum" and isinstance(given, str):
        return future.vocabulary.member_label(fact.kind, given)
    return in_words(fact.kind, given)


def _declared(future: _Future, atoms: list[Any]) -> tuple[Declaration, ...]:
    names = dict.fromkeys(fact.name for atom in atoms for fact in facts_of(atom, future.sheet.values))
    return tuple(future.policy.declaration(name) for name in names)
