"""Closed trees as one Python function: the answers of `evaluate`, about ten times as quick.

The text that Python compiles holds no word of the law. Facts and values of the law are names in it (`f0`, `k0`), bound
beside it; so nothing that an officer wrote reaches the compiler, and days on which only values differ share one text.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any

from juxian.policy import nodes
from juxian.policy.dates import MASK_MONTHS
from juxian.policy.explanation import Verdict
from juxian.policy.functions import FUNCTIONS
from juxian.policy.kinds import MAX_NUMBER
from juxian.policy.nodes import Literal, Node

# Python's reader allows 200 brackets within each other; a deeper tree is worked out in several statements.
MOST_DEPTH = 40


Getter = Callable[[str], Any]
Judge = Callable[[Getter, Callable[[str], bool | None]], tuple[Verdict | None, ...]]
_JUDGED = {None: Verdict.JUDGEMENT, True: Verdict.MET, False: Verdict.NOT_MET}


def compiled(trees: Sequence[Node]) -> Callable[..., tuple[Any, ...]]:
    """A function of `values.get` that returns the values of all trees, as `evaluate` would one by one."""
    writer = Writer()
    return writer.function([writer.expression(tree) for tree in trees])


class Writer:
    """Writes expressions, and gathers the names that they need."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"__builtins__": {}, "min": min, "max": max, "pick": _pick}
        self._facts: dict[str, str] = {}
        self._constants: dict[Any, str] = {}
        self._statements: list[str] = []
        self._temporaries = 0
        self._depth_below = 0

    def function(self, results: Sequence[str], parameters: str = "get") -> Callable[..., tuple[Any, ...]]:
        """The function that returns the given expressions."""
        facts = [f"{name} = get({self.constant(fact)})" for fact, name in self._facts.items()]
        lines = [*facts, *self._statements, f"return ({''.join(f'{result}, ' for result in results)})"]
        body = "".join(f"    {line}\n" for line in lines)
        exec(_code(f"def judge({parameters}):\n{body}"), self.names)  # noqa: S102 — only names and brackets, see above
        return self.names["judge"]  # type: ignore[no-any-return]

    def constant(self, value: Any) -> str:
        """The name of a value."""
        if value is None or isinstance(value, bool):
            return str(value)
        key = (type(value), value)
        if key not in self._constants:
            self._constants[key] = self.bind(value)
        return self._constants[key]

    def bind(self, value: Any) -> str:
        """A new name for anything, also for what cannot be compared."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def expression(self, node: Node) -> str:
        """The value of a tree: true, false, a value, or None for unknown."""
        if isinstance(node, Literal):
            return self.constant(node.value)
        if isinstance(node, nodes.Fact):
            return self._facts.setdefault(node.name, f"f{len(self._facts)}")
        around, self._depth_below = self._depth_below, 0
        text, depth = _WRITERS[type(node)](self, node), self._depth_below + 1
        if depth > MOST_DEPTH:
            text, depth = self._statement(text), 0
        self._depth_below = max(around, depth)
        return text

    def held(self, text: str) -> tuple[str, str]:
        """An expression for its first use, and for every later one."""
        if text.isidentifier():
            return text, text
        self._temporaries += 1
        return f"(t{self._temporaries} := {text})", f"t{self._temporaries}"

    def _statement(self, text: str) -> str:
        self._temporaries += 1
        self._statements.append(f"t{self._temporaries} = {text}")
        return f"t{self._temporaries}"

    def known(self, children: Sequence[Node], result: Callable[..., str], *otherwise_unknown: str) -> str:
        """`result` of the values of some trees; unknown if one of them is."""
        tests, values = [], []
        for child in children:
            first, later = self.held(self.expression(child))
            values.append(later)
            if not isinstance(child, Literal) or child.value is None:
                tests.append(f"{first} is None")
        tests += [test.format(*values) for test in otherwise_unknown]
        return f"(None if {' or '.join(tests)} else {result(*values)})" if tests else f"({result(*values)})"


class VerdictWriter(Writer):
    """Writes what a clause comes to; `reasons.clause_verdict` says the same in Python."""

    def verdict(self, key: str, when: Node | None, test: Node | None, judged_when_unknown: bool) -> str:
        met, not_met, unknown = (self.constant(one) for one in (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN))
        by_hand = f"{self.bind(_JUDGED)}[judged({self.constant(key)})]"
        first, applies = self.held(self.expression(when)) if when else ("True", "True")
        if test is None:
            found = f"{unknown} if {applies} is None else {by_hand}"
        else:
            answer, again = self.held(self.expression(test))
            rest = f"{by_hand} if {applies} else {unknown}" if judged_when_unknown else unknown
            found = f"{met} if {answer} else {not_met} if {again} is False and {applies} else {rest}"
        return f"(None if {first} is False else {found})" if when else f"({found})"


@lru_cache(maxsize=1_024)
def _code(text: str) -> CodeType:
    return compile(text, "<law>", "exec")


def _pick(test: bool | None, then: Any, otherwise: Any) -> Any:
    """`then if test else otherwise`; with an unknown test, what both agree on."""
    if test is None:
        return then if then == otherwise else None
    return then if test else otherwise


def _not(writer: Writer, node: nodes.Not) -> str:
    return writer.known([node.item], "not {}".format)


def _connective(writer: Writer, node: nodes.And | nodes.Or) -> str:
    decisive, rest = (False, True) if isinstance(node, nodes.And) else (True, False)
    held = [writer.held(writer.expression(item)) for item in node.items]
    decides = " or ".join(f"{first} is {decisive}" for first, _later in held)
    unknown = " or ".join(f"{later} is None" for _first, later in held)
    return f"({decisive} if {decides} else None if {unknown} else {rest})"


def _compare(writer: Writer, node: nodes.Compare) -> str:
    return writer.known([node.left, node.right], f"{{}} {node.operator} {{}}".format)


def _arithmetic(writer: Writer, node: nodes.Arithmetic) -> str:
    first, later = writer.held(f"{{}} {node.operator} {{}}")
    by_zero = ["{1} == 0"] if node.operator == "//" else []
    least, most = writer.constant(-MAX_NUMBER), writer.constant(MAX_NUMBER)
    return writer.known([node.left, node.right], lambda *_: later, *by_zero, f"not {least} <= {first} <= {most}")


def _choose(writer: Writer, node: nodes.Choose) -> str:
    """Only the branch that counts is worked out; both where the test is unknown."""
    first, test = writer.held(writer.expression(node.test))
    then, otherwise = writer.expression(node.then), writer.expression(node.otherwise)
    return f"pick({first}, None if {test} is False else {then}, None if {test} is True else {otherwise})"


def _table(writer: Writer, node: nodes.Table) -> str:
    entries, other = writer.bind(dict(reversed(node.entries))), writer.constant(node.otherwise)
    return writer.known([node.key], lambda key: f"{entries}.get({key}, {other})")


def _one_of(writer: Writer, node: nodes.OneOf) -> str:
    members = writer.constant(node.members)
    return writer.known([node.item], lambda item: f"{item} in {members}")


def _extreme(writer: Writer, node: nodes.Extreme) -> str:
    return writer.known(node.items, lambda *items: f"{node.operator}({', '.join(items)})")


def _call(writer: Writer, node: nodes.Call) -> str:
    if node.function in ("paid_run", "count"):
        months, back = (*node.arguments[1:], Literal(0))[:2]
        if isinstance(months, Literal) and isinstance(back, Literal):
            return _months(writer, node, months.value, back.value)
    function = writer.constant(FUNCTIONS[node.function].body)
    return writer.known(node.arguments, lambda *given: f"{function}({', '.join(given)})")


def _months(writer: Writer, node: nodes.Call, months: Any, back: Any) -> str:
    """A run or a count whose length the law says: a shift and a mask."""
    if months is None or back is None or not (months >= 0 and back >= 0 and months + back <= MASK_MONTHS):
        return "None"
    wanted, moved = writer.constant((1 << months) - 1), writer.constant(back)
    if node.function == "paid_run":
        return writer.known(node.arguments[:1], lambda mask: f"({mask} >> {moved}) & {wanted} == {wanted}")
    return writer.known(node.arguments[:1], lambda mask: f"(({mask} >> {moved}) & {wanted}).bit_count()")


_WRITERS: dict[type, Callable[[Writer, Any], str]] = {
    nodes.Not: _not,
    nodes.And: _connective,
    nodes.Or: _connective,
    nodes.Compare: _compare,
    nodes.Arithmetic: _arithmetic,
    nodes.Choose: _choose,
    nodes.Table: _table,
    nodes.OneOf: _one_of,
    nodes.Extreme: _extreme,
    nodes.Call: _call,
}
