"""The dated values of the law: from which day, under which clause, recorded by us when.

`parameters.yaml` holds one entry per value, named `<policy>.<name>`: a bare list of versions, or, where people should
read a name or the value has a unit, a mapping with `zh`, `en`, `unit` and `versions`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from juxian.policy import kinds
from juxian.policy.faults import Place
from juxian.policy.kinds import Kind
from juxian.policy.nodes import Value
from juxian.policy.source import Reader, Tree
from juxian.policy.stretches import check_order, gaps, in_force
from juxian.policy.vocabulary import NAME, Label, read_label

OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Version:
    """A value from `from_on` until the day before the next version, or until `until_on` (that day included)."""

    from_on: dt.date
    until_on: dt.date | None
    recorded_on: dt.date | None
    law: str
    value: Value | Mapping[str, Value]
    place: Place

    def value_of(self, key: str | None) -> Value:
        """The scalar, or the entry of a level."""
        if not isinstance(self.value, Mapping):
            return self.value
        return self.value.get(key or OTHERWISE, self.value.get(OTHERWISE))


@dataclass(frozen=True, slots=True)
class Parameter:
    """All versions of one value, earliest first. `kind` is that of one value, also for a table."""

    name: str
    label: Label
    kind: Kind
    is_table: bool
    versions: tuple[Version, ...]
    place: Place

    def on(self, day: dt.date) -> Version | None:
        """The version in force, or None on a day without one."""
        return in_force(self.versions, day)

    def gaps(self, from_on: dt.date, until_on: dt.date | None) -> Iterator[dt.date]:
        """The first day of every stretch within the period that has no version."""
        return gaps(self.versions, from_on, until_on)


def read_parameters(tree: Tree, policy: str, reader: Reader) -> dict[str, Parameter]:
    parameters = {}
    for name, node in reader.entries(tree).items():
        about = reader.about(name)
        owner, _, own = name.partition(".")
        if (policy and owner != policy) or not NAME.fullmatch(own):
            about.fault(node.place, f"参数名“{name}”不属于这项政策", f"写成 {policy}.<小写英文名>")
        parameter = _parameter(name, node, about)
        if parameter:
            parameters[name] = parameter
    return parameters


def _parameter(name: str, tree: Tree, reader: Reader) -> Parameter | None:
    label, unit, listed = Label(name, name), "", tree
    if isinstance(tree.value, dict):
        entries = reader.fields(tree, required=("zh", "en", "versions"), optional=("unit", "note"))
        if "versions" not in entries:
            return None
        label, listed = read_label(entries, reader), entries["versions"]
        unit = reader.word(entries["unit"], kinds.UNITS) if "unit" in entries else ""
    versions = tuple(version for node in reader.items(listed) if (version := _version(node, reader)))
    if not versions:
        reader.fault(tree.place, "参数没有任何可用的值", "至少写一个 {from, law, value}")
        return None
    check_order(versions, reader)
    kind = _common_kind(versions, unit, reader)
    return Parameter(name, label, kind, isinstance(versions[0].value, Mapping), versions, tree.place)


def _version(tree: Tree, reader: Reader) -> Version | None:
    entries = reader.fields(tree, required=("from", "law", "value"), optional=("until", "recorded", "note"))
    from_on, law = reader.day(entries.get("from")), reader.text(entries.get("law"))
    until_on, recorded_on = reader.day(entries.get("until")), reader.day(entries.get("recorded"))
    if from_on is None or not law or "value" not in entries:
        return None
    if until_on and until_on < from_on:
        reader.fault(tree.place, f"止于 {until_on}，早于开始的 {from_on}", "改正 from 或 until")
    return Version(from_on, until_on, recorded_on, law, _value(entries["value"], reader), tree.place)


def _value(tree: Tree, reader: Reader) -> Value | Mapping[str, Value]:
    if isinstance(tree.value, dict):
        return MappingProxyType({key: _scalar(node, reader) for key, node in tree.value.items()})
    return _scalar(tree, reader)


def _scalar(tree: Tree, reader: Reader) -> Value:
    value = tree.value
    if isinstance(value, dt.datetime) or not isinstance(value, bool | int | str | dt.date):
        reader.fault(tree.place, f"“{value}”不能作为参数值", "写整数 (金额以分为单位)、真假值、日期或文字")
        return 0
    if isinstance(value, int) and abs(value) > kinds.MAX_NUMBER:
        reader.fault(tree.place, "数字太大", "检查是否多写了零；金额以分为单位")
        return 0
    return value


def _kind_of(value: Value, unit: str) -> Kind:
    if isinstance(value, bool):
        return kinds.BOOL
    if isinstance(value, int):
        return Kind("number", unit)
    return kinds.DATE if isinstance(value, dt.date) else kinds.TEXT


def _common_kind(versions: tuple[Version, ...], unit: str, reader: Reader) -> Kind:
    shapes: dict[tuple[bool, Kind], Version] = {}
    for version in versions:
        values = list(version.value.values()) if isinstance(version.value, Mapping) else [version.value]
        if not values:
            reader.fault(version.place, "分级表是空的", "写上各等级的值")
        for value in values:
            shapes.setdefault((isinstance(version.value, Mapping), _kind_of(value, unit)), version)
    if len(shapes) > 1:
        odd = list(shapes.values())[1]
        reader.fault(odd.place, "各个版本的值类型不同", "同一参数始终用同一类型、同一单位")
    kind = next(iter(shapes))[1] if shapes else kinds.PLAIN_NUMBER
    if unit and kind.name != "number":
        reader.fault(versions[0].place, f"{kind}没有单位", "删除 unit")
    elif unit:
        _check_not_negative(versions, reader)
    return kind


def _check_not_negative(versions: tuple[Version, ...], reader: Reader) -> None:
    """Money, months and years of the law are never below zero; an expression subtracts where it must."""
    for version in versions:
        values = version.value.values() if isinstance(version.value, Mapping) else [version.value]
        if any(isinstance(value, int) and value < 0 for value in values):
            reader.fault(version.place, "值是负数", "写零或正数；要减的在表达式里减")
