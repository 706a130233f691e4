"""Runs the worked cases of a rulebook, its cohorts and its cases of stacking, and says what differs."""

from collections.abc import Iterator
from typing import NamedTuple

from juxian.policy.cohort import differences_of
from juxian.policy.explain import explain
from juxian.policy.explanation import Explanation
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import FactError
from juxian.policy.stacked import Drawn, exclude_stacked
from juxian.policy.stacking_case import STACKING, StackingCase
from juxian.policy.worked_case import NOT_APPLICABLE, Cohort, WorkedCase


class Outcome(NamedTuple):
    """A case and what differs from the signed answer; nothing differs when it passes."""

    case: WorkedCase | Cohort | StackingCase
    differences: tuple[str, ...]


def run_cases(rulebook: Rulebook, policy_id: str | None = None) -> Iterator[Outcome]:
    """Every case and cohort of one policy, or of all; then the cases of the stacking matrix."""
    for name, cases in rulebook.cases.items():
        for case in cases if policy_id in (None, name) else ():
            yield Outcome(case, _safely(_run(rulebook, case)))
    for name, cohorts in rulebook.cohorts.items():
        for cohort in cohorts if policy_id in (None, name) else ():
            yield Outcome(cohort, _safely(differences_of(rulebook, cohort)))
    for stacking_case in rulebook.stacking_cases if policy_id in (None, STACKING) else ():
        yield Outcome(stacking_case, _safely(_stack(rulebook, stacking_case)))


def _safely(differences: Iterator[str]) -> tuple[str, ...]:
    """A case whose facts are refused differs too, and says how."""
    try:
        return tuple(differences)
    except FactError as error:
        return (str(error),)


def _run(rulebook: Rulebook, case: WorkedCase) -> Iterator[str]:
    found = explain(rulebook, case.policy, case.facts, case.on, judgements=case.judgements)
    if found.verdict != case.verdict:
        yield f"结论应为 {case.verdict}，算得 {found.verdict}"
    for key, wanted in case.clauses.items():
        verdict = _verdict_of(found, key)
        if verdict != wanted:
            yield f"条款 {key} 应为 {wanted}，算得 {verdict}"
    for name, value in case.other.items():
        if getattr(found, name) != value:
            yield f"{name} 应为 {value}，算得 {getattr(found, name)}"


def _stack(rulebook: Rulebook, case: StackingCase) -> Iterator[str]:
    drawn = [Drawn(case.name, policy, case.month, amount) for policy, amount in case.drawn.items()]
    excluded = {one.policy for one in exclude_stacked(rulebook, drawn)}
    if excluded != case.excluded:
        names = ["、".join(sorted(found)) or "没有" for found in (case.excluded, excluded)]
        yield f"应让出的为 {names[0]}，算得 {names[1]}"


def _verdict_of(found: Explanation, key: str) -> str:
    return next((clause.verdict.value for clause in found.clauses if clause.key == key), NOT_APPLICABLE)
