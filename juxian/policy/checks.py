"""What is wrong with a policy although each expression is well formed: gaps, constants, conditions for nobody."""

import datetime as dt
from collections.abc import Iterator
from itertools import product

from juxian.policy import nodes
from juxian.policy.definition import Condition, Policy
from juxian.policy.evaluate import evaluate
from juxian.policy.faults import Faults, Place
from juxian.policy.kinds import BOOL
from juxian.policy.lowering import Lowering
from juxian.policy.nodes import Literal, Node

# Conditions with more distinct comparisons than this are not tried out in every combination.
MAX_ATOMS = 8


def check_policy(policy: Policy, faults: Faults) -> None:
    """Adds what is wrong. Expects every expression of the policy to be well typed."""
    if policy.valid_until and policy.valid_until < policy.valid_from:
        faults.add(policy.place, "政策的结束日期早于开始日期", "改正 valid_from 或 valid_until")
        return
    if not any(_is_for_everybody(condition) for condition in policy.conditions):
        faults.add(
            policy.place,
            "没有一条对所有人、任何时候都适用的条款",
            "至少有一条不带 when、from、until，否则无条件也算符合",
        )
    for condition in policy.conditions:
        trees = [tree for tree in (condition.when, condition.test) if tree]
        if condition.from_on and condition.until_on and condition.until_on < condition.from_on:
            faults.add(condition.place, "条款的结束日期早于开始日期", "改正 from 或 until", condition.key)
        elif _check_gaps(policy, trees, condition.place, condition.key, faults):
            for tree in trees:
                _check_constant(policy, condition, tree, faults)
    if policy.amount and _check_gaps(policy, [policy.amount], policy.place, "amount", faults):
        for day in _days(policy, None, policy.amount):
            _lowered(policy, policy.amount, day, policy.place, "amount", faults)


def _is_for_everybody(condition: Condition) -> bool:
    return condition.when is None and condition.from_on is None and condition.until_on is None


def _check_gaps(policy: Policy, trees: list[Node], place: Place, clause: str, faults: Faults) -> bool:
    """Whether every parameter read on the day of evaluation has a value on every day of the policy."""
    found = False
    for name in dict.fromkeys(use.name for tree in trees for use in _parameters(tree) if use.at is None):
        parameter = policy.parameters[name]
        for day in parameter.gaps(policy.valid_from, policy.valid_until):
            where = parameter.place
            faults.add(where, f"“p.{name}”在 {day} 没有值，而政策那天有效", "补上那天的值，或改正政策的有效期", clause)
            found = True
    return not found


def _parameters(tree: Node) -> Iterator[nodes.Parameter]:
    return (node for node in nodes.walk(tree) if isinstance(node, nodes.Parameter))


def _days(policy: Policy, condition: Condition | None, tree: Node) -> list[dt.date]:
    """Every day on which the law behind `tree` begins to differ, within the time that the clause is in force."""
    days = {policy.valid_from}
    if condition and condition.from_on:
        days.add(condition.from_on)
    for use in _parameters(tree):
        days |= {version.from_on for version in policy.parameters[use.name].versions}
    in_force = {day for day in days if policy.holds_on(day) and (condition is None or condition.holds_on(day))}
    return sorted(in_force)


def _lowered(policy: Policy, tree: Node, day: dt.date, place: Place, clause: str, faults: Faults) -> Node:
    lowering = Lowering(policy.parameters, day)
    lowered = lowering.lower(tree)
    if lowering.broken:
        faults.add(place, f"按 {day} 的参数计算不出结果", "检查除以零、过大的数字和超出日历的日期", clause)
    return lowered


def _check_constant(policy: Policy, condition: Condition, tree: Node, faults: Faults) -> None:
    days = _days(policy, condition, tree)
    answers = {constant_answer(_lowered(policy, tree, day, condition.place, condition.key, faults)) for day in days}
    if not days or None in answers:
        return
    what = (
        "对每个人都成立"
        if answers == {True}
        else "对任何人都不成立"
        if answers == {False}
        else "与人无关，只取决于日期"
    )
    faults.add(condition.place, f"条件{what}", "改正表达式；只取决于日期的规定写作条款的 from 和 until", condition.key)


def constant_answer(tree: Node) -> bool | None:
    """True or False if `tree` gives that for every person whose facts are known; None if it depends on the facts.

    Sound but not complete: comparisons are taken as independent of each other (`x > 5 and x < 3` is not found out).
    """
    atoms: dict[Node, str] = {}
    skeleton = _skeleton(tree, atoms)
    if len(atoms) > MAX_ATOMS:
        return None
    combinations = product((True, False), repeat=len(atoms))
    answers = {evaluate(skeleton, dict(zip(atoms.values(), values, strict=True))) for values in combinations}
    return answers.pop() if len(answers) == 1 else None


def _skeleton(node: Node, atoms: dict[Node, str]) -> Node:
    """The connectives of `node` over named booleans, one for each distinct comparison."""
    if isinstance(node, Literal):
        return node
    if isinstance(node, nodes.Not):
        return nodes.Not(_skeleton(node.item, atoms))
    if isinstance(node, nodes.And | nodes.Or):
        return type(node)(tuple(_skeleton(item, atoms) for item in node.items))
    if isinstance(node, nodes.Choose):
        parts = (node.test, node.then, node.otherwise)
        return nodes.Choose(*(_skeleton(part, atoms) for part in parts))
    if isinstance(node, nodes.Compare) and node.left == node.right:
        return Literal(node.operator in ("==", "<=", ">="))
    name = atoms.setdefault(node, f"#{len(atoms)}")
    return nodes.Fact(name, BOOL)
