"""One person, one policy, one day: which clauses are met, which are not, what is missing, and from when it could be."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from juxian.policy.definition import Policy
from juxian.policy.earliest import first_day
from juxian.policy.evaluate import evaluate, missing_facts
from juxian.policy.explanation import RECORD_FORMAT, Clause, Explanation, UsedValue, Verdict, overall
from juxian.policy.faults import did_you_mean
from juxian.policy.prepared import Prepared, prepare, prepare_condition
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import FactError, Given, Sheet, check_day, read_sheet
from juxian.policy.thresholds import thresholds
from juxian.policy.vocabulary import Declaration

LOOK_AHEAD_MONTHS = 60


class _Case(NamedTuple):
    """What stays the same while one explanation is made."""

    rulebook: Rulebook
    policy: Policy
    sheet: Sheet
    judgements: Mapping[str, bool]
    look_ahead: int


def explain(
    rulebook: Rulebook,
    policy_id: str,
    facts: Mapping[str, Any],
    on: dt.date,
    *,
    judgements: Mapping[str, bool] | None = None,
    look_ahead_months: int = LOOK_AHEAD_MONTHS,
) -> Explanation:
    """Judges the person whose `facts` are given by the law of the day `on`.

    A fact is a Python or JSON value (date or "2025-03-12"; money in fen; months as ["2025-01", …]) or a `Given` with
    its own trust and source; what is absent or None is not known. `judgements` are the answers people have given to
    clauses that only a person can judge. `look_ahead_months` bounds the search for the earliest date; 0 leaves it out.
    Raises `FactError` for a wrong fact, day or policy name.
    """
    policy = find_policy(rulebook, policy_id)
    check_day(on)
    relevant = _relevant(rulebook, policy, facts)
    sheet = read_sheet(rulebook.vocabulary, policy.state, relevant, on)
    case = _Case(rulebook, policy, sheet, _checked(policy, judgements or {}), look_ahead_months)
    clauses, not_applicable = _clauses(case) if policy.holds_on(on) else ((), ())
    verdict = overall(clause.verdict for clause in clauses) if policy.holds_on(on) else Verdict.NOT_MET
    return Explanation(
        rulebook=rulebook.id,
        policy=policy.id,
        title=policy.title,
        document=policy.document,
        on=on,
        verdict=verdict,
        in_force=policy.holds_on(on),
        clauses=clauses,
        not_applicable=not_applicable,
        amount_fen=_amount(case, verdict),
        met_from=_met_from(case, clauses, verdict),
        facts=sheet.origins,
        judgements=case.judgements,
        look_ahead_months=look_ahead_months,
    )


def replay(rulebook: Rulebook, record: Mapping[str, Any]) -> Explanation:
    """Judges again from a stored record. With the same rulebook the result has the same bytes."""
    if record["format"] != RECORD_FORMAT or record["rulebook"] != rulebook.id:
        raise FactError(f"这份记录出自规则版本 {str(record['rulebook'])[:12]}。请载入那个版本的政策文件夹再重放。")
    return explain(
        rulebook,
        record["policy"],
        {name: Given(given["value"], given["trust"], given["source"]) for name, given in record["facts"].items()},
        dt.date.fromisoformat(record["on"]),
        judgements=record["judgements"],
        look_ahead_months=record["look_ahead_months"],
    )


def find_policy(rulebook: Rulebook, policy_id: str) -> Policy:
    """The policy of that id, or a `FactError` that names the nearest ones."""
    if policy_id not in rulebook.policies:
        near = did_you_mean(policy_id, rulebook.policies)
        raise FactError(f"没有政策“{policy_id}”。请用 policies 文件夹中的 id{near}。")
    return rulebook.policies[policy_id]


def _relevant(rulebook: Rulebook, policy: Policy, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Only what this policy asks for is read and kept; a name nobody declared stays in, to be refused."""
    known = rulebook.vocabulary.facts
    return {name: value for name, value in facts.items() if name in policy.fact_names or name not in known}


def _checked(policy: Policy, judgements: Mapping[str, bool]) -> Mapping[str, bool]:
    keys = {condition.key for condition in policy.conditions if condition.is_judged or condition.judged_when_unknown}
    for key, value in judgements.items():
        if key not in keys or not isinstance(value, bool):
            raise FactError(
                f"条款“{key}”不由人判断，或判断不是真假值。由人判断的条款：{'、'.join(sorted(keys)) or '没有'}。"
            )
    return judgements


def _clauses(case: _Case) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    prepared = prepare(case.policy, case.sheet.on)
    clauses, others = [], list(prepared.not_in_force)
    for item in prepared.clauses:
        verdict = clause_verdict(item, case.sheet.values, case.judgements)
        if verdict is None:
            others.append(item.condition.key)
        else:
            clauses.append(_clause(case, item, verdict))
    return tuple(clauses), tuple(others)


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


def _clause(case: _Case, item: Prepared, verdict: Verdict) -> Clause:
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


def _used(case: _Case, declaration: Declaration) -> UsedValue:
    given, member = case.sheet.origins[declaration.name], None
    if declaration.kind.name == "enum":
        member = case.rulebook.vocabulary.member_label(declaration.kind, given.value)
    return UsedValue(declaration, given, member)


def _missing(case: _Case, item: Prepared) -> tuple[Declaration, ...]:
    trees = [tree for tree in (item.when, item.test) if tree]
    names = dict.fromkeys(name for tree in trees for name in missing_facts(tree, case.sheet.values))
    return tuple(case.policy.declaration(name) for name in names)


def _clause_from(case: _Case, item: Prepared) -> dt.date | None:
    if not item.changes_with_time or item.test is None:
        return None

    def is_met(day: dt.date) -> bool:
        if not item.condition.holds_on(day):
            return True  # nobody asks any more
        later = prepare_condition(case.policy, item.condition, day)
        return clause_verdict(later, case.sheet.at(day), case.judgements) in (Verdict.MET, None)

    return first_day(is_met, case.sheet.on, case.look_ahead)


def _met_from(case: _Case, clauses: tuple[Clause, ...], verdict: Verdict) -> dt.date | None:
    """The first day on which no clause fails or lacks a document; never before the last of the failing clauses."""
    if verdict is not Verdict.NOT_MET or not case.look_ahead:
        return None
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


def _amount(case: _Case, verdict: Verdict) -> int | None:
    if case.policy.amount is None or verdict in (Verdict.UNKNOWN, Verdict.JUDGEMENT):
        return None
    if verdict is Verdict.NOT_MET:
        return 0
    amount = prepare(case.policy, case.sheet.on).amount
    return evaluate(amount, case.sheet.values) if amount else None
