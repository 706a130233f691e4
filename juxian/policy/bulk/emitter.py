"""What every bulk back end must say for each kind of node. `E` is its expression: a Polars expression, or SQL text.

Unknown is null throughout; the back end keeps Kleene's logic, and null in gives null out. Everything that a back end
could do differently from `evaluate` (a least of nulls, an overflow, a month without the day) is spelled out here once
in terms of its own small operations.

What an expression needs more than once is computed once: `keep` makes a column of it, in steps that build upon each
other. Without that, nested law would grow exponentially as text.
"""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from juxian.policy import dates, nodes
from juxian.policy.bulk.month import Month
from juxian.policy.kinds import MAX_NUMBER, Kind
from juxian.policy.nodes import Node, Value
from juxian.policy.vocabulary import Vocabulary

E = TypeVar("E")
FIRST_DAY, LAST_DAY = dt.date(dt.MINYEAR, 1, 1), dt.date(dt.MAXYEAR, 12, 31)


def codes_of(vocabulary: Vocabulary) -> dict[str, int]:
    """Number the members of all enums; a name that stands in two of them has one number."""
    members = dict.fromkeys(member for members in vocabulary.enums.values() for member in members)
    return {member: number for number, member in enumerate(members)}


def is_text(node: Node) -> bool:
    """Whether the node is free text, whose literals are no members."""
    if isinstance(node, nodes.Choose):
        return is_text(node.then) or is_text(node.otherwise)
    return isinstance(node, nodes.Fact) and node.kind.name == "text"


def _number(node: Node) -> int | None:
    value = node.value if isinstance(node, nodes.Literal) else None
    return value if isinstance(value, int) else None


