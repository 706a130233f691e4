"""A policy as `policy.yaml` defines it: conditions that each cite their clause, and the amount."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from juxian.policy import kinds, nodes
from juxian.policy.builder import Builder, Definition
from juxian.policy.faults import Faults, Place, Refused
from juxian.policy.kinds import Kind
from juxian.policy.nodes import Node
from juxian.policy.parameters import Parameter
from juxian.policy.source import Reader, Tree
from juxian.policy.state import STATES
from juxian.policy.vocabulary import Declaration, Label, Vocabulary, check_name, read_label

RHYTHMS = ("monthly", "yearly", "once")


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One clause. `test` is None where only a person can judge; `when` says for whom it is there at all."""

    key: str
    label: Label
    law: str
    test: Node | None
    when: Node | None
    judged_when_unknown: bool
    from_on: dt.date | None
    until_on: dt.date | None
    place: Place

    @property
    def is_judged(self) -> bool:
        return self.test is None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the clause is in force on that day; both ends included."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, eq=False)
class Policy:
    """A policy, checked and immutable. `pays` is empty where it decides something else than money."""

    id: str
    title: Label
    document: str
    valid_from: dt.date
    valid_until: dt.date | None
    pays: str
    conditions: tuple[Condition, ...]
    amount: Node | None
    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    state: Mapping[str, Declaration]
    place: Place

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def declaration(self, name: str) -> Declaration:
        """What is declared of a fact or of a state that the policy uses."""
        return self.vocabulary.facts.get(name) or self.state[name]

    @cached_property
    def fact_names(self) -> frozenset[str]:
        """Every fact that the policy can ask for."""
        trees = [tree for c in self.conditions for tree in (c.when, c.test) if tree] + [self.amount or nodes.Literal(0)]
        return frozenset(n.name for tree in trees for n in nodes.walk(tree) if isinstance(n, nodes.Fact))


@dataclass(frozen=True)
class PolicyReader:
    """Reads one `policy.yaml`, knowing the district's facts and all parameters."""

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    faults: Faults

    def read(self, tree: Tree) -> Policy | None:
        reader = Reader(self.faults)
        top = reader.fields(
            tree,
            required=("id", "title", "title_en", "document", "valid_from", "conditions"),
            optional=("valid_until", "pays", "amount", "definitions", "state", "note"),
        )
        valid_from = reader.day(top.get("valid_from"))
        if "conditions" not in top or valid_from is None:
            return None
        state = self._state(top, reader)
        builder = self._builder(top, state, reader)
        entries = reader.entries(top["conditions"])
        return Policy(
            id=reader.text(top.get("id")),
            title=read_label(top, reader, "title", "title_en"),
            document=reader.text(top.get("document")),
            valid_from=valid_from,
            valid_until=reader.day(top.get("valid_until")),
            pays=reader.word(top.get("pays"), RHYTHMS),
            conditions=tuple(self._condition(key, node, builder) for key, node in entries.items()),
            amount=self._amount(tree, top, builder, reader),
            vocabulary=self.vocabulary,
            parameters=self.parameters,
            state=MappingProxyType({f"state.{name}": declaration for name, declaration in state.items()}),
            place=tree.place,
        )

    def _builder(self, top: dict[str, Tree], state: dict[str, Declaration], reader: Reader) -> Builder:
        definitions = {}
        for name, node in reader.entries(top["definitions"]).items() if "definitions" in top else ():
            about = reader.about(name)
            check_name(name, node, about)
            if name in self.vocabulary.facts:
                about.fault(node.place, f"定义“{name}”与一个事实同名", "换一个名称")
            entries = about.fields(node, required=("zh", "law", "is"), optional=("en", "note"))
            about.text(entries.get("zh"))
            about.text(entries.get("law"))
            definitions[name] = Definition(about.text(entries.get("is")), node.place)
        kinds_of_state = {name: declaration.kind for name, declaration in state.items()}
        builder = Builder(self.vocabulary, self.parameters, MappingProxyType(definitions), kinds_of_state)
        self._check_definitions(builder)
        return builder

    def _state(self, top: dict[str, Tree], reader: Reader) -> dict[str, Declaration]:
        """What earlier runs of the policy left, such as months already received: numbers only."""
        state = {}
        for name, node in reader.entries(top["state"]).items() if "state" in top else ():
            about = reader.about(name)
            check_name(name, node, about)
            entries = about.fields(node, required=("zh", "en"), optional=("unit",))
            kind = Kind("number", about.word(entries["unit"], kinds.UNITS) if "unit" in entries else "")
            if STATES.get(name) != kind.unit:
                known = "、".join(f"{known} (unit: {unit})" for known, unit in STATES.items())
                about.fault(node.place, f"发放时不会计算状态“{name}”，或单位不对", f"只能是：{known}")
            state[name] = Declaration(
                f"state.{name}", kind, read_label(entries, about), "以前的发放记录", "register", 0
            )
        return state

    def _check_definitions(self, builder: Builder) -> None:
        """An unused definition is checked as well, where it stands."""
        for name, definition in builder.definitions.items():
            try:
                builder.check_definition(name)
            except Refused as refused:
                self.faults.refuse(definition.place, refused, name)

    def _condition(self, key: str, tree: Tree, builder: Builder) -> Condition:
        reader = Reader(self.faults, key)
        check_name(key, tree, reader)
        entries = reader.fields(
            tree, required=("zh", "en", "law"), optional=("if", "judge", "when", "unknown", "from", "until", "note")
        )
        judge = reader.truth(entries.get("judge"))
        if judge == ("if" in entries):
            reader.fault(tree.place, "条款要么机器判断，要么由人判断", "写 if: 表达式，或写 judge: true，二者取一")
        if "unknown" in entries and judge:
            reader.fault(entries["unknown"].place, "由人判断的条款不需要 unknown", "删除这一项")
        return Condition(
            key=key,
            label=read_label(entries, reader),
            law=reader.text(entries.get("law")),
            test=self._expression(entries.get("if"), builder, reader),
            when=self._expression(entries.get("when"), builder, reader),
            judged_when_unknown=reader.word(entries.get("unknown"), ("judge",)) == "judge",
            from_on=reader.day(entries.get("from")),
            until_on=reader.day(entries.get("until")),
            place=tree.place,
        )

    def _expression(
        self, tree: Tree | None, builder: Builder, reader: Reader, wanted: Kind = kinds.BOOL
    ) -> Node | None:
        text = reader.text(tree)
        if tree is None or not text:
            return None
        try:
            return builder.build(text, wanted)
        except Refused as refused:
            self.faults.refuse(tree.place, refused, reader.clause)
            return nodes.Literal(None)

    def _amount(self, tree: Tree, top: dict[str, Tree], builder: Builder, reader: Reader) -> Node | None:
        if ("pays" in top) != ("amount" in top):
            reader.fault(tree.place, "pays 和 amount 只写了一个", "发钱的政策两个都写，不发钱的都不写")
        return self._expression(top.get("amount"), builder, reader.about("amount"), kinds.FEN)
