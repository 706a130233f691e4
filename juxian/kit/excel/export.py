"""The one way out: a list as a workbook."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from xlsxwriter.worksheet import Worksheet

from juxian.kit.excel.columns import Column
from juxian.kit.excel.writing import Formats, as_response, workbook, write_header, write_value

IN_MEMORY = 8 * 1024 * 1024  # bytes; a larger workbook is put together on disk
MOST_ROWS = 1_048_575  # a limit of Excel, less the header
NOT_IN_A_SHEET_NAME = "[]:*?/\\'"
Rows = Iterable[Mapping[str, Any] | Any]


def export_rows(name: str, columns: Sequence[Column], rows: Rows) -> HttpResponse:
    """Return the rows as `name`.xlsx. Rows are mappings by key or objects with attributes; give an iterator
    (`queryset.iterator()`) and only one row is in memory at a time.

    The workbook is complete before the first byte is sent: what goes wrong midway is an error page and no torn file.
    """
    return as_response(export_bytes(columns, rows), name)


def export_bytes(columns: Sequence[Column], rows: Rows) -> bytes:
    """Return the workbook itself. Raises `ValueError` beyond Excel's 1,048,575 rows."""
    return _book([("", columns, rows)])


def export_sheets(name: str, sheets: Iterable[tuple[str, Sequence[Column], Rows]]) -> HttpResponse:
    """Return several lists, each (title, columns, rows), as the sheets of `name`.xlsx."""
    return as_response(_book(sheets), name)


def _book(sheets: Iterable[tuple[str, Sequence[Column], Rows]]) -> bytes:
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as target:
        with workbook(target) as (book, formats):  # type: ignore[arg-type]
            for title, columns, rows in sheets:
                _write(book.add_worksheet(_sheet_name(title)), columns, rows, formats)
        target.seek(0)
        return target.read()


def _write(sheet: Worksheet, columns: Sequence[Column], rows: Rows, formats: Formats) -> None:
    write_header(sheet, list(columns), formats)
    number = 0
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise ValueError("more rows than Excel can hold")
        for at, column in enumerate(columns):
            write_value(sheet, number, at, _value(row, column.key), column, formats)
    sheet.autofilter(0, 0, number, max(len(columns) - 1, 0))


def _sheet_name(title: str) -> str | None:
    """Excel refuses some characters and more than 31; no title gives Excel's own name."""
    return "".join(one for one in title if one not in NOT_IN_A_SHEET_NAME)[:31] or None


def _value(row: Any, key: str) -> Any:
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)