class Emitter(ABC, Generic[E]):
    """Turns closed trees into expressions of one back end."""

    def __init__(self, vocabulary: Vocabulary, month: Month, tag: str = ""):
        self.codes = codes_of(vocabulary)
        self.month = month
        self.tag = tag
        # Columns made on the way, by step: those of a step read facts and columns of the steps before.
        self.steps: list[dict[str, E]] = []
        self._step_of: dict[str, int] = {}
        self._kept: dict[Node, E] = {}

    def emit(self, node: Node) -> E:
        """The expression of a closed tree."""
        if isinstance(node, nodes.Literal):
            return self.literal(self.code_of(node.value))
        if isinstance(node, nodes.Fact):
            return self.fact(self.month.columns.get(node.name, node.name), node.kind)
        if isinstance(node, nodes.Not):
            return self.negate(self.emit(node.item))
        if isinstance(node, nodes.And):
            return self.all_of([self.emit(item) for item in node.items])
        if isinstance(node, nodes.Or):
            return self.any_of([self.emit(item) for item in node.items])
        if isinstance(node, nodes.Compare):
            return self._compare(node)
        if isinstance(node, nodes.Arithmetic):
            return self._arithmetic(node)
        return self._more(node)

    def _more(self, node: Node) -> E:
        if isinstance(node, nodes.Choose):
            return self._choose(self.operand(node.test), self.operand(node.then), self.operand(node.otherwise))
        if isinstance(node, nodes.Table):
            return self._table(node)
        if isinstance(node, nodes.OneOf):
            members = node.members if is_text(node.item) else [self.code_of(member) for member in node.members]
            return self.where(self.known(item := self.operand(node.item)), self.member_of(item, members))
        if isinstance(node, nodes.Extreme):
            return self._extreme(node)
        assert isinstance(node, nodes.Call), "lowering leaves no open node"
        return self._call(node.function, node.arguments)

    def operand(self, node: Node) -> E:
        """The expression of a tree that is about to be used several times: a column, unless it is a leaf."""
        if isinstance(node, nodes.Literal | nodes.Fact):
            return self.emit(node)
        if node not in self._kept:
            self._kept[node] = self.keep(self.emit(node))
        return self._kept[node]

    def keep(self, item: E) -> E:
        """Make a column of the expression and return it."""
        step = 1 + max((self._step_of.get(name, -1) for name in self.columns_in(item)), default=-1)
        if step == len(self.steps):
            self.steps.append({})
        name = f"_{self.tag}{step}_{len(self.steps[step])}"
        self.steps[step][name], self._step_of[name] = item, step
        return self.column(name)

    def code_of(self, value: Value) -> Value:
        """A member of an enum as the number that columns hold; everything else as it is."""
        return self.codes.get(value, value) if isinstance(value, str) else value

    def _compare(self, node: nodes.Compare) -> E:
        if is_text(node.left) or is_text(node.right):
            left, right = (self._text(side) for side in (node.left, node.right))
        else:
            left, right = self.emit(node.left), self.emit(node.right)
        return self.compare(node.operator, left, right)

    def _text(self, node: Node) -> E:
        return self.literal(node.value) if isinstance(node, nodes.Literal) else self.emit(node)

    def _arithmetic(self, node: nodes.Arithmetic) -> E:
        left, right = self.operand(node.left), self.operand(node.right)
        if node.operator == "//":
            return self.where(self.compare("!=", right, self.literal(0)), self.floor_divide(left, right))
        result = self.keep(self.calculate(node.operator, left, right))
        return self.where(self.between(result, -MAX_NUMBER, MAX_NUMBER), result)

    def _choose(self, test: E, then: E, otherwise: E) -> E:
        return self.cases(
            [(test, then), (self.negate(test), otherwise), (self.same(then, otherwise), then)], self.literal(None)
        )

    def _table(self, node: nodes.Table) -> E:
        key = self.operand(node.key)
        rows = [
            (self.compare("==", key, self.literal(self.code_of(member))), self.literal(self.code_of(value)))
            for member, value in node.entries
        ]
        other = self.where(self.known(key), self.literal(self.code_of(node.otherwise)))
        return self.cases(rows, other)

    def _extreme(self, node: nodes.Extreme) -> E:
        items = [self.operand(item) for item in node.items]
        return self.where(self.all_of([self.known(item) for item in items]), self.extreme(node.operator, items))

    def _call(self, name: str, arguments: Sequence[Node]) -> E:
        given = [self.operand(argument) for argument in arguments]
        if name in ("paid_run", "count"):
            return self._months(name, arguments, given)
        if name in ("add_months", "add_days"):
            return self._moved(name, given[0], given[1])
        if name in ("months_between", "years_between"):
            months = self.keep(self._months_between(given[0], given[1]))
            return months if name == "months_between" else self.cut_division(months, 12)
        return self.simple_call(name, given)

    def _moved(self, name: str, day: E, count: E) -> E:
        most = dates.MAX_MONTHS if name == "add_months" else dates.MAX_DAYS
        near = self.between(count, -most, most)
        moved = self.keep(self.add_months(day, count) if name == "add_months" else self.add_days(day, count))
        inside = self.all_of(
            [self.compare(">=", moved, self.literal(FIRST_DAY)), self.compare("<=", moved, self.literal(LAST_DAY))]
        )
        return self.where(self.all_of([near, inside]), moved)

    def _months_between(self, first: E, second: E) -> E:
        """Without moving a date: the anniversary in the month of the later day is after it exactly when the earlier
        day's number is greater and the later day is not the last of its month."""
        forward = self._whole_months(first, second)
        backward = self.calculate("-", self.literal(0), self._whole_months(second, first))
        return self.cases([(self.compare("<", second, first), backward)], forward)

    def _whole_months(self, first: E, second: E) -> E:
        months = self.keep(self.calculate("-", self.month_index(second), self.month_index(first)))
        short = self.all_of(
            [
                self.compare(">", self.day_of(first), self.day_of(second)),
                self.compare("<", self.day_of(second), self.days_in_month(second)),
                self.compare("<=", months, self.literal(dates.MAX_MONTHS)),
            ]
        )
        return self.cases([(short, self.calculate("-", months, self.literal(1)))], months)

    def _months(self, name: str, arguments: Sequence[Node], given: Sequence[E]) -> E:
        """In an earlier month of a window everything lies further back; what lies beyond the mask is not known."""
        shift = self.month.shift
        months, back = given[1], given[2] if len(given) > 2 else self.literal(0)
        months_value, back_value = (_number(node) for node in (*arguments[1:], nodes.Literal(0))[:2])
        if months_value is not None and back_value is not None and months_value + back_value <= dates.MASK_MONTHS:
            self._check_reach(months_value + back_value + shift)
        further = back if not shift else self.calculate("+", back, self.literal(shift))
        inside = self.all_of(
            [
                self.compare(">=", months, self.literal(0)),
                self.compare(">=", back, self.literal(0)),
                self.compare("<=", self.calculate("+", months, further), self.literal(dates.MASK_MONTHS)),
            ]
        )
        far = None if back_value is None else back_value + shift
        return self.where(inside, self.months_of(name, given[0], months, further, months_value, far))

    def _check_reach(self, reach: int) -> None:
        if self.month.shift and reach > dates.MASK_MONTHS:
            raise ValueError(
                f"{self.month.name} 要往前看到快照末月之前第 {reach} 个月，而月份表只有 {dates.MASK_MONTHS} 个月。"
                "请缩短窗口，或为较早的月份另做快照。"
            )

    def where(self, test: E, value: E) -> E:
        """The value where the test is true, null elsewhere."""
        return self.cases([(test, value)], self.literal(None))

    def between(self, value: E, low: int, high: int) -> E:
        return self.all_of(
            [self.compare(">=", value, self.literal(low)), self.compare("<=", value, self.literal(high))]
        )

    @abstractmethod
    def literal(self, value: Value) -> E: ...
    @abstractmethod
    def fact(self, name: str, kind: Kind) -> E: ...
    @abstractmethod
    def column(self, name: str) -> E: ...
    @abstractmethod
    def columns_in(self, item: E) -> Iterable[str]:
        """The names of all columns that an expression reads."""

    @abstractmethod
    def judgement(self, key: str) -> E:
        """The column of answers that people gave to a clause."""

    @abstractmethod
    def negate(self, item: E) -> E: ...
    @abstractmethod
    def all_of(self, items: Sequence[E]) -> E: ...
    @abstractmethod
    def any_of(self, items: Sequence[E]) -> E: ...
    @abstractmethod
    def compare(self, operator: str, left: E, right: E) -> E: ...
    @abstractmethod
    def calculate(self, operator: str, left: E, right: E) -> E:
        """+ - *; a result beyond 64 bits is null, one beyond 2^53 is the caller's to refuse."""

    @abstractmethod
    def floor_divide(self, left: E, right: E) -> E: ...
    @abstractmethod
    def cut_division(self, left: E, right: int) -> E:
        """Division by a positive number, cut towards zero."""

    @abstractmethod
    def cases(self, rows: Sequence[tuple[E, E]], otherwise: E) -> E:
        """The value of the first row whose test is true (null is not true)."""

    @abstractmethod
    def same(self, left: E, right: E) -> E:
        """Equal, with null the same as null; never null."""

    @abstractmethod
    def known(self, item: E) -> E: ...
    @abstractmethod
    def is_true(self, item: E) -> E:
        """True where the item is true; false where it is false or unknown."""

    @abstractmethod
    def is_false(self, item: E) -> E: ...
    @abstractmethod
    def member_of(self, item: E, members: Sequence[Value]) -> E: ...
    @abstractmethod
    def extreme(self, operator: str, items: Sequence[E]) -> E: ...
    @abstractmethod
    def add_months(self, day: E, months: E) -> E:
        """With `months` within ±2,400; a month without the day ends on its last."""

    @abstractmethod
    def add_days(self, day: E, days: E) -> E: ...
    @abstractmethod
    def month_index(self, day: E) -> E: ...
    @abstractmethod
    def day_of(self, day: E) -> E: ...
    @abstractmethod
    def days_in_month(self, day: E) -> E: ...
    @abstractmethod
    def months_of(self, name: str, mask: E, months: E, back: E, months_value: Value, back_value: Value) -> E:
        """paid_run or count over a 64-bit mask; the values are given where they are literals."""

    @abstractmethod
    def simple_call(self, name: str, arguments: Sequence[E]) -> E:
        """days_between, month_start, year."""
