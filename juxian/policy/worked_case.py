"""Worked cases beside each policy (`examples.yaml`): facts, a day, and the answer an officer signs for."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from juxian.policy.definition import Policy
from juxian.policy.explanation import Verdict
from juxian.policy.faults import Place, did_you_mean
from juxian.policy.sheet import FactError, read_sheet
from juxian.policy.source import Reader, Tree
from juxian.policy.vocabulary import Vocabulary

NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, eq=False)
class WorkedCase:
    """`expected` holds what the case speaks of: verdict, amount, met_from, and clauses by key; the rest is free."""

    policy: str
    name: str
    on: dt.date
    facts: Mapping[str, Any]
    judgements: Mapping[str, bool]
    verdict: str
    place: Place
    clauses: Mapping[str, str]
    other: Mapping[str, Any]


@dataclass(frozen=True)
class CaseReader:
    """Reads the cases of one policy. A case may start `like` an earlier one and change single facts."""

    policy: Policy
    vocabulary: Vocabulary

    def read(self, tree: Tree, reader: Reader) -> tuple[WorkedCase, ...]:
        cases: dict[str, WorkedCase] = {}
        for node in reader.items(tree):
            case = self._case(node, cases, reader)
            if case is None:
                continue
            if case.name in cases:
                reader.fault(node.place, f"有两个案例叫“{case.name}”", "给其中一个换名称")
            cases[case.name] = case
        if not cases:
            reader.fault(tree.place, "没有任何案例", "至少写一个案例；写法见 docs/how-to/add-a-policy.md")
        return tuple(cases.values())

    def _case(self, tree: Tree, earlier: Mapping[str, WorkedCase], reader: Reader) -> WorkedCase | None:
        entries = reader.fields(
            tree, required=("case", "date", "expect"), optional=("facts", "like", "judgements", "note", "signed")
        )
        name, on = reader.text(entries.get("case")), reader.day(entries.get("date"))
        if not name or on is None or "expect" not in entries:
            return None
        about = reader.about(name)
        facts = self._facts(entries, earlier, on, about)
        judgements = {key: about.truth(node) for key, node in self._clause_entries(entries, "judgements", about)}
        expect = about.fields(entries["expect"], required=("verdict",), optional=("clauses", "amount", "met_from"))
        verdicts = (*Verdict, NOT_APPLICABLE)
        return WorkedCase(
            policy=self.policy.id,
            name=name,
            on=on,
            facts=MappingProxyType(facts),
            judgements=judgements,
            verdict=about.word(expect.get("verdict"), tuple(Verdict)),
            place=tree.place,
            clauses={key: about.word(node, verdicts) for key, node in self._clause_entries(expect, "clauses", about)},
            other=_other(expect, about),
        )

    def _clause_entries(self, entries: dict[str, Tree], key: str, reader: Reader) -> list[tuple[str, Tree]]:
        known = [condition.key for condition in self.policy.conditions]
        found = reader.entries(entries[key]).items() if key in entries else ()
        for clause, node in found:
            if clause not in known:
                reader.fault(node.place, f"政策没有条款“{clause}”", f"改正拼写{did_you_mean(clause, known)}")
        return list(found)

    def _facts(
        self, entries: dict[str, Tree], earlier: Mapping[str, WorkedCase], on: dt.date, reader: Reader
    ) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        if "like" in entries:
            model = reader.word(entries["like"], tuple(earlier))
            facts = dict(earlier[model].facts) if model else {}
        for name, node in reader.entries(entries["facts"]).items() if "facts" in entries else ():
            facts[name] = plain(node)
            try:
                read_sheet(self.vocabulary, self.policy.state, {name: facts[name]}, on)
            except FactError as error:
                reader.fault(node.place, str(error).split("。")[0], "按 facts.yaml 的声明改正")
        return facts


def _other(expect: dict[str, Tree], reader: Reader) -> dict[str, Any]:
    other: dict[str, Any] = {}
    if "amount" in expect:
        other["amount_fen"] = reader.whole(expect["amount"])
    if "met_from" in expect:
        other["met_from"] = None if expect["met_from"].value is None else reader.day(expect["met_from"])
    return other


def plain(tree: Tree) -> Any:
    """The bare value of a tree."""
    if isinstance(tree.value, dict):
        return {key: plain(node) for key, node in tree.value.items()}
    return [plain(node) for node in tree.value] if isinstance(tree.value, tuple) else tree.value
