"""A law that does not hold yet: a rulebook with some parameters changed from a day on.

The change is put into the trees of the files and goes through the same checks as a folder: a wrong value is a fault
that says which, what is wrong and what to do. The result is for simulation only; it has its own id and no files.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import yaml

from juxian.policy.faults import Faults, Place, did_you_mean
from juxian.policy.files import Trees, parse_files
from juxian.policy.rulebook import Rulebook, build_rulebook
from juxian.policy.source import Tree

LAW = "模拟：尚未公布"


@dataclass(frozen=True, slots=True)
class Change:
    """`parameter` (of one `level` of its table) becomes `value` from `from_on` on, until a later version that is
    already recorded."""

    parameter: str
    value: int | bool | str | dt.date
    from_on: dt.date
    level: str = ""

    def __str__(self) -> str:
        level = f".{self.level}" if self.level else ""
        return f"{self.parameter}{level}={self.value}"

    @property
    def place(self) -> Place:
        return Place(f"--set {self}", 0)


def read_change(text: str, from_on: dt.date) -> Change:
    """Reads `gold_allowance.amount.senior=90000`. Raises `RulebookError` if it cannot be read."""
    faults, place = Faults(), Place(f"--set {text}", 0)
    name, equals, written = text.partition("=")
    parts = name.strip().split(".")
    if not equals or len(parts) not in (2, 3):
        faults.add(place, "读不懂这项修改", "写成 <政策>.<参数>=<值> 或 <政策>.<参数>.<等级>=<值>")
    try:
        value = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError):
        value = None
    if value is None or isinstance(value, dict | list | dt.datetime):
        faults.add(place, f"“{written}”不能作为参数值", "写整数 (金额以分为单位)、真假值、日期或文字")
    faults.raise_if_any()
    return Change(".".join(parts[:2]), value, from_on, parts[2] if len(parts) == 3 else "")


def proposed(rulebook: Rulebook, changes: Sequence[Change]) -> Rulebook:
    """The rulebook with the changes, checked. Raises `RulebookError` with every fault of the changes."""
    faults = Faults()
    trees = _trees(rulebook)
    for change in changes:
        trees = _changed(rulebook, trees, change, faults)
    faults.raise_if_any()
    told = "\n".join([rulebook.id, *(f"{change} {change.from_on}" for change in changes)])
    return build_rulebook(hashlib.sha256(told.encode()).hexdigest(), trees, {}, faults)


@lru_cache(maxsize=4)
def _trees(rulebook: Rulebook) -> Trees:
    """Reading the files takes longer than anything else here, and a page tries out many values."""
    return parse_files(rulebook.files, Faults())


def _changed(rulebook: Rulebook, trees: Trees, change: Change, faults: Faults) -> Trees:
    if change.parameter not in rulebook.parameters:
        near = did_you_mean(change.parameter, rulebook.parameters)
        faults.add(change.place, f"没有参数“{change.parameter}”", f"参数见 docs/reference/policies.md{near}")
        return trees
    for folder, files in trees.policies.items():
        tree = files.get("parameters.yaml")
        if tree is not None and change.parameter in tree.value:
            node = _parameter(tree.value[change.parameter], change, faults)
            renewed = replace(tree, value={**tree.value, change.parameter: node})
            return replace(trees, policies={**trees.policies, folder: {**files, "parameters.yaml": renewed}})
    return trees


def _parameter(tree: Tree, change: Change, faults: Faults) -> Tree:
    """The parameter with one more version; a bare list of versions, or a mapping that has one."""
    if isinstance(tree.value, dict):
        versions = _versions(tree.value["versions"], change, faults)
        return replace(tree, value={**tree.value, "versions": versions})
    return _versions(tree, change, faults)


def _versions(tree: Tree, change: Change, faults: Faults) -> Tree:
    earlier = [node for node in tree.value if node.value["from"].value <= change.from_on]
    later = list(tree.value[len(earlier) :])
    until = _until(earlier[-1]) if earlier else None
    if not earlier or (until and until < change.from_on):
        faults.add(change.place, f"{change.from_on} 那天还没有这个参数的值", "把 --from 改到有值的日子")
        return tree
    base = earlier.pop()
    if base.value["from"].value < change.from_on:
        earlier.append(_ended(base, change.from_on) if until else base)
    return replace(tree, value=(*earlier, _version(base, change, faults), *later))


def _until(version: Tree) -> dt.date | None:
    return version.value["until"].value if "until" in version.value else None


def _ended(version: Tree, before: dt.date) -> Tree:
    end = replace(version.value["until"], value=before - dt.timedelta(days=1))
    return replace(version, value={**version.value, "until": end})


def _version(base: Tree, change: Change, faults: Faults) -> Tree:
    place, old = change.place, base.value["value"]
    if isinstance(old.value, dict) != bool(change.level):
        what, remedy = ("是分级表", "写成 <政策>.<参数>.<等级>=<值>") if not change.level else ("不分等级", "不写等级")
        faults.add(place, f"参数“{change.parameter}”{what}", remedy)
    is_level = change.level and isinstance(old.value, dict)
    value: Any = {**old.value, change.level: Tree(place, change.value)} if is_level else change.value
    told = {"from": Tree(place, change.from_on), "law": Tree(place, LAW), "value": Tree(place, value)}
    return Tree(place, told | ({"until": base.value["until"]} if "until" in base.value else {}))
