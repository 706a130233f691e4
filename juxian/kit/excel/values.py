"""From a cell as people fill it in to the value that the platform keeps. One small function per kind of column.

Tolerant where the meaning is plain (full-width digits, stray spaces, 2023/4/5), strict where it is not: a number of
seventeen digits that Excel has rounded, or a month written as the number 2023.1.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from juxian.kit import codes
from juxian.kit.errors import RuleBroken
from juxian.kit.excel.columns import Column
from juxian.kit.punctuation import listed

Cell = str | int | float | bool | None
EXACT = 10**15  # Excel keeps fifteen digits of a number
EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's calendar, from March 1900 on
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_FEN = 10**13
DAY = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"  # untranslated: typed
)
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")  # untranslated: what people type
ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})(e[+-]?\d{1,2})?", re.IGNORECASE)
COMPACT_MONTH = re.compile(r"(\d{4})(\d{2})")
YES = {"是", "有", "对", "true", "yes", "y", "1", "√", "✓"}  # untranslated: what people type
NO = {"否", "无", "没有", "false", "no", "n", "0", "×", "✗", "x"}  # untranslated: what people type
SHOWN_CHOICES = 8


class Unfit(Exception):
    """The cell does not fit its column; the message says why and what to write."""


def parse(value: Cell, column: Column) -> Any:
    """Return the cell's value, None if it is empty. Raises `Unfit` with the message for the person who filled it in."""
    if is_empty(value):
        if column.required:
            raise Unfit(_("没有填写，这一列必填。"))
        return None
    if isinstance(value, str) and ERROR.fullmatch(value):
        raise Unfit(_("公式结果出错（%(error)s）。请改正公式，或直接填写内容。") % {"error": value})
    return PARSERS[column.kind](value, column)


def is_empty(value: Cell) -> bool:
    return value is None or (isinstance(value, str) and not clean_text(value))


def clean_text(text: str) -> str:
    """Return the text without invisible signs and outer spaces; line breaks and tabs inside stay as they are."""
    if text.isprintable():
        return text.strip()
    kept = (sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign in "\n\t" or _is_visible(sign))
    return "".join(kept).strip()


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs")


def narrow(value: Cell) -> str:
    """Return a cell as half-width text; a whole number without its ".0"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        value = f"{value:.0f}" if float(value).is_integer() else f"{value:.15g}"  # as Excel shows it
    text = clean_text(str(value))
    return text if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _refuse_rounded(value: Cell) -> None:
    """A long number typed into a number cell has lost its end; nobody can tell what it was."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= EXACT:
        raise Unfit(_("被 Excel 当成数字保存，末尾几位已丢失。请把单元格设为“文本”格式后重新填写。"))


def _text(value: Cell, column: Column) -> str:
    _refuse_rounded(value)
    text = clean_text(value) if isinstance(value, str) else narrow(value)
    if len(text) > column.longest:
        raise Unfit(
            _("共 %(length)d 个字，最多 %(most)d 个字。请精简后再填。") % {"length": len(text), "most": column.longest}
        )
    return text


def _code(check: Callable[[str], str]) -> Callable[[Cell, Column], str]:
    """Make the parser of a number with a check of its own. What the check says, the person reads."""

    def parse_code(value: Cell, column: Column) -> str:
        _refuse_rounded(value)
        try:
            return check(narrow(value).lstrip("'"))
        except RuleBroken as error:
            raise Unfit(error.message) from error

    return parse_code


def _decimal(value: Cell) -> Decimal:
    text = narrow(value).replace(",", "").replace("¥", "").replace("元", "").strip()  # untranslated: what people type
    if isinstance(value, bool) or not NUMBER.fullmatch(text):
        raise Unfit(_("不是数字。请只填数字，例如 1200。"))
    return Decimal(text)


def _integer(value: Cell, column: Column) -> int:
    number = _decimal(value)
    if number != number.to_integral_value():
        raise Unfit(_("应为整数，不能有小数。"))
    if abs(number) >= EXACT:
        raise Unfit(_("数字过大（超过 15 位）。请核对。"))
    return int(number)


def _money(value: Cell, column: Column) -> int:
    """Yuan in the cell, fen in the platform."""
    fen = _decimal(value) * 100
    if not 0 <= fen < MOST_FEN:
        raise Unfit(_("金额应在 0 到 1000 亿元之间。"))
    if fen != fen.to_integral_value():
        raise Unfit(_("金额最多两位小数（精确到分）。"))
    return int(fen)


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        found = dt.date(year, month, day)
    except ValueError as error:
        raise Unfit(_("没有这一天。请核对年、月、日。")) from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unfit(_("年份应在 1900 到 2100 之间。请核对。"))
    return found


def _serial(value: Cell) -> dt.date | None:
    """Return the day that a number means in Excel's calendar, if it is plausibly one (1927 to 2100)."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 10_000 <= value < 73_415:
        return EPOCH + dt.timedelta(days=int(value))
    return None


def _date(value: Cell, column: Column) -> dt.date:
    day = _serial(value)
    if day is not None:
        return day
    text = narrow(value)
    match = DAY.fullmatch(text.replace(" 年", "年")) or COMPACT_DAY.fullmatch(text)  # untranslated: what people type
    if match is None:
        raise Unfit(_("不是日期。请写成 2025-03-12 的样子。"))
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _month(value: Cell, column: Column) -> dt.date:
    if isinstance(value, float) and not value.is_integer():
        raise Unfit(_("分不清是哪个月（1 月还是 10 月）。请把单元格设为“文本”，写成 2025-03 的样子。"))
    day = _serial(value)
    if day is not None:
        return day.replace(day=1)
    text = narrow(value)
    match = MONTH.fullmatch(text) or COMPACT_MONTH.fullmatch(text) or DAY.fullmatch(text)
    if match is None:
        raise Unfit(_("不是月份。请写成 2025-03 的样子。"))
    return _day(int(match[1]), int(match[2]), 1)


def _choice(value: Cell, column: Column) -> str:
    found = column.choice_of(narrow(value))
    if found is not None:
        return found
    pairs = column.choices.items() if isinstance(column.choices, Mapping) else column.choices
    shown = listed(label for _value, label in islice(pairs, SHOWN_CHOICES))
    more = _("……") if len(column.choices) > SHOWN_CHOICES else ""
    raise Unfit(_("不在可选范围内。可填：%(choices)s。") % {"choices": shown + more})


def _boolean(value: Cell, column: Column) -> bool:
    word = narrow(value).casefold()
    if word in YES or word in NO:
        return word in YES
    raise Unfit(_("请填“是”或“否”。"))


PARSERS: dict[str, Callable[[Cell, Column], Any]] = {
    "text": _text,
    "integer": _integer,
    "money": _money,
    "date": _date,
    "month": _month,
    "choice": _choice,
    "boolean": _boolean,
    "mobile": _code(codes.check_mobile),
    "identity": _code(lambda text: codes.check_identity_number(text).number),
    "uscc": _code(codes.check_uscc),
}
