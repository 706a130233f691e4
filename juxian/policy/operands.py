"""Whether two operands fit together: types, units of numbers, members of enums, completeness of tables."""

from collections.abc import Mapping
from typing import NamedTuple

from juxian.policy import kinds, nodes
from juxian.policy.faults import Refused, did_you_mean
from juxian.policy.kinds import Kind
from juxian.policy.nodes import Node
from juxian.policy.parameters import OTHERWISE, Parameter
from juxian.policy.vocabulary import Vocabulary


class Typed(NamedTuple):
    """A node and what it is."""

    node: Node
    kind: Kind


def unify(left: Typed, right: Typed, vocabulary: Vocabulary) -> Kind:
    """The kind of both, where a typed number takes the other's unit and a bare member the other's enum."""
    for one, other in ((left, right), (right, left)):
        if one.kind == other.kind and one.kind.name not in ("member", "table"):
            return one.kind
        if one.kind == kinds.LITERAL_NUMBER and other.kind.name == "number":
            return other.kind
        if one.kind == kinds.MEMBER and other.kind.name == "enum":
            _check_member(one.node, other.kind, vocabulary)
            return other.kind
    raise Refused(f"两边类型不同：{left.kind}与{right.kind}", "让两边是同一类型、同一单位")


def unit_of(operator: str, left: Typed, right: Typed, vocabulary: Vocabulary) -> Kind:
    """The unit of a calculation: sums keep theirs, one factor may have one, and a quotient of equals has none."""
    if operator in "+-":
        return unify(left, right, vocabulary)
    loose = ("", kinds.ANY_UNIT)
    if right.kind.unit in loose:
        return left.kind if left.kind.unit not in loose else unify(left, right, vocabulary)
    if operator == "*" and left.kind.unit in loose:
        return right.kind
    if operator == "//" and left.kind.unit == right.kind.unit:
        return kinds.PLAIN_NUMBER
    raise Refused(f"{left.kind}与{right.kind}不能{'相乘' if operator == '*' else '相除'}", "检查两边的单位")


def require(found: Typed, wanted: Kind, vocabulary: Vocabulary, subject: str) -> Typed:
    """`found` as `wanted`, or a refusal that says what `subject` is and what it should be."""
    if found.kind == wanted or (found.kind == kinds.LITERAL_NUMBER and wanted.name == "number"):
        return found
    if found.kind == kinds.MEMBER and wanted.name == "enum":
        _check_member(found.node, wanted, vocabulary)
        return found
    raise Refused(f"{subject}是{found.kind}，这里需要{wanted}", "改正表达式，或改正 facts.yaml 中的类型和单位")


def check_table(parameter: Parameter, key: Typed, vocabulary: Vocabulary) -> None:
    """A table must answer for every level that the key can be, in each of its versions."""
    if key.kind.name == "enum":
        needed = list(vocabulary.enums[key.kind.enum])
    elif key.kind == kinds.MEMBER and isinstance(key.node, nodes.Literal):
        needed = [str(key.node.value)]
    else:
        raise Refused(f"分级表“p.{parameter.name}”不能用{key.kind}取值", "方括号里写选项类的事实，或一个大写的选项")
    for version in parameter.versions:
        entries = version.value if isinstance(version.value, Mapping) else {}
        missing = [level for level in needed if level not in entries]
        if missing and OTHERWISE not in entries:
            what = f"“p.{parameter.name}”自 {version.from_on} 的表缺少 {'、'.join(missing)}"
            raise Refused(
                what, f"在 {version.place.file} 第 {version.place.line} 行补上，或写 {OTHERWISE}: 其余等级的值"
            )
        extra = [level for level in entries if key.kind.name == "enum" and level not in (*needed, OTHERWISE)]
        if extra:
            what = f"“p.{parameter.name}”自 {version.from_on} 的表有不存在的等级 {'、'.join(extra)}"
            raise Refused(what, f"改正拼写{did_you_mean(extra[0], needed)}")


def _check_member(node: Node, kind: Kind, vocabulary: Vocabulary) -> None:
    members = vocabulary.enums[kind.enum]
    member = node.value if isinstance(node, nodes.Literal) else None
    if not isinstance(member, str) or member not in members:
        known = [name.upper() for name in members]
        raise Refused(f"“{str(member).upper()}”不是 {kind.enum} 的选项", f"可用的选项：{'、'.join(known)}")
