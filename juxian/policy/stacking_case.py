"""Worked cases of the stacking matrix: what one person would draw in a month, and what has to yield."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from juxian.policy.faults import Place
from juxian.policy.source import Reader, Tree
from juxian.policy.worked_case import read_month

STACKING = "stacking"


@dataclass(frozen=True, eq=False)
class StackingCase:
    """`drawn` is fen by benefit; `excluded` are those that yield."""

    name: str
    month: dt.date
    drawn: Mapping[str, int]
    excluded: frozenset[str]
    place: Place
    policy: str = STACKING


def read_stacking_cases(tree: Tree | None, known: frozenset[str], reader: Reader) -> tuple[StackingCase, ...]:
    """The `cases` of `stacking.yaml`; `known` are the names of all benefits."""
    top = tree.value if tree is not None and isinstance(tree.value, dict) else {}
    nodes = reader.items(top["cases"]) if "cases" in top else ()
    return tuple(case for node in nodes if (case := _case(node, known, reader)))


def _case(tree: Tree, known: frozenset[str], reader: Reader) -> StackingCase | None:
    entries = reader.fields(tree, required=("case", "month", "drawn", "excluded"), optional=("note",))
    if len(entries.keys() & {"case", "month", "drawn", "excluded"}) < 4:
        return None
    name = reader.text(entries["case"])
    about = reader.about(name)
    month = read_month(entries["month"], about)
    drawn = {}
    for benefit, node in about.entries(entries["drawn"]).items():
        if benefit not in known:
            about.fault(node.place, f"没有待遇“{benefit}”", f"只能是：{'、'.join(sorted(known))}")
        drawn[benefit] = about.whole(node)
    excluded = frozenset(about.word(node, tuple(drawn)) for node in about.items(entries["excluded"]))
    return StackingCase(name, month, drawn, excluded, tree.place) if month else None
