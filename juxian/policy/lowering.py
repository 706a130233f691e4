"""From the tree of the law to a closed tree for one day: parameters and dates become literals, constants fold.

After this no back end looks up law or needs to know today's date, and a condition that the law of that day
decides for everybody shows itself as a literal.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from juxian.policy import dates, nodes
from juxian.policy.evaluate import evaluate
from juxian.policy.nodes import Literal, Node
from juxian.policy.parameters import OTHERWISE, Parameter, Version

_MOMENTS: dict[str, Callable[[dt.date], dt.date]] = {
    "date": lambda day: day,
    "month.start": dates.month_start,
    "month.end": dates.month_end,
}


Guards = tuple[tuple[Node, bool], ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A parameter that an expression used, with the closed trees of its date and level.

    `guards` are the tests of the if-else branches around it, with the answer that leads to it.
    """

    parameter: Parameter
    at: Node
    key: Node | None
    guards: Guards = ()


@dataclass
class Lowering:
    """Lowers trees for `day`. `uses` gathers the parameters met, `broken` the constants that have no value."""

    parameters: Mapping[str, Parameter]
    day: dt.date
    uses: list[Use] = field(default_factory=list)
    broken: list[Node] = field(default_factory=list)
    _guards: Guards = ()

    def lower(self, node: Node) -> Node:
        handler = _HANDLERS.get(type(node))
        if handler:
            return handler(self, node)
        return self._folded(replace(node, **self._lowered_children(node)))

    def _lowered_children(self, node: Node) -> dict[str, Any]:
        changed: dict[str, Any] = {}
        for name in node.__slots__:
            value = getattr(node, name)
            if isinstance(value, nodes.Node):
                changed[name] = self.lower(value)
            elif isinstance(value, tuple) and value and isinstance(value[0], nodes.Node):
                changed[name] = tuple(self.lower(item) for item in value)
        return changed

    def _folded(self, node: Node) -> Node:
        below = list(nodes.children(node))
        if isinstance(node, nodes.Arithmetic) and node.operator == "//" and node.right == Literal(0):
            self.broken.append(node)
        if not below or not all(isinstance(child, Literal) for child in below):
            return node
        value = evaluate(node, {})
        if value is None and all(child.value is not None for child in below if isinstance(child, Literal)):
            self.broken.append(node)
        return Literal(value)

    def _moment(self, node: nodes.Moment) -> Node:
        return Literal(_MOMENTS[node.name](self.day))

    def _connective(self, node: nodes.And | nodes.Or) -> Node:
        """Drops what cannot change the result; a single decisive literal is the result."""
        decisive = isinstance(node, nodes.Or)
        items = tuple(item for item in map(self.lower, node.items) if item != Literal(not decisive))
        if Literal(decisive) in items:
            return Literal(decisive)
        if len(items) == 1:
            return items[0]
        return replace(node, items=items) if items else Literal(not decisive)

    def _choose(self, node: nodes.Choose) -> Node:
        test = self.lower(node.test)
        if isinstance(test, Literal) and test.value is not None:
            return self.lower(node.then if test.value else node.otherwise)
        then, otherwise = self._branch(node.then, test, True), self._branch(node.otherwise, test, False)
        return then if then == otherwise else nodes.Choose(test, then, otherwise)

    def _branch(self, node: Node, test: Node, answer: bool) -> Node:
        around, self._guards = self._guards, (*self._guards, (test, answer))
        lowered = self.lower(node)
        self._guards = around
        return lowered

    def _parameter(self, node: nodes.Parameter) -> Node:
        parameter = self.parameters[node.name]
        at = self.lower(node.at) if node.at else Literal(self.day)
        key = self.lower(node.key) if node.key else None
        self.uses.append(Use(parameter, at, key, self._guards))
        if isinstance(at, Literal):
            return _value(parameter.on(at.value), key) if isinstance(at.value, dt.date) else Literal(None)
        return self._by_date(parameter, at, key)

    def _by_date(self, parameter: Parameter, at: Node, key: Node | None) -> Node:
        """The chain `latest if at >= its start else …`; unknown before the first version and after an end."""
        chain: Node = Literal(None)
        for version in parameter.versions:
            value = _value(version, key)
            if version.until_on:
                value = nodes.Choose(nodes.Compare("<=", at, Literal(version.until_on)), value, Literal(None))
            chain = nodes.Choose(nodes.Compare(">=", at, Literal(version.from_on)), value, chain)
        return chain


def _value(version: Version | None, key: Node | None) -> Node:
    if version is None:
        return Literal(None)
    if not isinstance(version.value, Mapping):
        return Literal(version.value)
    if isinstance(key, Literal):
        return Literal(version.value_of(str(key.value)))
    assert key is not None, "the builder lets no table through without its level"
    entries = tuple((member, value) for member, value in version.value.items() if member != OTHERWISE)
    return nodes.Table(key, entries, version.value.get(OTHERWISE))


_HANDLERS: dict[type, Callable[[Lowering, Any], Node]] = {
    nodes.Literal: lambda lowering, node: node,
    nodes.Fact: lambda lowering, node: node,
    nodes.Moment: Lowering._moment,
    nodes.And: Lowering._connective,
    nodes.Or: Lowering._connective,
    nodes.Choose: Lowering._choose,
    nodes.Parameter: Lowering._parameter,
}
