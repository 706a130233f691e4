"""The one way out: a list as a workbook."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from juxian.kit.excel.columns import Column
from juxian.kit.excel.writing import as_response, workbook, write_header, write_value

IN_MEMORY = 8 * 1024 * 1024  # bytes; a larger workbook is put together on disk
MOST_ROWS = 1_048_575  # a limit of Excel, less the header


def export_rows(name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any] | Any]) -> HttpResponse:
    """Return the rows as `name`.xlsx. Rows are mappings by key or objects with attributes; give an iterator
    (`queryset.iterator()`) and only one row is in memory at a time.

    The workbook is complete before the first byte is sent: what goes wrong midway is an error page and no torn file.
    """
    return as_response(export_bytes(columns, rows), name)


def export_bytes(columns: Sequence[Column], rows: Iterable[Mapping[str, Any] | Any]) -> bytes:
    """Return the workbook itself. Raises `ValueError` beyond Excel's 1,048,575 rows."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as target:
        with workbook(target) as (book, formats):  # type: ignore[arg-type]
            sheet = book.add_worksheet()
            write_header(sheet, list(columns), formats)
            number = 0
            for number, row in enumerate(rows, 1):
                if number > MOST_ROWS:
                    raise ValueError("more rows than Excel can hold")
                for at, column in enumerate(columns):
                    write_value(sheet, number, at, _value(row, column.key), column, formats)
            sheet.autofilter(0, 0, number, max(len(columns) - 1, 0))
        target.seek(0)
        return target.read()


def _value(row: Any, key: str) -> Any:
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)
