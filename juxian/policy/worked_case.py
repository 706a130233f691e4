"""Worked cases beside each policy (`examples.yaml`): facts, a day, and the answer an officer signs for.

Two kinds of entries: a `case` is one person on one day; a `cohort` says how many people are like which case and what
they draw together in each month of a stretch.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from juxian.policy.dates import month_end
from juxian.policy.definition import Policy
from juxian.policy.explanation import Verdict
from juxian.policy.faults import Place, did_you_mean
from juxian.policy.sheet import FactError, read_sheet
from juxian.policy.source import Reader, Tree
from juxian.policy.vocabulary import Vocabulary

NOT_APPLICABLE = "not_applicable"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


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


@dataclass(frozen=True, slots=True)
class Member:
    """`count` people who are like the person of a case."""

    case: WorkedCase
    count: int


@dataclass(frozen=True, eq=False)
class Cohort:
    """People who together draw `total_fen` in each month from `first` to `last` (first days of months)."""

    policy: str
    name: str
    first: dt.date
    last: dt.date
    members: tuple[Member, ...]
    total_fen: int
    paid_people: int | None
    place: Place


@dataclass(frozen=True)
class CaseReader:
    """Reads the cases of one policy. A case may start `like` an earlier one and change single facts."""

    policy: Policy
    vocabulary: Vocabulary

    def read(self, tree: Tree, reader: Reader) -> tuple[WorkedCase, ...]:
        cases: dict[str, WorkedCase] = {}
        for node in reader.items(tree):
            case = None if _is_cohort(node) else self._case(node, cases, reader)
            if case is None:
                continue
            if case.name in cases:
                reader.fault(node.place, f"有两个案例叫“{case.name}”", "给其中一个换名称")
            cases[case.name] = case
        if not cases:
            reader.fault(tree.place, "没有任何案例", "至少写一个案例；写法见 docs/how-to/add-a-policy.md")
        return tuple(cases.values())

    def read_cohorts(self, tree: Tree, cases: tuple[WorkedCase, ...], reader: Reader) -> tuple[Cohort, ...]:
        """The entries of the same list that speak of many people; they may name any case of the policy."""
        known = {case.name: case for case in cases}
        found = (self._cohort(node, known, reader) for node in reader.items(tree) if _is_cohort(node))
        return tuple(cohort for cohort in found if cohort)

    def _cohort(self, tree: Tree, known: Mapping[str, WorkedCase], reader: Reader) -> Cohort | None:
        entries = reader.fields(tree, required=("cohort", "from", "until", "people", "expect"), optional=("note",))
        name = reader.text(entries.get("cohort"))
        about = reader.about(name)
        first, last = read_month(entries.get("from"), about), read_month(entries.get("until"), about)
        people = about.items(entries["people"]) if "people" in entries else ()
        members = [member for node in people if (member := _member(node, known, about))]
        expect = about.fields(entries["expect"], ("month_total",), ("paid_people",)) if "expect" in entries else {}
        if not self.policy.pays:
            about.fault(tree.place, "这项政策不发钱，不能有 cohort", "删除它，或在 policy.yaml 中写 pays 和 amount")
        if not (name and first and last and "month_total" in expect):
            return None
        for case in (member.case for member in members if month_end(first) < member.case.on):
            about.fault(tree.place, f"{first:%Y-%m} 早于案例“{case.name}”的日期", "改用更早的案例，或改正 from")
        if last < first:
            about.fault(tree.place, f"止于 {last:%Y-%m}，早于开始的 {first:%Y-%m}", "改正 from 或 until")
        paid = about.whole(expect["paid_people"]) if "paid_people" in expect else None
        total = about.whole(expect["month_total"])
        return Cohort(self.policy.id, name, first, last, tuple(members), total, paid, tree.place)

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


def _is_cohort(tree: Tree) -> bool:
    return isinstance(tree.value, dict) and "cohort" in tree.value


def _member(tree: Tree, known: Mapping[str, WorkedCase], reader: Reader) -> Member | None:
    entries = reader.fields(tree, required=("like", "count"))
    name, count = reader.word(entries.get("like"), tuple(known)), reader.whole(entries.get("count"))
    if count < 1:
        reader.fault(tree.place, f"人数不能是 {count}", "写正整数")
    return Member(known[name], count) if name else None


def read_month(tree: Tree | None, reader: Reader) -> dt.date | None:
    """The first day of a month written as 2023-11."""
    text = reader.text(tree)
    match = _MONTH.fullmatch(text)
    if tree is not None and text and match is None:
        reader.fault(tree.place, f"“{text}”不是月份", "写成 2023-11 这样的 年-月")
    return dt.date(int(match[1]), int(match[2]), 1) if match else None


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
