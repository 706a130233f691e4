"""Which benefits one person may draw for the same month: `stacking.yaml`, a matrix of pairs with dated answers.

Every two policies that pay, and every such policy with each benefit of another office (`outside`), need an answer for
every day on which both are in force: `together`, or `either_or`. A month is judged by the law of its last day.

Between policies the runs keep the matrix (`stacked`); beside an outside benefit a clause of the policy does, and the
loader sees to it that there is one.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from juxian.policy.dates import month_end
from juxian.policy.definition import Policy
from juxian.policy.faults import Faults, Place, did_you_mean
from juxian.policy.kinds import MONTHS
from juxian.policy.source import Reader, Tree
from juxian.policy.stretches import check_order, gaps, in_force
from juxian.policy.vocabulary import Label, check_name, read_label

STACKING_FILE = "stacking.yaml"
TOGETHER, EITHER_OR = "together", "either_or"
Key = frozenset[str]


@dataclass(frozen=True, slots=True)
class StackingRule:
    """What holds between two benefits from `from_on` on, and under which clause."""

    from_on: dt.date
    until_on: dt.date | None
    law: str
    rule: str
    place: Place


@dataclass(frozen=True, slots=True)
class Pair:
    """Two benefits in the order of the file, and what held between them when."""

    first: str
    second: str
    rules: tuple[StackingRule, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Outside:
    """A benefit that another office pays; `fact` are the months for which it did."""

    label: Label
    source: str
    fact: str


@dataclass(frozen=True, eq=False)
class Stacking:
    """The matrix of a district. Empty where no two benefits can meet."""

    outside: Mapping[str, Outside] = field(default_factory=dict)
    pairs: Mapping[Key, Pair] = field(default_factory=dict)

    def rule(self, first: str, second: str, month: dt.date) -> StackingRule | None:
        """What holds between two benefits in a month; None if one of them was not in force then."""
        pair = self.pairs.get(frozenset((first, second)))
        return in_force(pair.rules, month_end(month)) if pair else None


def read_stacking(tree: Tree | None, policies: Mapping[str, Policy], reader: Reader) -> Stacking:
    """Reads and checks the matrix; a district whose pairs cannot meet needs no file."""
    outside: dict[str, Outside] = {}
    pairs: dict[Key, Pair] = {}
    if tree is not None:
        top = reader.fields(tree, required=("pairs",), optional=("outside", "cases", "note"))
        outside = _outside(top, policies, reader)
        known = (*outside, *(policy.id for policy in policies.values() if policy.pays))
        for node in reader.items(top["pairs"]) if "pairs" in top else ():
            pair = _pair(node, known, outside, reader)
            if pair:
                _add(pair, pairs, reader)
    for pair in pairs.values():
        _check_asked(pair, policies, outside, reader.faults)
    _check_complete(policies, outside, pairs, tree.place if tree else Place(STACKING_FILE, 1), reader.faults)
    return Stacking(MappingProxyType(outside), MappingProxyType(pairs))


def _outside(top: dict[str, Tree], policies: Mapping[str, Policy], reader: Reader) -> dict[str, Outside]:
    found = {}
    for name, node in reader.entries(top["outside"]).items() if "outside" in top else ():
        about = reader.about(name)
        check_name(name, node, about)
        if name in policies:
            about.fault(node.place, f"“{name}”是本区的政策，不是外部待遇", "从 outside 中删除它")
        words = about.fields(node, required=("zh", "en", "source", "fact"))
        fact = about.word(words.get("fact"), _months_facts(policies))
        found[name] = Outside(read_label(words, about), about.text(words.get("source")), fact)
    return found


def _months_facts(policies: Mapping[str, Policy]) -> tuple[str, ...]:
    declared = (fact for policy in policies.values() for fact in policy.vocabulary.facts.values())
    return tuple(dict.fromkeys(fact.name for fact in declared if fact.kind == MONTHS))


def _pair(tree: Tree, known: tuple[str, ...], outside: Mapping[str, Outside], reader: Reader) -> Pair | None:
    entries = reader.fields(tree, required=("pair", "rules"), optional=("note",))
    if not {"pair", "rules"} <= entries.keys():
        return None
    nodes = reader.items(entries["pair"])
    names = [_benefit(node, known, reader) for node in nodes]
    if len(names) != 2 or names[0] == names[1]:
        reader.fault(entries["pair"].place, "一对要写两个不同的待遇", "写成 pair: [政策的 id, 另一项的 id]")
        return None
    if "" in names:
        return None
    about = reader.about(" × ".join(names))
    if all(name in outside for name in names):
        about.fault(entries["pair"].place, "两项都是外部待遇", "至少一项是本区的政策")
        return None
    rules = tuple(rule for node in about.items(entries["rules"]) if (rule := _rule(node, about)))
    check_order(rules, about)
    return Pair(names[0], names[1], rules, tree.place)


def _benefit(tree: Tree, known: tuple[str, ...], reader: Reader) -> str:
    name = reader.text(tree)
    if name and name not in known:
        near = did_you_mean(name, known)
        reader.fault(tree.place, f"没有发钱的政策或外部待遇“{name}”", f"只能是：{'、'.join(known)}{near}")
        return ""
    return name


def _rule(tree: Tree, reader: Reader) -> StackingRule | None:
    entries = reader.fields(tree, required=("from", "law", "rule"), optional=("until", "note"))
    from_on, until_on = reader.day(entries.get("from")), reader.day(entries.get("until"))
    law, rule = reader.text(entries.get("law")), reader.word(entries.get("rule"), (TOGETHER, EITHER_OR))
    if from_on is None or not law or not rule:
        return None
    if until_on and until_on < from_on:
        reader.fault(tree.place, f"止于 {until_on}，早于开始的 {from_on}", "改正 from 或 until")
    return StackingRule(from_on, until_on, law, rule, tree.place)


def _add(pair: Pair, pairs: dict[Key, Pair], reader: Reader) -> None:
    key = frozenset((pair.first, pair.second))
    if key in pairs:
        where = pairs[key].place
        reader.about(f"{pair.first} × {pair.second}").fault(
            pair.place, f"这一对在第 {where.line} 行已经写过", "合并成一处，按日期排列"
        )
    pairs.setdefault(key, pair)


def _check_asked(pair: Pair, policies: Mapping[str, Policy], outside: Mapping[str, Outside], faults: Faults) -> None:
    """What another office pays is known by a fact only, so the policy itself has to ask for it and to refuse."""
    names = sorted((pair.first, pair.second), key=lambda name: name in outside)
    policy = next(one for one in policies.values() if one.id == names[0])
    if names[1] not in outside or outside[names[1]].fact in policy.fact_names:
        return
    for rule in pair.rules:
        if rule.rule == EITHER_OR:
            what = f"二选一，但政策 {policy.id} 没有一条核对 {outside[names[1]].fact}"
            remedy = f"在它的 policy.yaml 加一条，如 if: not paid_run({outside[names[1]].fact}, 1)"
            faults.add(rule.place, what, remedy, f"{pair.first} × {pair.second}")


def _check_complete(
    policies: Mapping[str, Policy], outside: Iterable[str], pairs: Mapping[Key, Pair], place: Place, faults: Faults
) -> None:
    for first, second, from_on, until_on in _meetings(policies, outside):
        pair = pairs.get(frozenset((first, second)))
        clause = f"{first} × {second}"
        if pair is None:
            faults.add(place, "没有写这两项能否同时享受", f"在 {STACKING_FILE} 的 pairs 中补上这一对", clause)
            continue
        for day in gaps(pair.rules, from_on, until_on):
            faults.add(pair.place, f"{day} 没有答案，而两项那天都有效", "补上那天起的 together 或 either_or", clause)


def _meetings(
    policies: Mapping[str, Policy], outside: Iterable[str]
) -> Iterator[tuple[str, str, dt.date, dt.date | None]]:
    """Every two benefits that can meet, and the period in which both are in force."""
    paying = [policy for policy in policies.values() if policy.pays]
    for one, other in combinations(paying, 2):
        until_on = min((day for day in (one.valid_until, other.valid_until) if day), default=None)
        from_on = max(one.valid_from, other.valid_from)
        if until_on is None or from_on <= until_on:
            yield one.id, other.id, from_on, until_on
    for policy in paying:
        for name in outside:
            yield policy.id, name, policy.valid_from, policy.valid_until
