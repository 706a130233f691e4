"""The compiled function beside the plain interpreter: the same answers for random law and people, also very deep law."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.policy import nodes
from juxian.policy.builder import Builder
from juxian.policy.compiled import compiled
from juxian.policy.evaluate import evaluate
from juxian.policy.kinds import BOOL, FEN, MAX_NUMBER, PLAIN_NUMBER
from juxian.policy.lowering import Lowering
from juxian.policy.prepared import prepare
from juxian.policy.reasons import clause_verdict
from tests.policy.expressions import FACTS, ON, condition, mask, money
from tests.policy.folder import POLICY, Folder

partly_known = st.fixed_dictionaries({}, optional=FACTS)


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    book = Folder(tmp_path_factory.mktemp("district")).load()
    return Builder(book.vocabulary, book.parameters)


def values_of(person: dict[str, Any]) -> dict[str, Any]:
    return {name: mask(value) if name == "insured_months" else value for name, value in person.items()}


@settings(max_examples=150, deadline=None)
@given(condition, money, st.lists(partly_known, min_size=1, max_size=5))
def test_compiled_law_answers_as_the_interpreter(builder: Builder, test: str, pay: str, crowd: list[Any]) -> None:
    lowering = Lowering(builder.parameters, ON)
    trees = [
        lowering.lower(builder.build(test, BOOL)),
        lowering.lower(builder.build(f"min(1 + {pay}, pay_fen)", FEN)),
    ]
    function = compiled(trees)
    for person in map(values_of, crowd):
        expected = tuple(evaluate(tree, person) for tree in trees)
        found = function(person.get)
        assert found == expected
        assert found[0] is expected[0]


@pytest.mark.parametrize(
    "known", [{}, {"n": 1}, {"n": 70}, {"n": MAX_NUMBER}, {"n": 70, "open": True}, {"open": False}]
)
def test_law_deeper_than_python_reads_is_compiled(known: dict[str, Any]) -> None:
    tree, is_open = nodes.Fact("n", PLAIN_NUMBER), nodes.Fact("open", BOOL)
    for number in range(100):
        more: nodes.Node = nodes.Arithmetic("-+*"[number % 3], tree, nodes.Literal(1 + number % 2))
        tree = nodes.Choose(is_open, more, nodes.Literal(number))
    (found,) = compiled([tree])(known.get)
    assert found == evaluate(tree, known)


def test_nothing_that_an_officer_wrote_reaches_the_compiler(folder: Folder) -> None:
    rulebook = folder.condition("city == '\\'); import os; (\\''").load()
    (_open, tested) = prepare(rulebook.policies["allowance"], ON).clauses
    function = compiled([tested.test])
    assert function({"city": "'); import os; ('"}.get) == (True,)
    assert function.__globals__["__builtins__"] == {}
    assert not {"city", "os"} & {*function.__code__.co_names, *function.__code__.co_varnames}


def test_days_that_differ_in_values_share_one_text(folder: Folder) -> None:
    policy = folder.condition("waited >= p.allowance.wait and recognised_on < date").load().policies["allowance"]
    days = [dt.date(2023, 7, 1), dt.date(2024, 2, 1), dt.date(2025, 2, 1)]
    assert len({prepare(policy, day).judge.__code__ for day in days}) == 1
    person = {"is_open": True, "waited": 6, "recognised_on": dt.date(2023, 6, 30)}
    verdicts = [prepare(policy, day).judge(person.get, {}.get)[1] for day in days]
    assert verdicts == ["met", "not_met", "not_met"]


CLAUSES = """\
  waited: {zh: 等, en: wait, law: 二, if: waited >= 6, when: level == CHIEF, unknown: judge}
  pays: {zh: 付, en: pay, law: 三, if: pay_fen > 0, when: is_dishonest}
  by_hand: {zh: 人, en: by hand, law: 四, judge: true, when: level == SENIOR}
  doubtful: {zh: 疑, en: doubt, law: 五, if: children > 1, unknown: judge}
"""


@settings(max_examples=150, deadline=None)
@given(partly_known, st.dictionaries(st.sampled_from(["waited", "by_hand", "doubtful"]), st.booleans()))
def test_a_compiled_verdict_is_that_of_the_interpreter(
    tmp_path_factory: pytest.TempPathFactory, person: dict[str, Any], judgements: dict[str, bool]
) -> None:
    policy = Folder(tmp_path_factory.mktemp("d")).policy(POLICY + CLAUSES).load().policies["allowance"]
    prepared, known = prepare(policy, ON), values_of(person)
    expected = tuple(clause_verdict(item, known, judgements) for item in prepared.clauses)
    assert prepared.judge(known.get, judgements.get) == expected
