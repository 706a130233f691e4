"""Law made cheaper for many people answers as the law itself, at every end of a month and for random law."""

import datetime as dt
from itertools import product
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juxian.policy import nodes
from juxian.policy.builder import Builder
from juxian.policy.bulk import Known, encode, evaluate_population
from juxian.policy.bulk.known import Reading
from juxian.policy.bulk.month import Month
from juxian.policy.bulk.simplify import simplified
from juxian.policy.evaluate import evaluate
from juxian.policy.kinds import BOOL
from juxian.policy.lowering import Lowering
from juxian.policy.prepared import prepare
from tests.policy.expressions import FACTS, ON, condition, mask, whole_person
from tests.policy.folder import Folder

DAYS = [dt.date(2023, 12, 27) + dt.timedelta(days=number) for number in range(70)]
DAYS += [dt.date(2025, 2, 27), dt.date(2025, 2, 28), dt.date(2025, 3, 1), dt.date(2024, 8, 30), dt.date(2024, 8, 31)]
QUESTIONS = [
    "months_between(recognised_on, started_on) >= 1",
    "months_between(recognised_on, started_on) > 0",
    "months_between(recognised_on, started_on) < 12",
    "years_between(recognised_on, started_on) <= 0",
    "years_between(recognised_on, started_on) >= 1",
    "add_months(recognised_on, 1) <= started_on",
    "add_months(recognised_on, 6) > started_on",
    "add_months(recognised_on, 1) <= p.allowance.day",
    "add_months(recognised_on, 1) < p.allowance.day",
    "p.allowance.day <= add_months(recognised_on, 1)",
    "add_months(recognised_on, 12) > p.allowance.day",
    "add_months(recognised_on, 12) == p.allowance.day",
    "add_months(recognised_on, 0 - 1) != p.allowance.day",
    "add_days(recognised_on, 30) >= p.allowance.day",
    "add_months(month_start(recognised_on), 1 if is_open else 0) > p.allowance.day",
    "month_start(add_months(recognised_on, 1)) == p.allowance.day",
]
PARAMETERS = """\
allowance.day:
  - {{from: 2020-01-01, law: 文, value: {day}}}
"""


@pytest.mark.parametrize("day", ["2024-02-29", "2024-02-28", "2024-03-31", "2024-02-01", "2024-12-31"])
def test_a_question_about_a_moved_day_is_one_about_the_day(folder: Folder, day: str) -> None:
    folder.parameters(PARAMETERS.format(day=day))
    facts = {"recognised_on": (min(DAYS), max(DAYS)), "started_on": (min(DAYS), max(DAYS))}
    reading = Reading(Known(frozenset({*facts, "is_open"}), facts), Month(ON))
    for question in QUESTIONS:
        tree = prepare(folder.condition(question).load().policies["allowance"], ON).clauses[1].test
        assert tree is not None
        cheaper = simplified(tree, reading)
        others = DAYS if "started_on" in question else DAYS[:1]
        for first, second in product(DAYS, others):
            known = {"recognised_on": first, "started_on": second, "is_open": second.day % 2 == 0}
            assert evaluate(cheaper, known) is evaluate(tree, known), (question, first, second)
        if "started_on" not in question and "==" not in question:
            assert not any(isinstance(node, nodes.Call) for node in nodes.walk(cheaper)), question


@pytest.mark.parametrize("question", QUESTIONS[:7])
def test_columns_are_compared_without_making_a_date(folder: Folder, question: str) -> None:
    rulebook = folder.condition(question).load()
    told = [{"is_open": True, "recognised_on": a, "started_on": b} for a, b in product(DAYS[::2], DAYS[::3])]
    found = evaluate_population(rulebook, "allowance", encode(rulebook, "allowance", told, ON).lazy(), ON).collect()
    tree = prepare(rulebook.policies["allowance"], ON).clauses[1].test
    assert tree is not None
    assert [bits & 2 > 0 for bits in found["met"]] == [evaluate(tree, facts) for facts in told]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(condition, st.lists(st.one_of(whole_person, st.fixed_dictionaries({}, optional=FACTS)), min_size=1, max_size=6))
def test_simplified_law_answers_as_the_law(tmp_path: Path, test: str, crowd: list[dict[str, Any]]) -> None:
    book = Folder(tmp_path).load()
    tree = Lowering(book.parameters, ON).lower(Builder(book.vocabulary, book.parameters).build(test, BOOL))
    people = [
        {name: mask(value) if name == "insured_months" else value for name, value in facts.items()} for facts in crowd
    ]
    columns = pl.DataFrame([{name: person.get(name) for name in FACTS} for person in people], infer_schema_length=None)
    reading = Reading(Known.of(columns.lazy(), FACTS), Month(ON))
    cheaper = simplified(tree, reading)
    for person in people:
        answer = evaluate(tree, person)
        assert evaluate(cheaper, person) is answer
        assert answer is not None or not reading.is_known(tree)


def test_one_and_true_are_not_taken_for_each_other(folder: Folder) -> None:
    tree = nodes.Choose(nodes.Fact("is_open", BOOL), nodes.Literal(1), nodes.Literal(0))
    reading = Reading(Known(frozenset({"is_open"})), Month(ON))
    assert simplified(tree, reading) == tree
