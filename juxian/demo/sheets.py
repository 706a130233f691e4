"""Workbooks as people fill them in by hand."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.base import ContentFile
from xlsxwriter import Workbook


def sheet(headings: Iterable[str], rows: Iterable[Sequence[Any]], name: str) -> ContentFile:
    """One page: the headings, then a line a row; days are days."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        day, page = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_worksheet()
        page.write_row(0, 0, headings)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _write(page, line, column, value, day)
    return ContentFile(content.getvalue(), name=name)


def _write(page: Any, line: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, dt.date):
        page.write_datetime(line, column, value, day)
    elif value is not None:
        page.write(line, column, value)
