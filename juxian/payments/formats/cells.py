"""How one value stands in a bank's file, and how it is read back."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _t

from juxian.payments.formats.description import Cell

YUAN = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d{1,2})?|-?\d+(\.\d{1,2})?")
DATE = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})")


class Unfit(ValueError):
    """A value that is not of the kind that the format says; the text is a sentence for the officer."""


def as_text(cell: Cell, value: Any) -> str:
    """Return the value as the bank reads it, not yet padded."""
    if not cell.name:
        return cell.value
    if cell.kind == "yuan":
        return f"{Decimal(value) / 100:.2f}"
    if cell.kind == "date":
        return f"{value:%Y%m%d}"
    return str(value)


def padded(cell: Cell, value: Any, charset: str) -> bytes:
    """Return exactly `width` bytes: numbers with zeros before them, everything else with spaces behind it.

    Raises `ValueError` for what does not fit: a bank's file is never cut."""
    content = as_text(cell, value).encode(charset)
    if len(content) > cell.width:
        raise ValueError(f"{cell.name or cell.value}: {len(content)} bytes do not fit into {cell.width}")
    if cell.kind in {"number", "fen", "yuan"}:
        return content.rjust(cell.width, b"0")
    return content.ljust(cell.width, b" ")


def parsed(cell: Cell, text: str) -> Any:
    """Return what a cell of a reply says. Raises `Unfit`."""
    text = text.strip()
    if cell.kind == "text":
        return text
    if not text:
        raise Unfit(_t("“%(label)s”是空的") % {"label": cell.label or cell.name})
    return _PARSERS[cell.kind](cell, text)


def _whole(cell: Cell, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise _not(cell, text, _t("整数"))
    return int(text)


def _yuan(cell: Cell, text: str) -> int:
    if not YUAN.fullmatch(text):
        raise _not(cell, text, _t("以元为单位、最多两位小数的金额"))
    try:
        return int(Decimal(text.replace(",", "")) * 100)
    except InvalidOperation as error:  # pragma: no cover  (the pattern lets no such text through)
        raise _not(cell, text, _t("金额")) from error


def _date(cell: Cell, text: str) -> dt.date:
    found = DATE.fullmatch(text)
    try:
        return dt.date(*(int(part) for part in found.groups())) if found else _refuse_date(cell, text)
    except ValueError as error:
        raise _not(cell, text, _t("日期（如20250312）")) from error


def _refuse_date(cell: Cell, text: str) -> dt.date:
    raise _not(cell, text, _t("日期（如20250312）"))


def _not(cell: Cell, text: str, wanted: str) -> Unfit:
    places = {"label": cell.label or cell.name, "text": text[:40], "wanted": wanted}
    return Unfit(_t("“%(label)s”应是%(wanted)s，文件里是“%(text)s”") % places)


_PARSERS = {"number": _whole, "fen": _whole, "yuan": _yuan, "date": _date}
