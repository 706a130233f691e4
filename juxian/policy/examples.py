"""Runs the worked cases of a rulebook and says what differs."""

from collections.abc import Iterator
from typing import NamedTuple

from juxian.policy.explain import explain
from juxian.policy.explanation import Explanation
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import FactError
from juxian.policy.worked_case import NOT_APPLICABLE, WorkedCase


class Outcome(NamedTuple):
    """A case and what differs from the signed answer; nothing differs when it passes."""

    case: WorkedCase
    differences: tuple[str, ...]


def run_cases(rulebook: Rulebook, policy_id: str | None = None) -> Iterator[Outcome]:
    """Every case of one policy, or of all."""
    for name, cases in rulebook.cases.items():
        for case in cases if policy_id in (None, name) else ():
            yield Outcome(case, tuple(_run(rulebook, case)))


def _run(rulebook: Rulebook, case: WorkedCase) -> Iterator[str]:
    try:
        found = explain(rulebook, case.policy, case.facts, case.on, judgements=case.judgements)
    except FactError as error:
        yield str(error)
        return
    if found.verdict != case.verdict:
        yield f"结论应为 {case.verdict}，算得 {found.verdict}"
    for key, wanted in case.clauses.items():
        verdict = _verdict_of(found, key)
        if verdict != wanted:
            yield f"条款 {key} 应为 {wanted}，算得 {verdict}"
    for name, value in case.other.items():
        if getattr(found, name) != value:
            yield f"{name} 应为 {value}，算得 {getattr(found, name)}"


def _verdict_of(found: Explanation, key: str) -> str:
    return next((clause.verdict.value for clause in found.clauses if clause.key == key), NOT_APPLICABLE)
