"""Reading a sheet that a person filled in: fit rows as dictionaries, everything else as faults with row and column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from juxian.kit.errors import RuleBroken
from juxian.kit.excel.columns import Column, letter, plain_heading, version_of
from juxian.kit.excel.container import LARGEST, check_workbook, damaged, too_complex, too_many_rows
from juxian.kit.excel.csv_text import LARGEST_CSV, csv_cells, is_csv
from juxian.kit.excel.values import Cell, Unfit, is_empty, parse
from juxian.kit.jail import JailBroken, run_jailed
from juxian.kit.punctuation import listed

CHILD = Path(__file__).with_name("child.py")
SECONDS, MEGABYTES = 20, 1024
HEADER_WITHIN = 10  # rows; above the header there may be a title
MOST_FAULTS = 20_000
TEMPLATE_MARK = "juxian-template:"


# Bytes, an open file (an uploaded one too), or a `kit.Upload`, which reads as a whole.
Source = Any


@dataclass(frozen=True)
class Fault:
    """One unfit cell. `row` as Excel counts; `letter` of its column in the file, empty where no cell is to blame."""

    row: int
    column: str
    value: str
    message: str
    label: str = ""
    letter: str = ""

    def __str__(self) -> str:
        place = self.label
        if self.letter:
            place = _("%(letter)s 列（%(label)s）") % {"letter": self.letter, "label": self.label}
        return _("第 %(row)d 行%(place)s：%(message)s") % {"row": self.row, "place": place, "message": self.message}


@dataclass
class Reading:
    """What a sheet gave. `by_number` maps a row's number in Excel to its values; only rows without fault are in it."""

    by_number: dict[int, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)  # column key → letter in the file
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(self.by_number.values())

    @property
    def faulty_numbers(self) -> list[int]:
        return sorted({fault.row for fault in self.faults})

    @property
    def notes(self) -> list[dict[str, Any]]:
        """The faults as a row may keep them: places and sentences in the order of the file, not what was written."""
        names = ("row", "column", "label", "letter", "message")
        found = sorted(self.faults, key=lambda fault: fault.row)
        return [{name: getattr(fault, name) for name in names} for fault in found]

    def blame(self, notes: list[dict[str, Any]]) -> "Reading":
        """Put the faults that were noted before in place of those found now, for the file that goes back."""
        self.faults = [Fault(value="", **note) for note in notes]
        return self

    def refuse(self, number: int, column: str, message: str) -> None:
        """Take a row out because a rule of the domain does not hold; `column` is the key of the cell to blame or ""."""
        row = self.by_number.pop(number, {})
        value = row.get(column)
        shown = "" if value is None else str(value)
        self.faults.append(
            Fault(number, column, shown, message, self.labels.get(column, ""), self.letters.get(column, ""))
        )


def read_rows(file: Source, columns: Sequence[Column], *, max_rows: int = 20_000, csv_rows: int = 0) -> Reading:
    """Read the first visible sheet. Raises `RuleBroken` where the file as a whole cannot be used.

    The header is found by the columns' labels within the first ten rows; order and further columns do not matter.
    With `csv_rows`, a CSV file of up to so many rows is welcome too.
    """
    content = content_of(file)
    if csv_rows and is_csv(content):
        max_rows = csv_rows
    sheet, marks = _sheet(content, max_rows, is_csv_welcome=bool(csv_rows))
    start, places = _header(sheet, columns, marks)
    reading = Reading(
        letters={key: letter(index) for key, index in places.items()},
        labels={column.key: str(column.label) for column in columns},
    )
    filled = [(number, row) for number, row in enumerate(sheet[start:], start + 1) if not all(map(is_empty, row))]
    if len(filled) > max_rows:
        raise too_many_rows(max_rows)
    if not filled:
        raise RuleBroken(_("表格里只有表头，没有数据。请填写后再上传。"))
    for number, row in filled:
        _read_row(reading, number, row, columns, places)
    return reading


def content_of(file: Source) -> bytes:
    """Return the bytes of an upload, an open file or bytes; one byte more than allowed is enough to refuse."""
    if isinstance(file, bytes):
        return file
    if hasattr(file, "seek"):
        file.seek(0)
        return file.read(max(LARGEST, LARGEST_CSV) + 1)
    return file.read()


