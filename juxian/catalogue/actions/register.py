"""Loading the published lists. Rows are matched by their code, so the same list twice changes nothing; a row that the
list no longer has stays, because old records point at it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from juxian.catalogue.models import Division, Industry, Major, Occupation, OccupationAlias, search_keys
from juxian.kit.actions import system_action
from juxian.kit.identifiers import uuid7

CHUNK = 500


@dataclass(frozen=True)
class Listing:
    """Clean rows of a file. The record keeps the file's name, not its rows."""

    name: str
    rows: Sequence[dict[str, Any]]
    tick: Callable[[int], object] = int


@dataclass
class Loaded:
    """How many rows were new, changed, or there already."""

    new: int = 0
    changed: int = 0
    same: int = 0


@system_action(gettext_lazy("导入职业分类"))
def load_occupations(version: str, *, listing: Listing) -> Loaded:
    """Rows have code, name and perhaps middle_group."""
    rows = [{**row, "version": version} for row in listing.rows]
    return _upsert(Occupation, rows, ("version", "code"), listing)


@system_action(gettext_lazy("导入职业大类和中类名称"))
def load_occupation_groups(version: str, *, listing: Listing) -> Loaded:
    """Rows have code (`6` or `6-18`) and name; the occupations below take the name over."""
    done = Loaded()
    for row in listing.rows:
        column = "middle_group" if "-" in row["code"] else "major_group"
        members = Occupation.objects.filter(version=version, code__startswith=row["code"] + "-")
        changed = members.exclude(**{column: row["name"]}).update(**{column: row["name"]})
        done.changed, done.same = done.changed + bool(changed), done.same + (not changed)
        listing.tick(1)
    return done


@system_action(gettext_lazy("导入职业旧代码和别名"))
def load_aliases(source: str, *, listing: Listing) -> Loaded:
    """Rows have occupation_id, code, title, source, valid_from and valid_until."""
    return _upsert(OccupationAlias, listing.rows, ("occupation_id", "code", "title"), listing)


@system_action(gettext_lazy("导入国民经济行业分类"))
def load_industries(version: str, *, listing: Listing) -> Loaded:
    """Rows have code, name, level and parent_code."""
    rows = [{**row, "version": version} for row in listing.rows]
    return _upsert_tree(Industry, rows, ("version", "code"), listing)


@system_action(gettext_lazy("导入行政区划"))
def load_divisions(source: str, *, listing: Listing) -> Loaded:
    """Rows have code, name and parent_code."""
    return _upsert_tree(Division, listing.rows, ("code",), listing)


@system_action(gettext_lazy("导入专业目录"))
def load_majors(source: str, *, listing: Listing) -> Loaded:
    """Rows have code, name, category and level."""
    return _upsert(Major, listing.rows, ("code", "level"), listing)


def _upsert_tree(
    model: type[models.Model], rows: Sequence[dict[str, Any]], keys: tuple[str, ...], listing: Listing
) -> Loaded:
    """Parents before children: a parent's code is always shorter."""
    total = Loaded()
    for length in sorted({len(row["code"]) for row in rows}):
        parents = dict(model._default_manager.values_list("code", "id"))
        layer = [_with_parent(row, parents) for row in rows if len(row["code"]) == length]
        done = _upsert(model, layer, keys, listing)
        total = Loaded(total.new + done.new, total.changed + done.changed, total.same + done.same)
    return total


def _with_parent(row: dict[str, Any], parents: dict[str, Any]) -> dict[str, Any]:
    values = {key: value for key, value in row.items() if key != "parent_code"}
    return {**values, "parent_id": parents.get(row["parent_code"])}


def _upsert(
    model: type[models.Model], rows: Sequence[dict[str, Any]], keys: tuple[str, ...], listing: Listing
) -> Loaded:
    """Write in chunks what is new or different."""
    done = Loaded()
    for start in range(0, len(rows), CHUNK):
        chunk = [_searchable(model, row) for row in rows[start : start + CHUNK]]
        known = _known(model, chunk, keys)
        fresh = [row for row in chunk if _key(row, keys) not in known]
        changed = [row for row in chunk if _key(row, keys) in known and _differs(known[_key(row, keys)], row)]
        _write(model, fresh + changed, keys)
        done.new, done.changed = done.new + len(fresh), done.changed + len(changed)
        done.same += len(chunk) - len(fresh) - len(changed)
        listing.tick(len(chunk))
    return done


def _write(model: type[models.Model], rows: Sequence[dict[str, Any]], keys: tuple[str, ...]) -> None:
    if not rows:
        return
    values = [name for name in rows[0] if name not in keys]
    model._default_manager.bulk_create(
        [model(id=uuid7(), **row) for row in rows],
        update_conflicts=True,
        unique_fields=[_field(name) for name in keys],
        update_fields=[_field(name) for name in values],
    )


def _searchable(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    if not hasattr(model, "search_key"):
        return row
    return {**row, "search_key": search_keys(row["code"], row["name"])}


def _known(model: type[models.Model], rows: Sequence[dict[str, Any]], keys: tuple[str, ...]) -> dict[tuple, Any]:
    codes = {row["code"] for row in rows}
    found = model._default_manager.filter(code__in=codes)
    return {tuple(getattr(one, name) for name in keys): one for one in found}


def _key(row: dict[str, Any], keys: tuple[str, ...]) -> tuple:
    return tuple(row[name] for name in keys)


def _differs(known: Any, row: dict[str, Any]) -> bool:
    return any(getattr(known, name) != value for name, value in row.items())


def _field(column: str) -> str:
    return column.removesuffix("_id")
