"""From the syntax of an expression to typed nodes: the whitelist of the language.

What has no handler here does not exist: no attribute but `p.…`, `month.…` and `state.…`, no call but the functions of
the list, no power, no comprehension, no string operation. Every operand is checked for type, unit and enum.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from juxian.policy import kinds, nodes
from juxian.policy.faults import Place, Refused, did_you_mean
from juxian.policy.functions import ALL_NAMES, EXTREMES, FUNCTIONS, SHORTHANDS
from juxian.policy.kinds import Kind
from juxian.policy.nodes import Node
from juxian.policy.operands import Typed, check_table, require, unify, unit_of
from juxian.policy.parameters import Parameter
from juxian.policy.syntax import parse
from juxian.policy.vocabulary import Vocabulary

_COMPARE = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//"}
MAX_NODES = 3_000
_MOMENTS = {"start": "month.start", "end": "month.end"}


class Definition(NamedTuple):
    """A named expression of a policy, as written."""

    text: str
    place: Place


@dataclass
class Builder:
    """Builds the expressions of one policy. `definitions` are inlined; a circle among them is refused."""

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    state: Mapping[str, Kind] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _visited: int = 0

    def build(self, text: str, wanted: Kind) -> Node:
        """The checked tree of `text`, or `Refused` with what is wrong and what to do."""
        self._visited = 0
        built = self._visit(parse(text))
        return require(built, wanted, self.vocabulary, "整个表达式").node

    def check_definition(self, name: str) -> None:
        """Refuses a definition that is wrong or goes in a circle, whether or not it is used."""
        self._visited = 0
        self._definition(name)

    def _visit(self, tree: ast.expr) -> Typed:
        self._visited += 1
        if self._visited > MAX_NODES:  # definitions that double each other grow without end
            raise Refused(f"表达式连同它引用的定义超过 {MAX_NODES} 项", "减少定义之间的层层引用")
        handler = _HANDLERS.get(type(tree))
        if handler is None:
            raise Refused(
                f"不能使用这种写法：{ast.unparse(tree)[:60]}", "只用事实、参数、比较、and/or/not 和列出的函数"
            )
        return handler(self, tree)

    def _wanted(self, tree: ast.expr, wanted: Kind) -> Node:
        return require(self._visit(tree), wanted, self.vocabulary, f"“{ast.unparse(tree)[:60]}”").node

    def _constant(self, tree: ast.Constant) -> Typed:
        value = tree.value
        if isinstance(value, bool):
            return Typed(nodes.Literal(value), kinds.BOOL)
        if isinstance(value, int) and abs(value) <= kinds.MAX_NUMBER:
            return Typed(nodes.Literal(value), kinds.LITERAL_NUMBER)
        if isinstance(value, str) and len(value) <= 100:
            return Typed(nodes.Literal(value), kinds.TEXT)
        raise Refused(f"不能使用常量 {str(value)[:40]}", "只用整数 (金额以分为单位)、True/False 和短文字")

    def _name(self, tree: ast.Name) -> Typed:
        name = tree.id
        if name in self.vocabulary.facts:
            kind = self.vocabulary.facts[name].kind
            return Typed(nodes.Fact(name, kind), kind)
        if name in self.definitions:
            return self._definition(name)
        if name == "date":
            return Typed(nodes.Moment("date"), kinds.DATE)
        if name.isupper() and any(name.lower() in members for members in self.vocabulary.enums.values()):
            return Typed(nodes.Literal(name.lower()), kinds.MEMBER)
        if name == "today":
            raise Refused("没有“today”", "当天写作 date")
        known = [*self.vocabulary.facts, *self.definitions]
        raise Refused(f"不认识的事实“{name}”", f"在 facts.yaml 中声明它，或改正拼写{did_you_mean(name, known)}")

    def _definition(self, name: str) -> Typed:
        if name in self._open:
            circle = " → ".join([*self._open[self._open.index(name) :], name])
            raise Refused(f"定义循环引用：{circle}", "让其中一个定义不再引用其他定义")
        self._open.append(name)
        try:
            return self._visit(parse(self.definitions[name].text))
        finally:
            self._open.pop()

    def _attribute(self, tree: ast.Attribute) -> Typed:
        path = ast.unparse(tree).split(".")
        if path[0] == "p" and len(path) == 3:
            return self._parameter(f"{path[1]}.{path[2]}")
        if path[0] == "month" and len(path) == 2 and path[1] in _MOMENTS:
            return Typed(nodes.Moment(_MOMENTS[path[1]]), kinds.DATE)
        if path[0] == "state" and len(path) == 2:
            if path[1] not in self.state:
                raise Refused(f"没有声明的状态“{path[1]}”", "在 policy.yaml 的 state: 中声明它")
            return Typed(nodes.Fact(f"state.{path[1]}", self.state[path[1]]), self.state[path[1]])
        raise Refused(
            f"不能使用“{'.'.join(path)[:60]}”", "点号只用于 p.<政策>.<参数>、month.start、month.end 和 state.<名称>"
        )

    def _parameter(self, name: str) -> Typed:
        parameter = self.parameters.get(name)
        if parameter is None:
            near = did_you_mean(name, self.parameters)
            raise Refused(f"不认识的参数“p.{name}”", f"在 parameters.yaml 中写上它，或改正拼写{near}")
        kind = Kind("table", parameter.kind.unit) if parameter.is_table else parameter.kind
        return Typed(nodes.Parameter(name), kind)

    def _subscript(self, tree: ast.Subscript) -> Typed:
        table = self._visit(tree.value)
        if not isinstance(table.node, nodes.Parameter) or table.kind.name != "table":
            raise Refused(f"“{ast.unparse(tree.value)[:60]}”不是分级表", "方括号只用于按等级取参数值")
        parameter = self.parameters[table.node.name]
        key = self._visit(tree.slice)
        check_table(parameter, key, self.vocabulary)
        return Typed(nodes.Parameter(parameter.name, table.node.at, key.node), parameter.kind)

    def _bool_op(self, tree: ast.BoolOp) -> Typed:
        items = tuple(self._wanted(value, kinds.BOOL) for value in tree.values)
        return Typed(nodes.And(items) if isinstance(tree.op, ast.And) else nodes.Or(items), kinds.BOOL)

    def _unary_op(self, tree: ast.UnaryOp) -> Typed:
        if isinstance(tree.op, ast.Not):
            return Typed(nodes.Not(self._wanted(tree.operand, kinds.BOOL)), kinds.BOOL)
        item = self._visit(tree.operand)
        if not isinstance(tree.op, ast.USub) or item.kind.name != "number":
            raise Refused(f"不能使用“{ast.unparse(tree)[:60]}”", "not 用于条件，负号用于数字")
        return Typed(nodes.Arithmetic("-", nodes.Literal(0), item.node), item.kind)

    def _bin_op(self, tree: ast.BinOp) -> Typed:
        if isinstance(tree.op, ast.MatMult):
            return self._at(tree)
        operator = _ARITHMETIC.get(type(tree.op))
        if operator is None:
            raise Refused(f"不能使用这种运算：{ast.unparse(tree)[:60]}", "只有 + - * // 和 @")
        left, right = self._visit(tree.left), self._visit(tree.right)
        if left.kind.name != "number" or right.kind.name != "number":
            raise Refused(
                f"不能计算{left.kind}和{right.kind}：{ast.unparse(tree)[:60]}", "日期用 add_months、add_days 移动"
            )
        return Typed(nodes.Arithmetic(operator, left.node, right.node), unit_of(operator, left, right, self.vocabulary))

    def _at(self, tree: ast.BinOp) -> Typed:
        parameter = self._visit(tree.left)
        if not isinstance(parameter.node, nodes.Parameter) or parameter.node.at or parameter.node.key:
            raise Refused(
                f"@ 左边不是参数：{ast.unparse(tree)[:60]}", "写成 p.<政策>.<参数>@<日期>；分级表写成 (p.…@日期)[等级]"
            )
        return Typed(nodes.Parameter(parameter.node.name, self._wanted(tree.right, kinds.DATE)), parameter.kind)

    def _compare(self, tree: ast.Compare) -> Typed:
        pairs, left = [], tree.left
        for operator, right in zip(tree.ops, tree.comparators, strict=True):
            pairs.append(self._comparison(left, operator, right))
            left = right
        return Typed(pairs[0] if len(pairs) == 1 else nodes.And(tuple(pairs)), kinds.BOOL)

    def _comparison(self, left_tree: ast.expr, operator: ast.cmpop, right_tree: ast.expr) -> Node:
        if isinstance(operator, ast.In | ast.NotIn):
            inside = self._one_of(left_tree, right_tree)
            return inside if isinstance(operator, ast.In) else nodes.Not(inside)
        sign = _COMPARE.get(type(operator))
        if sign is None:
            raise Refused("不能用 is 比较", "写 == 或 !=")
        left, right = self._visit(left_tree), self._visit(right_tree)
        kind = unify(left, right, self.vocabulary)
        ordered = kind.name in ("number", "date")
        if not ordered and not (kind.name in ("enum", "text") and sign in ("==", "!=")):
            raise Refused(f"{kind}不能用 {sign} 比较", "真假值直接写，选项用 == 或 in，月份表用 paid_run 或 count")
        return nodes.Compare(sign, left.node, right.node)

    def _one_of(self, item_tree: ast.expr, list_tree: ast.expr) -> Node:
        if not isinstance(list_tree, ast.Tuple | ast.List | ast.Set) or not list_tree.elts:
            raise Refused(f"in 右边不是列表：{ast.unparse(list_tree)[:60]}", "写成 in (SENIOR, TECHNICIAN)")
        item, members = self._visit(item_tree), []
        if item.kind.name not in ("enum", "text"):
            raise Refused(f"{item.kind}不能用 in", "in 只用于选项和文字")
        for element in list_tree.elts:
            member = require(self._visit(element), item.kind, self.vocabulary, f"“{ast.unparse(element)[:60]}”").node
            if not isinstance(member, nodes.Literal):
                raise Refused("in 的列表里只能写固定的选项", "改用 == 和 or")
            members.append(str(member.value))
        return nodes.OneOf(item.node, tuple(members))

    def _if_else(self, tree: ast.IfExp) -> Typed:
        then, otherwise = self._visit(tree.body), self._visit(tree.orelse)
        kind = unify(then, otherwise, self.vocabulary)
        return Typed(nodes.Choose(self._wanted(tree.test, kinds.BOOL), then.node, otherwise.node), kind)

    def _call(self, tree: ast.Call) -> Typed:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ast.unparse(tree.func)[:60]
        if name not in ALL_NAMES or not isinstance(tree.func, ast.Name):
            raise Refused(f"没有函数“{name}”", f"可用的函数：{'、'.join(ALL_NAMES)}{did_you_mean(name, ALL_NAMES)}")
        if tree.keywords or any(isinstance(argument, ast.Starred) for argument in tree.args):
            raise Refused(f"{name} 的参数不能带名字或星号", "按次序写参数")
        if name in EXTREMES:
            return self._extreme(name, tree.args)
        return self._shorthand(name, tree.args) if name in SHORTHANDS else self._function(name, tree.args)

    def _extreme(self, name: str, arguments: list[ast.expr]) -> Typed:
        items = [self._visit(argument) for argument in arguments]
        if len(items) < 2 or any(item.kind.name not in ("number", "date") for item in items):
            raise Refused(f"{name} 需要两个以上的数字或日期", f"写成 {name}(甲, 乙)")
        kind = items[0].kind
        for item in items[1:]:
            kind = unify(Typed(items[0].node, kind), item, self.vocabulary)
        return Typed(nodes.Extreme(name, tuple(item.node for item in items)), kind)

    def _shorthand(self, name: str, arguments: list[ast.expr]) -> Typed:
        if len(arguments) not in (1, 2):
            raise Refused(f"{name} 需要一个月数", f"写成 {name}(月数) 或 {name}(月数, 日期)")
        months = self._wanted(arguments[0], kinds.MONTH_COUNT)
        start = self._wanted(arguments[1], kinds.DATE) if len(arguments) == 2 else nodes.Moment("date")
        if SHORTHANDS[name] < 0:
            months = nodes.Arithmetic("-", nodes.Literal(0), months)
        return Typed(nodes.Call("add_months", (start, months)), kinds.DATE)

    def _function(self, name: str, arguments: list[ast.expr]) -> Typed:
        function = FUNCTIONS[name]
        if not function.required <= len(arguments) <= len(function.parameters):
            raise Refused(f"{name} 的参数个数不对", f"它的含义：{function.meaning}")
        built = zip(arguments, function.parameters, strict=False)
        return Typed(nodes.Call(name, tuple(self._wanted(tree, kind) for tree, kind in built)), function.result)


_HANDLERS: dict[type, Callable[..., Typed]] = {
    ast.Constant: Builder._constant,
    ast.Name: Builder._name,
    ast.Attribute: Builder._attribute,
    ast.Subscript: Builder._subscript,
    ast.BoolOp: Builder._bool_op,
    ast.UnaryOp: Builder._unary_op,
    ast.BinOp: Builder._bin_op,
    ast.Compare: Builder._compare,
    ast.IfExp: Builder._if_else,
    ast.Call: Builder._call,
}
