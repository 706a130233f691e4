"""Registers and editions; the default is the dullest valid one."""

from datetime import date
from itertools import count
from typing import Any

from juxian.catalogue.levels import RECOGNISED
from juxian.catalogue.models import Edition, IndustryGroup, Item, Occupation, OccupationAlias, search_keys
from juxian.catalogue.queries import ItemDraft
from juxian.catalogue.states import EditionState

_numbers = count(1)
ALL_LEVELS = tuple(level.value for level in RECOGNISED)


def make_occupation(name: str = "焊工", code: str = "", **fields: Any) -> Occupation:
    code = code or f"6-18-{next(_numbers) // 99 + 10:02d}-{next(_numbers) % 99:02d}"
    return Occupation.objects.create(code=code, name=name, search_key=search_keys(code, name), **fields)


def make_alias(occupation: Occupation, **fields: Any) -> OccupationAlias:
    return OccupationAlias.objects.create(occupation=occupation, **fields)


def make_group(key: str = "machinery", name: str = "机械装备") -> IndustryGroup:
    return IndustryGroup.objects.get_or_create(key=key, defaults={"name": name})[0]


def make_edition(year: int = 2025, state: str = EditionState.DRAFT, **fields: Any) -> Edition:
    """An edition in any state, with what that state demands. Items go in before it is published."""
    edition = Edition.objects.create(year=year, title=f"{year} 年度目录", **fields)
    return edition if state == EditionState.DRAFT else put_into(edition, state)


def make_item(edition: Edition, occupation: Occupation | None = None, **fields: Any) -> Item:
    occupation = occupation or make_occupation()
    values = {"levels": list(ALL_LEVELS), "stars": 3, "industry_group": fields.pop("group", None) or make_group()}
    key = search_keys(occupation.code, occupation.name, fields.get("local_name", ""))
    return Item.objects.create(edition=edition, occupation=occupation, search_key=key, **{**values, **fields})


def put_into(edition: Edition, state: str, **fields: Any) -> Edition:
    """Put a draft into a later state, as the actions would have left it: opinions till the end of February."""
    year = edition.year
    edition.opinion_from_on, edition.opinion_until_on = date(year, 2, 1), date(year, 2, 28)
    if state in (EditionState.PUBLISHED, EditionState.ARCHIVED):
        edition.document_no, edition.published_on = f"集人社〔{year}〕8号", date(year, 3, 1)
    if state == EditionState.ARCHIVED:
        edition.archived_on = date(year, 12, 31)
    edition.state = state
    for name, value in fields.items():
        setattr(edition, name, value)
    edition.save()
    return edition


def make_draft(occupation: Occupation, **fields: Any) -> ItemDraft:
    values = {"industry_group_id": str(make_group().pk), "levels": ALL_LEVELS, "stars": 3}
    return ItemDraft(occupation_id=str(occupation.pk), **{**values, **fields})
