"""Policies made ready for one day. Lowering costs more than judging a person, so its results are kept.

Keys are the immutable policy objects themselves; a reloaded rulebook has new ones and never meets old results.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from juxian.policy import nodes
from juxian.policy.definition import Condition, Policy
from juxian.policy.evaluate import evaluate
from juxian.policy.explanation import Threshold
from juxian.policy.lowering import Lowering, Use
from juxian.policy.nodes import Node
from juxian.policy.parameters import OTHERWISE
from juxian.policy.vocabulary import Vocabulary

_RUNNING_FUNCTIONS = ("paid_run", "count")


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A condition on one day: closed trees, the facts they read, the values of the law that they used."""

    condition: Condition
    when: Node | None
    test: Node | None
    facts: tuple[str, ...]
    thresholds: tuple[Threshold | Use, ...]
    changes_with_time: bool


@dataclass(frozen=True, slots=True, eq=False)
class PreparedPolicy:
    clauses: tuple[Prepared, ...]
    not_in_force: tuple[str, ...]
    amount: Node | None


@lru_cache(maxsize=1_024)
def prepare(policy: Policy, on: dt.date) -> PreparedPolicy:
    """All conditions in force on `on`, and the amount."""
    clauses = tuple(
        prepare_condition(policy, condition, on) for condition in policy.conditions if condition.holds_on(on)
    )
    others = tuple(condition.key for condition in policy.conditions if not condition.holds_on(on))
    amount = Lowering(policy.parameters, on).lower(policy.amount) if policy.amount else None
    return PreparedPolicy(clauses, others, amount)


@lru_cache(maxsize=16_384)
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
        tuple(dict.fromkeys(names)),
        _thresholds(policy.vocabulary, lowering.uses),
        _changes(policy, condition),
    )


def _thresholds(vocabulary: Vocabulary, uses: Iterable[Use]) -> tuple[Threshold | Use, ...]:
    """Fixed ones are worked out once; what depends on a person's branch, date or level stays a `Use`."""
    found: dict[tuple, Threshold | Use | None] = {}
    for use in uses:
        fixed = isinstance(use.at, nodes.Literal) and (use.key is None or isinstance(use.key, nodes.Literal))
        key = (use.parameter.name, use.at, use.key, use.guards)
        found[key] = threshold_of(vocabulary, use, {}) if fixed and not use.guards else use
    return tuple(value for value in found.values() if value is not None)


def threshold_of(vocabulary: Vocabulary, use: Use, values: dict[str, Any]) -> Threshold | None:
    """The value of the law that met this person; None in a branch not taken, or while its fact is not known."""
    if any(evaluate(test, values) is not answer for test, answer in use.guards):
        return None
    day, key = evaluate(use.at, values), evaluate(use.key, values) if use.key else None
    version = use.parameter.on(day) if day else None
    if version is None or (use.key and key is None):
        return None
    parameter = use.parameter
    level = None
    if key is not None and isinstance(version.value, Mapping):
        level = vocabulary.level_label(key, version.value.keys() - {OTHERWISE})
    value = version.value_of(key)
    return Threshold(parameter.name, parameter.label, parameter.kind, value, version.law, version.from_on, level)


def _changes(policy: Policy, condition: Condition) -> bool:
    """Whether time alone can change the answer: dates, running months, or law with more than one version."""
    trees = [tree for tree in (condition.when, condition.test) if tree]
    for node in (node for tree in trees for node in nodes.walk(tree)):
        if isinstance(node, nodes.Moment) or (isinstance(node, nodes.Call) and node.function in _RUNNING_FUNCTIONS):
            return True
        if isinstance(node, nodes.Parameter) and len(policy.parameters[node.name].versions) > 1:
            return True
    return False
