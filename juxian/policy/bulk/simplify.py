"""Closed trees made cheaper for many people, with what is known of their columns. Every answer stays the same.

add_months(month_start(x), 1) > 2023-03-01   becomes   x > 2023-01-31
amount[level] > 0                            becomes   level in (SENIOR, TECHNICIAN, …)
count(months, 1) >= 1                        becomes   paid_run(months, 1)
f(a if t else b) < c                         becomes   f(a) < c if t else f(b) < c, where t is unknown for nobody
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from juxian.policy import dates, nodes
from juxian.policy.bulk.known import Reading
from juxian.policy.nodes import Literal, Node

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_TESTS: dict[str, Callable[[Any, Any], bool]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_MONTHS_OF = {"months_between": 1, "years_between": 12}
_DAY = dt.timedelta(days=1)


def simplified(node: Node, reading: Reading) -> Node:
    """The tree with cheaper parts, from the leaves upwards."""
    changed: dict[str, Any] = {}
    for name in node.__slots__:
        value = getattr(node, name)
        if isinstance(value, nodes.Node):
            changed[name] = simplified(value, reading)
        elif isinstance(value, tuple) and value and isinstance(value[0], nodes.Node):
            changed[name] = tuple(simplified(item, reading) for item in value)
    node = replace(node, **changed) if changed else node
    if isinstance(node, nodes.Compare):
        return _compare(node, reading)
    if isinstance(node, nodes.Choose):
        return _choose(node, reading)
    if isinstance(node, nodes.And | nodes.Or):
        return _connective(node, reading)
    return _moved(node, reading) if isinstance(node, nodes.Call) else node


def _compare(node: nodes.Compare, reading: Reading) -> Node:
    if isinstance(node.left, Literal):
        node = nodes.Compare(_MIRRORED[node.operator], node.right, node.left)
    left, limit = node.left, node.right
    if not isinstance(limit, Literal) or limit.value is None:
        return node
    if isinstance(left, Literal) and left.value is not None:
        return Literal(_TESTS[node.operator](left.value, limit.value))
    if isinstance(left, nodes.Choose) and reading.is_known(left.test):
        then, otherwise = (_compare(replace(node, left=side), reading) for side in (left.then, left.otherwise))
        return _choose(nodes.Choose(left.test, then, otherwise), reading)
    if isinstance(left, nodes.Table):
        return _of_table(left, node.operator, limit.value)
    return _of_call(left, node, limit.value, reading) if isinstance(left, nodes.Call) else node


def _choose(node: nodes.Choose, reading: Reading) -> Node:
    """Between a truth and something else, where the test is unknown for nobody: a plain connective."""
    if not reading.is_known(node.test):
        return node
    if node.then == node.otherwise:
        return node.then
    for branch, test, other in ((node.then, node.test, node.otherwise), (node.otherwise, _not(node.test), node.then)):
        if isinstance(branch, Literal) and branch.value is True:  # 1 would be equal to it
            return _connective(nodes.Or((test, other)), reading)
        if isinstance(branch, Literal) and branch.value is False:
            return _connective(nodes.And((_not(test), other)), reading)
    return node


def _connective(node: nodes.And | nodes.Or, reading: Reading) -> Node:
    """Each item once; and beside `t`, a choice by `t` is no choice any more."""
    items = list(dict.fromkeys(node.items))
    for test in [item for item in items if reading.is_known(item)]:
        items = [item if item is test else _given(item, test, isinstance(node, nodes.And)) for item in items]
    return items[0] if len(items) == 1 else replace(node, items=tuple(items))


def _given(node: Node, test: Node, answer: bool) -> Node:
    """The tree where `test` is known to have that answer."""
    if isinstance(node, nodes.Choose) and node.test == test:
        return _given(node.then if answer else node.otherwise, test, answer)
    if isinstance(node, nodes.Choose):
        parts = (_given(part, test, answer) for part in (node.test, node.then, node.otherwise))
        return nodes.Choose(*parts)
    if isinstance(node, nodes.And | nodes.Or):
        return replace(node, items=tuple(_given(item, test, answer) for item in node.items))
    return node


def _not(node: Node) -> Node:
    return node.item if isinstance(node, nodes.Not) else nodes.Not(node)


def _moved(node: nodes.Call, reading: Reading) -> Node:
    """A function of a choice is a choice between the function's values."""
    for place, argument in enumerate(node.arguments):
        if isinstance(argument, nodes.Choose) and reading.is_known(argument.test):
            sides = [_with(node, place, side) for side in (argument.then, argument.otherwise)]
            return nodes.Choose(argument.test, sides[0], sides[1])
    if node.function == "add_months" and node.arguments[1] == Literal(0):
        return node.arguments[0]
    return node