def raw_rows(content: bytes, *, max_rows: int = 20_000, csv_rows: int = 0) -> list[list[Cell]]:
    """Return the cells of the first visible sheet (or of a CSV) as they are."""
    is_long = bool(csv_rows) and is_csv(content)
    return _sheet(content, csv_rows if is_long else max_rows, is_csv_welcome=is_long)[0]


def _sheet(content: bytes, max_rows: int, *, is_csv_welcome: bool) -> tuple[list[list[Cell]], list[str]]:
    """Return the cells of the file, and the marks of the template that it was made from."""
    if is_csv_welcome and is_csv(content):
        return [list(row) for row in csv_cells(content, max_rows=max_rows)], []
    check_workbook(content, max_rows=max_rows)
    return _cells(content, max_rows)


def _cells(content: bytes, max_rows: int) -> tuple[list[list[Cell]], list[str]]:
    """Return the cells of the first visible sheet, and the first cells of the hidden ones."""
    most = str(max_rows + HEADER_WITHIN + 2)
    try:
        answer = run_jailed(CHILD, content, seconds=SECONDS, megabytes=MEGABYTES, arguments=(most,))
    except JailBroken as error:
        raise too_complex() from error
    if answer["rows"] is None:
        raise damaged()
    return answer["rows"], answer["marks"]


def _header(sheet: list[list[Cell]], columns: Sequence[Column], marks: list[str]) -> tuple[int, dict[str, int]]:
    """Return the index of the first row after the header, and where each column stands."""
    wanted = {plain_heading(column.label): column for column in columns}
    candidates = [[plain_heading(cell) if cell is not None else "" for cell in row] for row in sheet[:HEADER_WITHIN]]
    best = max(range(len(candidates)), key=lambda at: len(wanted.keys() & set(candidates[at])), default=None)
    found = candidates[best] if best is not None else []
    missing = [str(column.label) for name, column in wanted.items() if column.required and name not in found]
    if missing or not wanted.keys() & set(found):
        raise _missing(missing or [str(column.label) for column in columns], columns, marks)
    twice = [str(wanted[name].label) for name, count in Counter(found).items() if name in wanted and count > 1]
    if twice:
        raise RuleBroken(
            _("表头重复：%(labels)s。同一列只能出现一次，请删除多余的列后再上传。") % {"labels": "、".join(twice)}
        )
    return (best or 0) + 1, {wanted[name].key: at for at, name in enumerate(found) if name in wanted}


def _missing(labels: list[str], columns: Sequence[Column], marks: list[str]) -> RuleBroken:
    """Say which columns are missing; if the file was made from another template, say that."""
    shown = listed(labels)
    ours = [mark for mark in marks if mark.startswith(TEMPLATE_MARK)]
    if ours and version_of(columns) not in ours:
        return RuleBroken(
            _("这份模板已不是最新版（缺少：%(labels)s）。请重新下载模板，把数据粘贴进去再上传。") % {"labels": shown}
        )
    return RuleBroken(_("表头缺少：%(labels)s。请下载模板，按模板的表头填写后再上传。") % {"labels": shown})


def _read_row(
    reading: Reading, number: int, row: list[Cell], columns: Sequence[Column], places: dict[str, int]
) -> None:
    """Add one row to the reading, as values or as faults."""
    values: dict[str, Any] = {}
    fit = True
    for column in columns:
        at = places.get(column.key)
        cell = row[at] if at is not None and at < len(row) else None
        try:
            values[column.key] = parse(cell, column)
        except Unfit as unfit:
            fit = False
            _add_fault(reading, number, column, cell, str(unfit))
    if fit:
        reading.by_number[number] = values


def _add_fault(reading: Reading, number: int, column: Column, cell: Cell, message: str) -> None:
    if len(reading.faults) >= MOST_FAULTS:
        raise RuleBroken(_("几乎每一行都有问题，可能用错了模板。请核对表头与内容，先改好前几行再试。"))
    shown = "" if cell is None else str(cell)[:200]
    place = reading.letters.get(column.key, "")
    reading.faults.append(Fault(number, column.key, shown, message, str(column.label), place))
