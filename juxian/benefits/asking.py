"""What a policy asks, as questions to a person, made from the law itself: a new policy brings its own calculator.

The first worked case of a policy whose verdict is *met* is its typical person. Where that person has "it never
happened" (2199-12-31, false, nothing received before), the question is an unusual one: it is folded away, and leaving
it empty means what is usual.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from juxian.policy import Rulebook, Verdict, facts_asked, months_from
from juxian.policy.vocabulary import Declaration

NEVER = dt.date(2199, 12, 31)
MOST_MONTHS = 63


@dataclass(frozen=True)
class Question:
    """One fact to ask for. `typical` is the answer of the policy's typical person, as a form shows it."""

    declaration: Declaration
    typical: Any
    is_unusual: bool

    @property
    def name(self) -> str:
        """The name of the field: a state's name has a dot, which a form field must not have."""
        return self.declaration.name.replace(".", "__")

    @property
    def kind(self) -> str:
        return self.declaration.kind.name


def questions(rulebook: Rulebook, policy_id: str, on: dt.date) -> list[Question]:
    """Return what has to be asked for a judgement on that day, in the order of the clauses."""
    typical = _typical_facts(rulebook, policy_id)
    return [
        _question(declaration, typical.get(declaration.name)) for declaration in facts_asked(rulebook, policy_id, on)
    ]


def fact_of(question: Question, answer: Any, month: dt.date) -> Any:
    """Return the fact that an answer means in that month; None where nothing is known."""
    if question.kind == "months":
        return None if answer is None else months_of_run(answer, month)
    if question.kind == "date" and answer is None:
        return NEVER if question.is_unusual else question.declaration.absent
    if question.kind == "bool":
        return {"yes": True, "no": False}.get(answer)
    return answer if answer not in ("", None) else None


def shown(question: Question, fact: Any) -> Any:
    """Return how a known fact stands in the form: the other way round."""
    if question.kind == "months":
        return None if fact is None else running_months(fact)
    if question.kind == "bool":
        return {True: "yes", False: "no"}.get(fact, "")
    if question.kind == "date" and fact is not None:
        day = fact if isinstance(fact, dt.date) else dt.date.fromisoformat(str(fact))
        return None if day in (NEVER, question.declaration.absent) else day
    return "" if fact is None else fact


def months_of_run(count: int, month: dt.date) -> list[str]:
    """Return the `count` months that end with `month`, as a fact of type months wants them."""
    first = month.year * 12 + month.month - count
    return months_from(dt.date(first // 12, first % 12 + 1, 1), month) if count else []


def running_months(months: list[str]) -> int:
    """Return how many months in a row end with the latest of them."""
    indexes = sorted({int(text[:4]) * 12 + int(text[5:]) for text in months}, reverse=True)
    run = 0
    while run < len(indexes) and indexes[run] == indexes[0] - run:
        run += 1
    return min(run, MOST_MONTHS)


def _typical_facts(rulebook: Rulebook, policy_id: str) -> Mapping[str, Any]:
    met = (case for case in rulebook.cases[policy_id] if case.verdict == Verdict.MET)
    case = next(met, None)
    return case.facts if case else {}


def _question(declaration: Declaration, typical: Any) -> Question:
    is_state = declaration.name.startswith("state.")
    is_unusual = is_state or typical in (None, False) or _day(typical) == NEVER
    question = Question(declaration, None, is_unusual)
    return Question(declaration, 0 if is_state else shown(question, typical), is_unusual)


def _day(value: Any) -> dt.date | None:
    """Worked cases hold days as YAML gave them."""
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value) if isinstance(value, str) and value.count("-") == 2 else None
