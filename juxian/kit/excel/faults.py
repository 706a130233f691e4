"""The file that goes back to the person who filled it in: the unfit rows, each with its reason, ready to be corrected
and uploaded again."""

import io
from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from juxian.kit.excel.columns import Column
from juxian.kit.excel.reading import Fault, Reading, Source, content_of, raw_rows
from juxian.kit.excel.values import Cell, narrow
from juxian.kit.excel.writing import Formats, as_response, workbook, write_header, write_text
from juxian.kit.punctuation import labelled


def fault_file(
    original: Source,
    reading: Reading,
    columns: Sequence[Column],
    *,
    name: str = "",
    max_rows: int = 20_000,
    csv_rows: int = 0,
) -> HttpResponse:
    """Return a workbook with the faulty rows as they were filled in, unfit cells marked, reasons in the last column.

    Corrected, it can be uploaded as it is: the columns for the reason and the old row number are ignored on reading.
    """
    cells = raw_rows(content_of(original), max_rows=max_rows, csv_rows=csv_rows)
    by_row: dict[int, list[Fault]] = defaultdict(list)
    for fault in reading.faults:
        by_row[fault.row].append(fault)
    extra = [
        Column("_row", _("原表行号"), "integer", width=10),
        Column("_reason", _("问题"), width=80),
    ]
    target = io.BytesIO()
    with workbook(target) as (book, formats):
        sheet = book.add_worksheet(str(_("问题行")))
        write_header(sheet, [*columns, *extra], formats, stars=True)
        for line, number in enumerate(sorted(by_row), 1):
            row = cells[number - 1] if number <= len(cells) else []
            _write_row(sheet, line, row, by_row[number], columns, reading, formats)
    return as_response(target.getvalue(), name or str(_("问题行")))


def _write_row(
    sheet: Worksheet,
    line: int,
    row: list[Cell],
    faults: list[Fault],
    columns: Sequence[Column],
    reading: Reading,
    formats: Formats,
) -> None:
    """Write one row: cells as text, as they were; unfit ones marked and commented."""
    blamed = {fault.column: fault.message for fault in faults}
    for at, column in enumerate(columns):
        text = _shown(row, reading.letters.get(column.key, ""))
        look = formats.fault if column.key in blamed else None
        if text or look:
            write_text(sheet, line, at, text, formats, look)
        if column.key in blamed:
            sheet.write_comment(line, at, blamed[column.key], {"author": "", "x_scale": 2})
    sheet.write_number(line, len(columns), faults[0].row, formats.integer)
    reasons = [labelled(fault.label, fault.message) for fault in faults]
    write_text(sheet, line, len(columns) + 1, "\n".join(reasons), formats)


def _shown(row: list[Cell], place: str) -> str:
    """Return the cell under this column letter as text."""
    at = _index(place)
    cell = row[at] if at is not None and at < len(row) else None
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else narrow(cell)


def _index(place: str) -> int | None:
    """Return the index of a column letter (A → 0), None for no letter."""
    index = 0
    for sign in place:
        index = index * 26 + ord(sign) - 64
    return index - 1 if place else None
