"""Published lists as CSV: `juxian import occupations FILE`. Reads, checks each row, and says which rows are wrong.

A file is loaded all or nothing unless `partial` is set; loading the same file twice changes nothing.
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from juxian.catalogue import actions
from juxian.catalogue.actions.register import Listing, Loaded
from juxian.catalogue.forms.sheet import draft_of, group_ids
from juxian.catalogue.models import Industry, Occupation
from juxian.catalogue.queries import ItemDraft
from juxian.kit.errors import RuleBroken

Row = dict[str, Any]
INDUSTRY_LEVELS = {str(level.label): level.value for level in Industry.Level}
LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True)
class Fault:
    """A row that cannot be used. `line` counts as an editor does: the heading is line 1."""

    line: int
    message: str


@dataclass
class Report:
    """What became of a file."""

    register: str
    loaded: Loaded = field(default_factory=Loaded)
    faults: list[Fault] = field(default_factory=list)
    is_saved: bool = False


@dataclass(frozen=True)
class Importer:
    """How one register is read: its columns, what makes a row clean, and the action that loads it."""

    columns: tuple[str, ...]
    clean: Callable[[Row], Row]
    load: Callable[..., Loaded]
    subject: str
    unique: tuple[str, ...] = ("code",)


def import_file(
    register: str, path: Path, *, version: str = "", partial: bool = False, tick: Callable[[int], object] = int
) -> Report:
    """Load a CSV file into a register. `tick` is told how many rows are done, for a progress bar."""
    if register not in IMPORTERS:
        raise RuleBroken(
            _("没有“%(name)s”这份名录。可以导入：%(all)s。") % {"name": register, "all": "、".join(IMPORTERS)}
        )
    importer = IMPORTERS[register]
    report = Report(register)
    rows = list(_clean_rows(importer, path, report.faults))
    if report.faults and not partial:
        return report
    report.loaded = importer.load(version or importer.subject, listing=Listing(path.name, rows, tick))
    report.is_saved = True
    return report


def shortage_drafts(path: Path) -> list[ItemDraft]:
    """Read a list of items as the demo district ships it. Raises `RuleBroken` at the first row that is wrong."""
    groups = group_ids()
    columns = ("occupation_code", "industry_group", "levels", "stars")
    return [draft_of(row, groups) for _line, row in _raw_rows(path, columns)]


def count_rows(path: Path) -> int:
    """The length of a progress bar."""
    return sum(1 for _row in _raw_rows(path, ()))


def _clean_rows(importer: Importer, path: Path, faults: list[Fault]) -> Iterator[Row]:
    seen: dict[tuple, int] = {}
    for line, raw in _raw_rows(path, importer.columns):
        try:
            row = importer.clean(raw)
            key = tuple(row[name] for name in importer.unique)
            if key in seen:
                raise RuleBroken(_("与第 %(line)s 行重复。请只保留一行。") % {"line": seen[key]})
            seen[key] = line
            yield row
        except RuleBroken as error:
            faults.append(Fault(line, error.message))


def _raw_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    try:
        if path.stat().st_size > LARGEST:
            raise RuleBroken(_("文件“%(name)s”超过 20 MB，不像一份名录。请检查后再导入。") % {"name": path.name})
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in columns if name not in (reader.fieldnames or [])]
            if missing:
                raise RuleBroken(
                    _("文件缺少这些列：%(columns)s。请对照模板补上表头后再导入。") % {"columns": "、".join(missing)}
                )
            for raw in reader:
                yield reader.line_num, {key: (value or "").strip() for key, value in raw.items() if key}
    except OSError as error:
        raise RuleBroken(_("打不开文件“%(name)s”。请检查路径和读取权限。") % {"name": path.name}) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RuleBroken(
            _("文件“%(name)s”不是 UTF-8 编码的 CSV。请另存为 CSV UTF-8 后再导入。") % {"name": path.name}
        ) from error


def _required(row: Row, *names: str) -> None:
    for name in names:
        if not row.get(name):
            raise RuleBroken(_("“%(column)s”是空的。请补上。") % {"column": name})


def _code(row: Row, pattern: str, example: str) -> str:
    if not re.fullmatch(pattern, row["code"]):
        raise RuleBroken(_("代码“%(code)s”不符合格式，应像 %(example)s。") % {"code": row["code"], "example": example})
    return str(row["code"])


def _occupation(row: Row) -> Row:
    _required(row, "code", "name")
    clean = {"code": _code(row, r"\d-\d{2}-\d{2}-\d{2}", "6-18-02-04"), "name": row["name"]}
    if "mid_name" in row:  # a list without this column leaves the groups as they are
        clean["middle_group"] = row["mid_name"]
    return clean


def _occupation_group(row: Row) -> Row:
    _required(row, "code", "name")
    return {"code": _code(row, r"\d(-\d{2})?", "6-18"), "name": row["name"]}


def _alias(row: Row) -> Row:
    _required(row, "occupation_code")
    if not (row["code"] or row["title"]):
        raise RuleBroken(_("旧代码和别名都是空的。请至少填写一项。"))
    occupation = Occupation.objects.filter(code=row["occupation_code"]).order_by("-version").first()
    if occupation is None:
        raise RuleBroken(_("职业代码“%(code)s”不在职业分类中。请先导入职业分类。") % {"code": row["occupation_code"]})
    return {
        "occupation_id": occupation.pk,
        "code": row["code"],
        "title": row["title"],
        "source": row.get("source", ""),
        "valid_from": _day(row["valid_from"]),
        "valid_until": _day(row["valid_until"]),
    }


def _industry(row: Row) -> Row:
    _required(row, "code", "name", "level")
    if row["level"] not in INDUSTRY_LEVELS:
        raise RuleBroken(_("层级“%(level)s”不对，应是门类、大类、中类或小类。") % {"level": row["level"]})
    return {
        "code": _code(row, r"[A-T](\d{2,4})?", "C3311"),
        "name": row["name"],
        "level": INDUSTRY_LEVELS[row["level"]],
        "parent_code": row["parent_code"],
    }


def _division(row: Row) -> Row:
    _required(row, "code", "name")
    code = _code(row, r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", "350211001")
    parent = {2: "", 4: code[:2], 6: code[:4], 9: code[:6], 12: code[:9]}[len(code)]
    return {"code": code, "name": row["name"], "parent_code": parent}


def _major(row: Row) -> Row:
    _required(row, "code", "name", "level")
    return {
        "code": _code(row, r"\d{6}(T|K|TK)?", "080202"),
        "name": row["name"],
        "category": row.get("category", ""),
        "level": row["level"],
    }


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RuleBroken(_("日期“%(day)s”不存在或写法不对，应像 2020-01-31。") % {"day": text}) from error


IMPORTERS = {
    "occupations": Importer(("code", "name"), _occupation, actions.load_occupations, "2022"),
    "occupation_groups": Importer(("code", "name"), _occupation_group, actions.load_occupation_groups, "2022"),
    "aliases": Importer(
        ("code", "title", "occupation_code", "valid_from", "valid_until"),
        _alias,
        actions.load_aliases,
        "",
        ("occupation_id", "code", "title"),
    ),
    "industries": Importer(("code", "name", "level", "parent_code"), _industry, actions.load_industries, "2017"),
    "divisions": Importer(("code", "name"), _division, actions.load_divisions, "GB/T 2260"),
    "majors": Importer(("code", "name", "level"), _major, actions.load_majors, "", ("code", "level")),
}
