"""The sheet of a catalogue: its columns, what a row means, and an edition as rows again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from juxian.catalogue.levels import RECOGNISED, labels, parse_levels
from juxian.catalogue.models import Edition, IndustryGroup, Item
from juxian.catalogue.queries import ItemDraft, resolve_occupation
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, Preview, Reading, preview_rows, read_rows
from juxian.kit.punctuation import listed

MOST_ROWS = 2_000


@dataclass
class Sheet:
    """What a file would do to an edition: the rows sorted for the page, the drafts for the action."""

    reading: Reading
    preview: Preview
    drafts: list[ItemDraft] = field(default_factory=list)


def item_columns() -> list[Column]:
    """The columns of the template, of the export and of the import: one list, so they always fit each other."""
    groups = {group.key: group.name for group in IndustryGroup.objects.active()}
    example = _("例如：中级工-首席技师，或：高级工、技师")
    return [
        Column("occupation_code", _("职业代码"), required=True, help=_("例如 6-18-02-04")),
        Column("occupation_name", _("职业名称"), help=_("用来核对代码；两者不一致时以名称为准。"), width=30),
        Column("local_name", _("本地叫法"), longest=120),
        Column("industry_group", _("产业"), "choice", required=True, choices=groups),
        Column("levels", _("可认定等级"), required=True, help=example, width=36),
        Column("stars", _("紧缺星级"), "integer", required=True, help=_("1 至 5，5 最紧缺。")),
        Column("demand_count", _("需求人数"), "integer"),
        Column("note", _("说明"), longest=300, width=40),
    ]


def read_sheet(file: Any, edition: Edition) -> Sheet:
    """Read a file against an edition. Raises `RuleBroken` where the file as a whole cannot be used."""
    reading = read_rows(file, item_columns(), max_rows=MOST_ROWS)
    groups = group_ids()
    drafts: dict[int, ItemDraft] = {}
    for number, row in list(reading.by_number.items()):
        try:
            drafts[number] = draft_of(row, groups)
            reading.by_number[number] = row | _compared(drafts[number])
        except RuleBroken as error:
            reading.refuse(number, error.field or "", error.message)
    existing = {(str(item.occupation_id),): _compared(draft_from(item)) for item in edition.items.all()}
    preview = preview_rows(reading, key=["occupation_id"], existing=existing)
    return Sheet(reading, preview, [drafts[number] for number in reading.by_number])


def draft_of(row: Mapping[str, Any], groups: Mapping[str, str]) -> ItemDraft:
    """Return what a row says. Raises `RuleBroken` with the column to blame."""
    return ItemDraft(
        occupation_id=_occupation_id(row["occupation_code"], row.get("occupation_name") or ""),
        industry_group_id=_group_id(row["industry_group"], groups),
        levels=_levels(row["levels"]),
        stars=_stars(row["stars"]),
        local_name=row.get("local_name") or "",
        demand_count=_demand(row.get("demand_count") or 0),
        note=row.get("note") or "",
    )


def draft_from(item: Item) -> ItemDraft:
    """Return what an item says now."""
    return ItemDraft(
        occupation_id=str(item.occupation_id),
        industry_group_id=str(item.industry_group_id),
        levels=tuple(item.levels),
        stars=item.stars,
        local_name=item.local_name,
        demand_count=item.demand_count,
        note=item.note,
    )


def item_rows(items: Iterable[Item]) -> Iterable[dict[str, Any]]:
    """Return items as rows of the sheet: what is exported can be imported again."""
    for item in items:
        yield {
            "occupation_code": item.occupation.code,
            "occupation_name": item.occupation.name,
            "local_name": item.local_name,
            "industry_group": item.industry_group.key,
            "levels": listed(labels(item.levels)),
            "stars": item.stars,
            "demand_count": item.demand_count,
            "note": item.note,
        }


def group_ids() -> dict[str, str]:
    """Keys of the industry groups in use → their ids."""
    return {group.key: str(group.pk) for group in IndustryGroup.objects.active()}


def _compared(draft: ItemDraft) -> dict[str, Any]:
    return {
        "occupation_id": draft.occupation_id,
        "industry_group_id": draft.industry_group_id,
        "level_values": draft.levels,
        "stars": draft.stars,
        "local_name": draft.local_name,
        "demand_count": draft.demand_count,
        "note": draft.note,
    }


def _occupation_id(code: str, name: str) -> str:
    found = resolve_occupation(code, title=name)
    if found is None:
        raise RuleBroken(
            _("职业分类里没有代码“%(code)s”。请核对，旧代码请同时填写职业名称。") % {"code": code},
            field="occupation_code",
        )
    return str(found.pk)


def _group_id(key: str, groups: Mapping[str, str]) -> str:
    if key not in groups:
        raise RuleBroken(_("没有“%(key)s”这个产业。请从列表中选择。") % {"key": key}, field="industry_group")
    return groups[key]


def _levels(text: str) -> tuple[str, ...]:
    try:
        found = parse_levels(text)
    except RuleBroken as error:
        raise RuleBroken(error.message, field="levels") from error
    if not found or not set(found) <= {level.value for level in RECOGNISED}:
        raise RuleBroken(_("本区只认定中级工至首席技师六个等级。请改正等级。"), field="levels")
    return tuple(found)


def _stars(number: int) -> int:
    if not 1 <= int(number) <= 5:
        raise RuleBroken(_("紧缺星级是 1 至 5 的整数。请改正。"), field="stars")
    return int(number)


def _demand(number: int) -> int:
    if not 0 <= int(number) <= 1_000_000:
        raise RuleBroken(_("需求人数应在 0 至 1000000 之间。请改正。"), field="demand_count")
    return int(number)
