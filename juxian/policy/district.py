"""The district itself, as `district.yaml` tells it: its name, offices, industries, levels and the plan of places."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from juxian.policy.source import Reader, Tree
from juxian.policy.vocabulary import Label, read_label, read_labels


@dataclass(frozen=True, slots=True)
class Plan:
    """How many people of each level may be recognised from `from_on` to `until_on`, both included."""

    title: Label
    law: str
    source: str
    from_on: dt.date | None
    until_on: dt.date | None
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SpotChecks:
    """How many of an employer's own evaluations the office checks by lot."""

    percent: int = 10
    at_least: int = 1


@dataclass(frozen=True, eq=False)
class District:
    """`levels` are the ones it recognises, lowest first, in the words of the enum `skill_level`."""

    id: str
    name: Label
    division: str
    offices: Mapping[str, Label]
    industries: Mapping[str, Label]
    levels: tuple[str, ...]
    plan: Plan
    spot_checks: SpotChecks = SpotChecks()


def read_district(tree: Tree, known_levels: Mapping[str, Label], reader: Reader) -> District | None:
    top = reader.fields(
        tree,
        required=("id", "name", "name_en", "division", "offices", "industries", "levels", "plan"),
        optional=("note", "spot_checks"),
    )
    if not {"offices", "industries", "levels", "plan"} <= top.keys():
        return None
    levels = tuple(reader.word(node, known_levels) for node in reader.items(top["levels"]))
    return District(
        id=reader.text(top.get("id")),
        name=read_label(top, reader, "name", "name_en"),
        division=reader.text(top.get("division")),
        offices=read_labels(top["offices"], reader.about("offices")),
        industries=read_labels(top["industries"], reader.about("industries")),
        levels=levels,
        plan=_plan(top["plan"], levels, reader.about("plan")),
        spot_checks=_spot_checks(top["spot_checks"], reader.about("spot_checks"))
        if "spot_checks" in top
        else SpotChecks(),
    )


def _spot_checks(tree: Tree, reader: Reader) -> SpotChecks:
    entries = reader.fields(tree, required=("percent", "at_least"))
    if not {"percent", "at_least"} <= entries.keys():
        return SpotChecks()
    percent, at_least = reader.whole(entries["percent"]), reader.whole(entries["at_least"])
    if not 1 <= percent <= 100:
        reader.fault(entries["percent"].place, f"抽查比例不能是{percent}", "写1到100的整数")
    if at_least < 1:
        reader.fault(entries["at_least"].place, f"至少抽查{at_least}份等于不抽查", "写正整数")
    return SpotChecks(percent, at_least)


def _plan(tree: Tree, levels: tuple[str, ...], reader: Reader) -> Plan:
    entries = reader.fields(tree, required=("title", "title_en", "law", "source", "from", "until", "places"))
    places = reader.entries(entries["places"]) if "places" in entries else {}
    for level, node in places.items():
        if level not in levels:
            reader.fault(node.place, f"本区不认定“{level}”", f"只能是：{'、'.join(levels)}")
        if reader.whole(node) < 0:
            reader.fault(node.place, "名额不能是负数", "写零或正整数")
    return Plan(
        title=read_label(entries, reader, "title", "title_en"),
        law=reader.text(entries.get("law")),
        source=reader.text(entries.get("source")),
        from_on=reader.day(entries.get("from")),
        until_on=reader.day(entries.get("until")),
        places=MappingProxyType({level: reader.whole(node) for level, node in places.items()}),
    )
