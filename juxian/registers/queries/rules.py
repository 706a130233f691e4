"""What must hold within one row, register by register. Each rule yields the column to blame and one sentence."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _t

Values = Mapping[str, Any]
Flaw = tuple[str, str]
FIRST_YEAR = 2000  # of wage guidance; the city publishes it since then
MOST_MONTHS = 12  # of one payment of rent


def faults_of_values(register: str, row: dict[str, Any], today: dt.date) -> list[Flaw]:
    """Return every flaw of the row. Empty cells get the value that the table keeps for them."""
    fill(row)
    return list(RULES[register](row, today)) if register in RULES else []


def fill(row: dict[str, Any]) -> None:
    """An empty yes-or-no means no, an empty text is no text."""
    for name, value in row.items():
        if value is None and name.startswith("is_"):
            row[name] = False
        elif value is None and name in ("employer", "employer_name", "account_tail"):
            row[name] = ""


def _contract(row: Values, today: dt.date) -> Iterator[Flaw]:
    if row["is_open_ended"] and row["until_on"]:
        yield (
            "until_on",
            _t("无固定期限合同没有合同止。请删去合同止，或改为有期限；已解除的填解除日期、不填无固定期限。"),
        )
    if not row["is_open_ended"] and row["until_on"] is None:
        yield "until_on", _t("有期限的合同要填合同止；没有期限的，请在“无固定期限”填“是”。")
    yield from _in_order(row, "from_on", "until_on")


def _employer(row: Values, today: dt.date) -> Iterator[Flaw]:
    if row["from_on"] is None and row["until_on"]:
        yield "from_on", _t("填了在区止，也要填在区起。")
    yield from _in_order(row, "from_on", "until_on")


def _rent(row: Values, today: dt.date) -> Iterator[Flaw]:
    if not 1 <= row["months"] <= MOST_MONTHS:
        yield "months", _t("补贴月数应在 1 到 12 之间。请核对。")
    if not re.fullmatch(r"[1-9]\d{5}", row["division"]):
        yield "division", _t("应为六位行政区划代码，例如集美区 350211。")
    if row["account_tail"] and not re.fullmatch(r"\d{4}", row["account_tail"]):
        yield "account_tail", _t("应为四位数字。请把单元格设为文本，只填账号后四位。")


def _dishonesty(row: Values, today: dt.date) -> Iterator[Flaw]:
    yield from _not_ahead(row, "listed_on", today)
    yield from _in_order(row, "listed_on", "removed_on")


def _scheme(row: Values, today: dt.date) -> Iterator[Flaw]:
    yield from _not_ahead(row, "qualified_on", today)
    yield from _in_order(row, "qualified_on", "ended_on")


def _end(row: Values, today: dt.date) -> Iterator[Flaw]:
    if row["kind"] == "death":
        yield from _not_ahead(row, "happened_on", today)


def _wage(row: Values, today: dt.date) -> Iterator[Flaw]:
    if not FIRST_YEAR <= row["year"] <= today.year:
        yield "year", _t("年度应在 2000 到今年之间。请核对。")


def _in_order(row: Values, first: str, last: str) -> Iterator[Flaw]:
    if row[first] and row[last] and row[last] < row[first]:
        yield last, _t("早于开始的日期。请核对这两个日期。")


def _not_ahead(row: Values, name: str, today: dt.date) -> Iterator[Flaw]:
    if row[name] and row[name] > today:
        yield name, _t("这个日期还没有到。请核对。")


RULES: dict[str, Callable[[Values, dt.date], Iterator[Flaw]]] = {
    "contract": _contract,
    "employer": _employer,
    "rent": _rent,
    "scheme": _scheme,
    "dishonesty": _dishonesty,
    "end": _end,
    "wage": _wage,
}