def _with(node: nodes.Call, place: int, argument: Node) -> Node:
    changed = replace(node, arguments=(*node.arguments[:place], argument, *node.arguments[place + 1 :]))
    return changed.arguments[0] if changed.function == "add_months" and changed.arguments[1] == Literal(0) else changed


def _of_table(table: nodes.Table, operator: str, limit: Any) -> Node:
    """A value of a table beside a fixed one is a question about the level."""
    if table.otherwise is None or any(value is None for _level, value in table.entries):
        return nodes.Compare(operator, table, Literal(limit))
    test = _TESTS[operator]
    beyond = test(table.otherwise, limit)
    unlike = tuple(level for level, value in table.entries if test(value, limit) is not beyond)
    if not unlike:
        return nodes.Compare(operator, table, Literal(limit))
    return nodes.Not(nodes.OneOf(table.key, unlike)) if beyond else nodes.OneOf(table.key, unlike)


def _of_call(call: nodes.Call, node: nodes.Compare, limit: Any, reading: Reading) -> Node:
    if (
        call.function == "count"
        and reading.is_inside(call)
        and (node.operator, call.arguments[1]) == (">=", Literal(limit))
    ):
        return nodes.Call("paid_run", call.arguments)
    if call.function in _MONTHS_OF:
        return _anniversary(call, node, limit * _MONTHS_OF[call.function], reading)
    latest = _LATEST.get(call.function)
    fixed = all(isinstance(argument, Literal) for argument in call.arguments[1:])
    if latest is None or not fixed or reading.span(call) is None:
        return node
    numbers = [argument.value for argument in call.arguments[1:] if isinstance(argument, Literal)]
    until, before = latest(limit, *numbers), latest(limit - _DAY, *numbers) if limit > dt.date.min else None
    if until is None or before is None:
        return node
    return _between(call.arguments[0], node.operator, Literal(before), Literal(until), reading)


def _anniversary(call: nodes.Call, node: nodes.Compare, months: int, reading: Reading) -> Node:
    """Whole months have passed exactly when the first day, moved by them, is not after the second."""
    if node.operator not in ("<", "<=", ">", ">="):
        return node
    months += _MONTHS_OF[call.function] if node.operator in ("<=", ">") else 0
    first, second = call.arguments
    moved = nodes.Call("add_months", (first, Literal(months)))
    if not 1 <= months <= dates.MAX_MONTHS or reading.span(moved) is None:
        return node
    return nodes.Compare("<=" if node.operator in (">", ">=") else ">", moved, second)


def _between(day: Node, operator: str, before: Literal, until: Literal, reading: Reading) -> Node:
    """The question about the day itself: it is moved up to the limit until `until`, below it until `before`."""
    if operator in ("<=", ">"):
        return _compare(nodes.Compare(operator, day, until), reading)
    if operator in ("<", ">="):
        return _compare(nodes.Compare("<=" if operator == "<" else ">", day, before), reading)
    after, up_to = nodes.Compare(">", day, before), nodes.Compare("<=", day, until)
    here = nodes.And((_compare(after, reading), _compare(up_to, reading)))
    return here if operator == "==" else nodes.Not(here)


def _latest_before_months(limit: dt.date, months: int) -> dt.date | None:
    """The latest day that, `months` later, is not after the limit: of the last of a month, all its month's days are."""
    day = dates.add_months(limit, -months)
    return dates.month_end(day) if day and limit == dates.month_end(limit) else day


_LATEST: dict[str, Callable[..., dt.date | None]] = {
    "add_months": _latest_before_months,
    "add_days": lambda limit, days: dates.add_days(limit, -days),
    "month_start": dates.month_end,
}
