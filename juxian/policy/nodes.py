"""The tree of an expression: twelve closed kinds that every back end knows, and two open ones.

`Parameter` and `Moment` stand only in the tree of the rulebook. `lowering` replaces them by literals for one day, so
a back end never looks up the law and never needs today's date. What is left maps one to one to Polars and SQL:

    Literal  Fact  Not  And  Or  Compare  Arithmetic  Choose  Table  OneOf  Extreme  Call

Three values everywhere: true, false, unknown (`None` here, NULL there). Nodes are immutable and hashable.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Union

from juxian.policy.kinds import Kind

Value = bool | int | str | dt.date | None


@dataclass(frozen=True, slots=True)
class Literal:
    """A value of the law. `None` is unknown: no version of the law held on that day."""

    value: Value


@dataclass(frozen=True, slots=True)
class Fact:
    """A column of the snapshot; `state.<name>` is what earlier runs left."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Not:
    item: "Node"


@dataclass(frozen=True, slots=True)
class And:
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """`operator` is one of == != < <= > >=. Unknown if either side is."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`operator` is one of + - * //. Division is floored and by zero unknown; beyond 2^53 the result is unknown."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Choose:
    """`then if test else otherwise`; with an unknown test, unknown unless both branches agree."""

    test: "Node"
    then: "Node"
    otherwise: "Node"


@dataclass(frozen=True, slots=True)
class Table:
    """A value by level. `entries` is complete, or `otherwise` is given; the loader has checked it."""

    key: "Node"
    entries: tuple[tuple[str, Value], ...]
    otherwise: Value = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """Membership in a fixed list of enum members or texts."""

    item: "Node"
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extreme:
    """`min` or `max` of numbers or dates; unknown if any item is."""

    operator: str
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One of the functions of `functions.FUNCTIONS` that a back end implements."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Open: `date`, `month.start` or `month.end` of the day of evaluation."""

    name: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """Open: a dated value of the law, on the day of evaluation or on the date `at`, and of the level `key`."""

    name: str
    at: Union["Node", None] = None
    key: Union["Node", None] = None


Node = (
    Literal
    | Fact
    | Not
    | And
    | Or
    | Compare
    | Arithmetic
    | Choose
    | Table
    | OneOf
    | Extreme
    | Call
    | Moment
    | Parameter
)


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below."""
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Node))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)
