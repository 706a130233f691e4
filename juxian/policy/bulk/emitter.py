"""What every bulk back end must say for each kind of node. `E` is its expression: a Polars expression, or SQL text.

Unknown is null throughout; the back end keeps Kleene's logic, and null in gives null out. Everything that a back end
could do differently from `evaluate` (a least of nulls, an overflow, a month without the day) is spelled out here once
in terms of its own small operations.

What an expression needs more than once is computed once: `keep` makes a column of it, in steps that build upon each
other. Without that, nested law would grow exponentially as text.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from juxian.policy import dates, nodes
from juxian.policy.bulk.known import Known, Reading
from juxian.policy.bulk.month import Month
from juxian.policy.bulk.operations import Operations
from juxian.policy.bulk.simplify import simplified
from juxian.policy.kinds import MAX_NUMBER
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


class Emitter(Operations[E]):
    """Turns closed trees into expressions of one back end."""

    def __init__(self, vocabulary: Vocabulary, known: Known | None = None):
        self.codes = codes_of(vocabulary)
        self._known = known or Known()
        # Columns made on the way, by step: those of a step read facts and columns of the steps before.
        self.steps: list[dict[str, E]] = []
        self._step_of: dict[str, int] = {}
        self._made = 0
        self._lasting: dict[Node, E] = {}
        self._of_month: dict[Node, E] = {}

    def begin(self, month: Month) -> None:
        """Turn to a month. What was made for all months alike is kept; the steps made so far have been taken."""
        self.month, self.reading = month, Reading(self._known, month)
        self.steps, self._step_of, self._of_month = [], {}, {}

    def names_of_month(self) -> list[str]:
        """The columns made since `begin` that only this month reads."""
        lasting = {name for kept in self._lasting.values() for name in self.columns_in(kept)}
        return [name for step in self.steps for name in step if name not in lasting]

    def simple(self, node: Node) -> Node:
        """The tree as cheap as what is known of the columns allows."""
        return simplified(node, self.reading)

    def emit(self, node: Node) -> E:
        """The expression of a closed tree."""
        if isinstance(node, nodes.Literal):
            return self.member(node.value) if isinstance(node.value, str) else self.literal(node.value)
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
            return self._choose(node)
        if isinstance(node, nodes.Table):
            return self._table(node)
        if isinstance(node, nodes.OneOf):
            return self._one_of(node)
        if isinstance(node, nodes.Extreme):
            return self._extreme(node)
        assert isinstance(node, nodes.Call), "lowering leaves no open node"
        return self._call(node)

    def operand(self, node: Node) -> E:
        """The expression of a tree that is about to be used several times: a column, unless it is a leaf."""
        if isinstance(node, nodes.Literal | nodes.Fact):
            return self.emit(node)
        kept = self._lasting if self._lasts(node) else self._of_month
        if node not in kept:
            kept[node] = self.keep(self.emit(node))
        return kept[node]

    def _lasts(self, node: Node) -> bool:
        """Whether the tree is the same column in every month of the window."""
        facts = [item for item in nodes.walk(node) if isinstance(item, nodes.Fact)]
        return not any(fact.kind.name == "months" or fact.name in self.month.changing for fact in facts)

    def keep(self, item: E) -> E:
        """Make a column of the expression and return it."""
        step = 1 + max((self._step_of.get(name, -1) for name in self.columns_in(item)), default=-1)
        if step == len(self.steps):
            self.steps.append({})
        name, self._made = f"_{self._made}", self._made + 1
        self.steps[step][name], self._step_of[name] = item, step
        return self.column(name)

    def member(self, value: str) -> E:
        """A member of an enum as the number that columns hold; a text that is none as it is."""
        return self.literal(self.codes.get(value, value))

    def _compare(self, node: nodes.Compare) -> E:
        if is_text(node.left) or is_text(node.right):
            return self.compare(node.operator, self._text(node.left), self._text(node.right))
        moved = node.left
        if isinstance(moved, nodes.Call) and moved.function == "add_months" and node.operator in ("<=", ">"):
            day, months = moved.arguments
            if isinstance(months, nodes.Literal) and isinstance(months.value, int) and self.reading.span(moved):
                return self.compare_moved(node.operator, self.operand(day), months.value, self.operand(node.right))
        return self.compare(node.operator, self.emit(node.left), self.emit(node.right))

    def _text(self, node: Node) -> E:
        return self.literal(node.value) if isinstance(node, nodes.Literal) else self.emit(node)

    def _arithmetic(self, node: nodes.Arithmetic) -> E:
        left, right = self.operand(node.left), self.operand(node.right)
        is_sure = self.reading.span(node) is not None
        if node.operator == "//":
            quotient = self.floor_divide(left, right)
            return quotient if is_sure else self.where(self.compare("!=", right, self.literal(0)), quotient)
        if is_sure:
            return self.calculate(node.operator, left, right)
        result = self.keep(self.calculate(node.operator, left, right))
        return self.where(self.between(result, -MAX_NUMBER, MAX_NUMBER), result)

    def _choose(self, node: nodes.Choose) -> E:
        test, then, otherwise = self.operand(node.test), self.operand(node.then), self.operand(node.otherwise)
        if self.reading.is_known(node.test):
            return self.cases([(test, then)], otherwise)
        return self.cases(
            [(test, then), (self.negate(test), otherwise), (self.same(then, otherwise), then)], self.literal(None)
        )

    def _table(self, node: nodes.Table) -> E:
        """Levels of the same value share a row."""
        key = self.operand(node.key)
        levels: dict[Value, list[Value]] = {}
        for level, value in node.entries:
            levels.setdefault(value, []).append(self._code(level))
        rows = [(self.member_of(key, found), self.emit(nodes.Literal(value))) for value, found in levels.items()]
        other = self.emit(nodes.Literal(node.otherwise))
        return self.cases(rows, other if self.reading.is_known(node.key) else self.where(self.known(key), other))

    def _one_of(self, node: nodes.OneOf) -> E:
        members = node.members if is_text(node.item) else [self._code(member) for member in node.members]
        item = self.operand(node.item)
        found = self.member_of(item, members)
        return found if self.reading.is_known(node.item) else self.where(self.known(item), found)

    def _code(self, member: str) -> Value:
        return self.codes.get(member, member)

    def _extreme(self, node: nodes.Extreme) -> E:
        items = [self.operand(item) for item in node.items]
        found = self.extreme(node.operator, items)
        if all(self.reading.is_known(item) for item in node.items):
            return found
        return self.where(self.all_of([self.known(item) for item in items]), found)

    def _call(self, node: nodes.Call) -> E:
        given = [self.operand(argument) for argument in node.arguments]
        if node.function in ("paid_run", "count"):
            return self._months(node, given)
        if node.function in ("add_months", "add_days"):
            return self._moved(node, given[0], given[1])
        if node.function in ("months_between", "years_between"):
            months = self.keep(self._months_between(given[0], given[1]))
            return months if node.function == "months_between" else self.cut_division(months, 12)
        return self.simple_call(node.function, given)

    def _moved(self, node: nodes.Call, day: E, count: E) -> E:
        name = node.function
        moved = self.add_months(day, count) if name == "add_months" else self.add_days(day, count)
        if self.reading.span(node) is not None:
            return moved
        most = dates.MAX_MONTHS if name == "add_months" else dates.MAX_DAYS
        near, moved = self.between(count, -most, most), self.keep(moved)
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

    def _months(self, node: nodes.Call, given: Sequence[E]) -> E:
        """In an earlier month of a window everything lies further back; what lies beyond the mask is not known."""
        shift = self.month.shift
        fixed = [argument.value for argument in node.arguments[1:] if isinstance(argument, nodes.Literal)]
        numbers = [value for value in fixed if isinstance(value, int)]
        if len(numbers) == len(node.arguments) - 1 and sum(numbers) <= dates.MASK_MONTHS:
            self._check_reach(sum(numbers) + shift)
        if self.reading.is_inside(node):
            return self.months_within(node.function, given[0], numbers[0], sum(numbers[1:]) + shift)
        months, back = given[1], given[2] if len(given) > 2 else self.literal(0)
        further = self.calculate("+", back, self.literal(shift))
        inside = self.all_of(
            [
                self.compare(">=", months, self.literal(0)),
                self.compare(">=", back, self.literal(0)),
                self.compare("<=", self.calculate("+", months, further), self.literal(dates.MASK_MONTHS)),
            ]
        )
        return self.where(inside, self.months_of(node.function, given[0], months, further))

    def _check_reach(self, reach: int) -> None:
        if self.month.shift and reach > dates.MASK_MONTHS:
            raise ValueError(
                f"{self.month.name} 要往前看到快照末月之前第 {reach} 个月，而月份表只有 {dates.MASK_MONTHS} 个月。"
                "请缩短窗口，或为较早的月份另做快照。"
            )
