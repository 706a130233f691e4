"""Why an answer is as it is, worked out when somebody reads it: values, law, what is missing, and from when."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from juxian.policy.definition import Policy
from juxian.policy.earliest import first_day
from juxian.policy.evaluate import evaluate, missing_facts
from juxian.policy.explanation import Clause, UsedValue, Verdict
from juxian.policy.prepared import NOT_IN_FORCE, Prepared, PreparedPolicy, prepare, prepare_condition
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import Given, Sheet
from juxian.policy.thresholds import thresholds
from juxian.policy.vocabulary import Declaration


class PersonReasons(NamedTuple):
    """Everything about one person, one policy and one day; nothing in it changes. Implements `Reasons`."""

    rulebook: Rulebook
    policy: Policy
    sheet: Sheet
    judgements: Mapping[str, bool]
    look_ahead: int
    prepared: PreparedPolicy
    verdicts: tuple[Verdict | None, ...]

    def clauses(self) -> tuple[Clause, ...]:
        judged = zip(self.prepared.clauses, self.verdicts, strict=True)
        return tuple(_clause(self, item, verdict) for item, verdict in judged if verdict is not None)

    def facts(self) -> Mapping[str, Given]:
        return self.sheet.origins

    def met_from(self, clauses: tuple[Clause, ...]) -> dt.date | None:
        is_met = self.prepared is not NOT_IN_FORCE and Verdict.NOT_MET not in self.verdicts
        return None if is_met or not self.look_ahead else _met_from(self, clauses)


def clause_verdict(item: Prepared, values: dict[str, Any], judgements: Mapping[str, bool]) -> Verdict | None:
    """None: the clause is not there for this person. Otherwise exactly `(not when) or if`, in three values."""
    applies = evaluate(item.when, values) if item.when else True
    if applies is False:
        return None
    if item.test is None:
        return Verdict.UNKNOWN if applies is None else _judged(item.condition.key, judgements)
    answer = evaluate(item.test, values)
    if answer is True:
        return Verdict.MET
    if answer is False and applies:
        return Verdict.NOT_MET
    if item.condition.judged_when_unknown and applies:
        return _judged(item.condition.key, judgements)
    return Verdict.UNKNOWN


def _judged(key: str, judgements: Mapping[str, bool]) -> Verdict:
    if key not in judgements:
        return Verdict.JUDGEMENT
    return Verdict.MET if judgements[key] else Verdict.NOT_MET


def _clause(case: PersonReasons, item: Prepared, verdict: Verdict) -> Clause:
    condition, values = item.condition, case.sheet.values
    decided = verdict in (Verdict.MET, Verdict.NOT_MET) and item.test is not None
    return Clause(
        key=condition.key,
        verdict=verdict,
        label=condition.label,
        law=condition.law,
        judged=condition.is_judged,
        values=tuple(_used(case, fact) for fact in item.facts if fact.name in values),
        thresholds=thresholds(case.rulebook.vocabulary, item.branches, values),
        missing=() if decided else _missing(case, item),
        met_from=_clause_from(case, item) if verdict is Verdict.NOT_MET else None,
    )


def _used(case: PersonReasons, declaration: Declaration) -> UsedValue:
    given, member = case.sheet.origins[declaration.name], None
    if declaration.kind.name == "enum":
        member = case.rulebook.vocabulary.member_label(declaration.kind, given.value)
    return UsedValue(declaration, given, member)


def _missing(case: PersonReasons, item: Prepared) -> tuple[Declaration, ...]:
    trees = [tree for tree in (item.when, item.test) if tree]
    names = dict.fromkeys(name for tree in trees for name in missing_facts(tree, case.sheet.values))
    return tuple(case.policy.declaration(name) for name in names)


def _clause_from(case: PersonReasons, item: Prepared) -> dt.date | None:
    if not item.changes_with_time or item.test is None:
        return None

    def is_met(day: dt.date) -> bool:
        if not item.condition.holds_on(day):
            return True  # nobody asks any more
        later = prepare_condition(case.policy, item.condition, day)
        return clause_verdict(later, case.sheet.at(day), case.judgements) in (Verdict.MET, None)

    return first_day(is_met, case.sheet.on, case.look_ahead)


def _met_from(case: PersonReasons, clauses: tuple[Clause, ...]) -> dt.date | None:
    """The first day on which no clause fails or lacks a document; never before the last of the failing clauses."""
    failing = [clause.met_from for clause in clauses if clause.verdict is Verdict.NOT_MET]
    if None in failing or any(clause.verdict is Verdict.UNKNOWN for clause in clauses):
        return None
    start = max([day for day in failing if day] or [case.policy.valid_from])
    if start < case.sheet.on:
        return None

    def holds(day: dt.date) -> bool:
        found = [
            clause_verdict(item, case.sheet.at(day), case.judgements) for item in prepare(case.policy, day).clauses
        ]
        return case.policy.holds_on(day) and not {Verdict.NOT_MET, Verdict.UNKNOWN} & set(found)

    return start if holds(start) else first_day(holds, start, case.look_ahead)
