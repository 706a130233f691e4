"""Why a clause fails, as a number: the comparisons that decide against a person, and by how much.

Works on closed trees (see `lowering`) and known values; says nothing of time, which is `outlook`'s.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from juxian.policy import nodes
from juxian.policy.evaluate import evaluate
from juxian.policy.functions import FUNCTIONS
from juxian.policy.nodes import Node

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a number is from what the law wants. `must_grow`: the person's side is too small, otherwise too large.

    Zero with `must_grow` false is a limit that is just reached."""

    amount: int
    unit: str
    must_grow: bool


def failing(node: Node, values: Mapping[str, Any], wanted: bool = True) -> Iterator[tuple[Node, bool]]:
    """The atoms of a false condition that are not as wanted, in order of appearance, each with what is wanted.

    Every alternative of an `or` is named; branches that are not taken are not.
    """
    if evaluate(node, values) is not (not wanted):
        return
    if isinstance(node, nodes.Not):
        yield from failing(node.item, values, not wanted)
    elif isinstance(node, nodes.And | nodes.Or):
        for item in node.items:
            yield from failing(item, values, wanted)
    elif isinstance(node, nodes.Choose) and evaluate(node.test, values) is not None:
        yield from failing(node.then if evaluate(node.test, values) else node.otherwise, values, wanted)
    elif not isinstance(node, nodes.Literal):
        yield node, wanted


def distance(atom: Node, wanted: bool, values: Mapping[str, Any]) -> Distance | None:
    """How far apart the two numbers of a failing comparison are; None for anything else."""
    if not isinstance(atom, nodes.Compare):
        return None
    operator = atom.operator if wanted else _OPPOSITE[atom.operator]
    left, right = evaluate(atom.left, values), evaluate(atom.right, values)
    if operator in ("==", "!=") or not _is_whole(left) or not _is_whole(right):
        return None
    grows, shrinks = (atom.left, atom.right) if operator in (">", ">=") else (atom.right, atom.left)
    must_grow = _is_counted(grows)
    if not must_grow and not _is_counted(shrinks):
        return None
    amount = abs(left - right) + (1 if must_grow and operator in ("<", ">") else 0)
    return Distance(amount, _unit(atom), must_grow)


def facts_of(atom: Node, values: Mapping[str, Any]) -> list[nodes.Fact]:
    """The facts that an atom reads for this person, each once; what only chose the branch is left out."""
    return list(dict.fromkeys(_facts(atom, values)))


def _facts(node: Node, values: Mapping[str, Any]) -> Iterator[nodes.Fact]:
    if isinstance(node, nodes.Fact):
        yield node
    elif isinstance(node, nodes.Choose) and (test := evaluate(node.test, values)) is not None:
        yield from _facts(node.then if test else node.otherwise, values)
    else:
        for child in nodes.children(node):
            yield from _facts(child, values)


def _is_counted(node: Node) -> bool:
    """Whether a person has that number; one that the law gives by level is not theirs."""
    return any(_unit_of(item) is not None for item in nodes.walk(node))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _unit(atom: Node) -> str:
    """The unit in which a comparison counts: that of a function in it, or of its first number."""
    return next((unit for node in nodes.walk(atom) if (unit := _unit_of(node)) is not None), "")


def _unit_of(node: Node) -> str | None:
    if isinstance(node, nodes.Call) and FUNCTIONS[node.function].result.name == "number":
        return FUNCTIONS[node.function].result.unit
    return node.kind.unit if isinstance(node, nodes.Fact) and node.kind.name == "number" else None
