"""Writing a workbook: typed cells, no text that can become a formula, one look."""

import datetime as dt
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from juxian.kit.excel.columns import Column

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What makes Excel take a text for a formula when somebody edits the cell; NFKC folds ＝＋－＠ into these.
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
LONGEST_CELL = 32_767  # characters, a limit of Excel
FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel's calendar has a day that never was
EXACT = 10**15
INK, GROUND, LINE, STOP = "#14324A", "#E8EEF3", "#C9D2DA", "#FBE9E7"
FONT = "Microsoft YaHei"


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook):
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        self.header: Format = book.add_format(
            {
                **base,
                "bold": True,
                "font_color": INK,
                "bg_color": GROUND,
                "border": 1,
                "border_color": LINE,
                "text_wrap": True,
            }
        )
        self.text: Format = book.add_format({**base, "num_format": "@"})
        self.inert: Format = book.add_format({**base, "num_format": "@", "quote_prefix": True})
        self.date: Format = book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"})
        self.instant: Format = book.add_format({**base, "num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.money: Format = book.add_format({**base, "num_format": "#,##0.00"})
        self.integer: Format = book.add_format({**base, "num_format": "0"})
        self.fault: Format = book.add_format({**base, "num_format": "@", "bg_color": STOP, "quote_prefix": True})
        self.wrapped: Format = book.add_format({**base, "text_wrap": True, "valign": "top"})


@contextmanager
def workbook(target: IO[bytes]) -> Iterator[tuple[Workbook, Formats]]:
    """Open a workbook that keeps one row in memory at a time and never guesses formulas, numbers or links."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
    }
    with tempfile.TemporaryDirectory(prefix="juxian-excel-") as folder:
        book = xlsxwriter.Workbook(target, {**options, "tmpdir": folder})
        try:
            yield book, Formats(book)
        except BaseException:
            for sheet in book.worksheets():  # each holds its rows in an open file until the book is closed
                sheet.row_data_fh.close()
            raise
        book.close()


def is_starter(text: str) -> bool:
    """Tell whether Excel would take this text for a formula once somebody edits or re-imports the cell."""
    return unicodedata.normalize("NFKC", text.lstrip(" \u3000")[:1]).startswith(STARTERS) or text[:1] in "\t\r\n"


def write_text(sheet: Worksheet, row: int, at: int, text: str, formats: Formats, look: Format | None = None) -> None:
    """Write text as text. Where it looks like a formula the cell carries Excel's own mark (the apostrophe that is not
    part of the value), so that it stays text even after an edit."""
    if len(text) > LONGEST_CELL:
        mark = _("……（内容过长，已截断）")
        text = text[: LONGEST_CELL - len(mark)] + mark
    sheet.write_string(row, at, text, look or (formats.inert if is_starter(text) else formats.text))


def write_value(sheet: Worksheet, row: int, at: int, value: Any, column: Column, formats: Formats) -> None:
    """Write a value of the platform as its column says."""
    if value is None or value == "":
        return
    if column.kind == "choice":
        write_text(sheet, row, at, column.options.get(str(value), str(value)), formats)
    elif isinstance(value, bool):
        write_text(sheet, row, at, _("是") if value else _("否"), formats)
    elif column.kind == "money":
        sheet.write_number(row, at, int(value) / 100, formats.money)
    elif column.kind == "month" and isinstance(value, dt.date):
        write_text(sheet, row, at, f"{value:%Y-%m}", formats)
    elif isinstance(value, dt.date):
        _write_date(sheet, row, at, value, formats)
    elif isinstance(value, int | float) and abs(value) < EXACT:
        sheet.write_number(row, at, value, formats.integer if isinstance(value, int) else None)
    else:
        write_text(sheet, row, at, str(value), formats)


def _write_date(sheet: Worksheet, row: int, at: int, value: dt.date, formats: Formats) -> None:
    """Write a day, or an instant as the clock in the district shows it."""
    if isinstance(value, dt.datetime):
        if timezone.is_aware(value):
            value = timezone.make_naive(value)
        look = formats.instant
    else:
        look = formats.date
    day = value.date() if isinstance(value, dt.datetime) else value
    if day < FIRST_DAY:
        write_text(sheet, row, at, day.isoformat(), formats)
    else:
        sheet.write_datetime(row, at, value, look)


def write_header(sheet: Worksheet, columns: list[Column], formats: Formats, *, stars: bool = False) -> None:
    """Write the headings, keep them in sight, set the widths."""
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.display_width)
        sheet.write_string(0, at, column.heading if stars else str(column.label), formats.header)
    sheet.set_row(0, 28)
    sheet.freeze_panes(1, 0)


def as_response(content: bytes, name: str) -> HttpResponse:
    """Return a workbook to be saved under this name."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
