"""The value of a closed tree for one person, in three-valued logic (Kleene's strong one).

Unknown is `None`. Because a connective answers only what every completion of the facts would answer, learning a
missing fact can turn *unknown* into *met* or *not met*, but never *met* into *not met*.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import add, eq, floordiv, ge, gt, le, lt, mul, ne, sub
from typing import Any

from juxian.policy import nodes
from juxian.policy.functions import FUNCTIONS
from juxian.policy.kinds import MAX_NUMBER
from juxian.policy.nodes import Node

Values = Mapping[str, Any]
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "+": add,
    "-": sub,
    "*": mul,
    "//": floordiv,
}


def evaluate(node: Node, values: Values) -> Any:
    """The value of `node`; `values` holds the known facts by name, and what is not there is unknown."""
    return _EVALUATORS[type(node)](node, values)


def _literal(node: nodes.Literal, values: Values) -> Any:
    return node.value


def _fact(node: nodes.Fact, values: Values) -> Any:
    return values.get(node.name)


def _not(node: nodes.Not, values: Values) -> bool | None:
    item = evaluate(node.item, values)
    return None if item is None else not item


def _and(node: nodes.And, values: Values) -> bool | None:
    return _first_decisive(node.items, values, decisive=False)


def _or(node: nodes.Or, values: Values) -> bool | None:
    return _first_decisive(node.items, values, decisive=True)


def _first_decisive(items: Iterable[Node], values: Values, decisive: bool) -> bool | None:
    result: bool | None = not decisive
    for item in items:
        value = evaluate(item, values)
        if value is decisive:
            return decisive
        if value is None:
            result = None
    return result


def _compare(node: nodes.Compare, values: Values) -> bool | None:
    left, right = evaluate(node.left, values), evaluate(node.right, values)
    return None if left is None or right is None else _OPERATORS[node.operator](left, right)


def _arithmetic(node: nodes.Arithmetic, values: Values) -> int | None:
    left, right = evaluate(node.left, values), evaluate(node.right, values)
    if left is None or right is None or (node.operator == "//" and right == 0):
        return None
    result = _OPERATORS[node.operator](left, right)
    return result if -MAX_NUMBER <= result <= MAX_NUMBER else None


def _choose(node: nodes.Choose, values: Values) -> Any:
    test = evaluate(node.test, values)
    if test is not None:
        return evaluate(node.then if test else node.otherwise, values)
    then, otherwise = evaluate(node.then, values), evaluate(node.otherwise, values)
    return then if then == otherwise else None


def _table(node: nodes.Table, values: Values) -> Any:
    key = evaluate(node.key, values)
    if key is None:
        return None
    return next((value for member, value in node.entries if member == key), node.otherwise)


def _one_of(node: nodes.OneOf, values: Values) -> bool | None:
    item = evaluate(node.item, values)
    return None if item is None else item in node.members


def _extreme(node: nodes.Extreme, values: Values) -> Any:
    items = [evaluate(item, values) for item in node.items]
    if None in items:
        return None
    return min(items) if node.operator == "min" else max(items)


def _call(node: nodes.Call, values: Values) -> Any:
    arguments = [evaluate(argument, values) for argument in node.arguments]
    return None if None in arguments else FUNCTIONS[node.function].body(*arguments)


_EVALUATORS: dict[type, Callable[[Any, Values], Any]] = {
    nodes.Literal: _literal,
    nodes.Fact: _fact,
    nodes.Not: _not,
    nodes.And: _and,
    nodes.Or: _or,
    nodes.Compare: _compare,
    nodes.Arithmetic: _arithmetic,
    nodes.Choose: _choose,
    nodes.Table: _table,
    nodes.OneOf: _one_of,
    nodes.Extreme: _extreme,
    nodes.Call: _call,
}


def missing_facts(node: Node, values: Values) -> tuple[str, ...]:
    """The facts whose absence makes `node` unknown: only those that could still matter, in order of appearance."""
    return tuple(dict.fromkeys(_missing(node, values)))


def _missing(node: Node, values: Values) -> list[str]:
    if isinstance(node, nodes.Fact):
        return [] if values.get(node.name) is not None else [node.name]
    if isinstance(node, nodes.And | nodes.Or):
        below: Iterable[Node] = [item for item in node.items if evaluate(item, values) is None]
    elif isinstance(node, nodes.Choose) and (test := evaluate(node.test, values)) is not None:
        below = [node.then if test else node.otherwise]
    else:
        below = nodes.children(node)
    return [name for child in below for name in _missing(child, values)]
