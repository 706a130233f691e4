"""Policies made ready for one day. Lowering costs more than judging a person, so its results are kept.

Keys are the immutable policy objects themselves; a reloaded rulebook has new ones and never meets old results.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from juxian.policy import nodes
from juxian.policy.compiled import Getter, Judge, VerdictWriter, compiled
from juxian.policy.definition import Condition, Policy
from juxian.policy.lowering import Lowering
from juxian.policy.nodes import Node
from juxian.policy.thresholds import Branch, branches
from juxian.policy.vocabulary import Declaration

_RUNNING_FUNCTIONS = ("paid_run", "count")


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A condition on one day: closed trees, the facts they read, the values of the law that they used."""

    condition: Condition
    when: Node | None
    test: Node | None
    facts: tuple[Declaration, ...]
    branches: tuple[Branch, ...]
    changes_with_time: bool


@dataclass(frozen=True, eq=False)
class PreparedPolicy:
    """A policy on one day, and the same as two functions of a person's facts, compiled when they are first needed."""

    clauses: tuple[Prepared, ...]
    not_in_force: tuple[str, ...]
    amount: Node | None

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(item.condition.key for item in self.clauses)

    @cached_property
    def judge(self) -> Judge:
        """The verdict of each clause, None where it is not there; given `values.get` and `judgements.get`."""
        writer = VerdictWriter()
        return writer.function([_verdict(writer, item) for item in self.clauses], "get, judged")

    @cached_property
    def worth(self) -> Callable[[Getter], int | None]:
        """The amount in fen, given `values.get`."""
        whole = compiled([self.amount or nodes.Literal(None)])
        return lambda get: whole(get)[0]  # type: ignore[no-any-return]


NOT_IN_FORCE = PreparedPolicy((), (), None)


def _verdict(writer: VerdictWriter, item: Prepared) -> str:
    return writer.verdict(item.condition.key, item.when, item.test, item.condition.judged_when_unknown)


@lru_cache(maxsize=256)
def prepare(policy: Policy, on: dt.date) -> PreparedPolicy:
    """All conditions in force on `on`, and the amount."""
    clauses = tuple(
        prepare_condition(policy, condition, on) for condition in policy.conditions if condition.holds_on(on)
    )
    others = tuple(condition.key for condition in policy.conditions if not condition.holds_on(on))
    amount = Lowering(policy.parameters, on).lower(policy.amount) if policy.amount else None
    return PreparedPolicy(clauses, others, amount)


@lru_cache(maxsize=2_048)
def prepare_condition(policy: Policy, condition: Condition, on: dt.date) -> Prepared:
    lowering = Lowering(policy.parameters, on)
    when = lowering.lower(condition.when) if condition.when else None
    test = lowering.lower(condition.test) if condition.test else None
    closed = [tree for tree in (when, test) if tree]
    names = (node.name for tree in closed for node in nodes.walk(tree) if isinstance(node, nodes.Fact))
    return Prepared(
        condition,
        when,
        test,
        tuple(policy.declaration(name) for name in dict.fromkeys(names)),
        branches(policy.vocabulary, lowering.uses),
        _changes(policy, condition),
    )


def _changes(policy: Policy, condition: Condition) -> bool:
    """Whether time alone can change the answer: dates, running months, law with several versions or with an end."""
    if condition.until_on:
        return True
    trees = [tree for tree in (condition.when, condition.test) if tree]
    for node in (node for tree in trees for node in nodes.walk(tree)):
        if isinstance(node, nodes.Moment) or (isinstance(node, nodes.Call) and node.function in _RUNNING_FUNCTIONS):
            return True
        if isinstance(node, nodes.Parameter) and len(policy.parameters[node.name].versions) > 1:
            return True
    return False


def closed_trees(prepared: PreparedPolicy) -> list[Node]:
    """Every tree that a judgement on that day can read."""
    trees = [tree for item in prepared.clauses for tree in (item.when, item.test) if tree]
    return [*trees, prepared.amount] if prepared.amount else trees
