"""Reading what a bank sends back. A file that is not whole or not of this format is refused with one sentence."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _t

from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, read_rows
from juxian.payments.formats.cells import Unfit, parsed
from juxian.payments.formats.description import BankFormat, Cell, FileLayout, Record

LARGEST = 30 * 1024 * 1024  # bytes
WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True)
class ReadLine:
    """What the bank says of one payment. `row` as an editor counts."""

    row: int
    payment_number: str
    amount_fen: int
    result: str
    message: str = ""
    bank_reference: str = ""
    booked_on: date | None = None
    account_number: str = ""


def read_reply(form: BankFormat, kind: str, content: bytes) -> list[ReadLine]:
    """Return the lines of a return file ("return") or a statement ("statement"). Raises `RuleBroken`."""
    layout = form.replies.get(kind)
    if layout is None:
        raise RuleBroken(_t("“%(title)s”没有这种文件的格式说明。请换一种格式，或先接入。") % {"title": form.title})
    if not content.strip():
        raise RuleBroken(_t("这个文件是空的。请确认银行发来的文件后重新选择。"))
    if len(content) > LARGEST:
        raise RuleBroken(_t("文件超过30 MB，银行的回复不会这么大。请确认选对了文件。"))
    head, rows = _READERS[layout.layout](form, layout, content)
    lines = [_line(form, row, values) for row, values in rows]
    _check_sums(head, [line.amount_fen for line in lines])
    return lines


def read_payments(form: BankFormat, content: bytes) -> list[tuple[str, int]]:
    """Read a payment file that we wrote: (payment number, fen) of each line. What we sealed is thus read back by the
    same rules by which the bank reads it. Raises `RuleBroken`."""
    layout = form.payments
    head, rows = _READERS[layout.layout](form, layout, content)
    found = [(values["payment_number"], values["amount_fen"]) for _row, values in rows]
    _check_sums(head, [amount for _number, amount in found])
    return found


def _line(form: BankFormat, row: int, values: Mapping[str, Any]) -> ReadLine:
    code = values.get("result", "")
    if code not in form.results:
        raise _refused(form, row, _t("结果代码“%(code)s”不在格式说明里") % {"code": code[:20]})
    known = {name: value for name, value in values.items() if name in ReadLine.__dataclass_fields__}
    message = values.get("message") or form.messages.get(code, "")
    return ReadLine(**{**known, "row": row, "result": form.results[code], "message": message[:200]})


def _check_sums(head: Mapping[str, Any], amounts: Sequence[int]) -> None:
    """A file that was cut on its way says of itself more than it holds."""
    for name, found in (("count", len(amounts)), ("total_fen", sum(amounts))):
        told = head.get(name, found)
        if told != found:
            shown = (told, found) if name == "count" else (f"{told / 100:.2f}", f"{found / 100:.2f}")
            unit = _t("笔") if name == "count" else _t("元")
            raise RuleBroken(
                _t("文件写明共%(told)s%(unit)s，实际有%(found)s%(unit)s，可能没有传完。请向银行重新取这份文件。")
                % {"told": shown[0], "found": shown[1], "unit": unit}
            )


Rows = list[tuple[int, dict[str, Any]]]


def _fixed(form: BankFormat, layout: FileLayout, content: bytes) -> tuple[dict[str, Any], Rows]:
    lines = [line.removesuffix(b"\r") for line in content.removesuffix(b"\x1a").split(b"\n")]
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    head: dict[str, Any] = {}
    if layout.header:
        head.update(_cut(form, layout.header, *numbered.pop(0)))
    if layout.trailer:
        if not numbered:
            raise _refused(form, 1, _t("没有结尾行"))
        head.update(_cut(form, layout.trailer, *numbered.pop()))
    return head, [(number, _cut(form, layout.line, number, line)) for number, line in numbered]


def _cut(form: BankFormat, record: Record, number: int, line: bytes) -> dict[str, Any]:
    """Return the values of a line of fixed layout."""
    if len(line) != record.width:
        message = _t("长度是%(found)d字节，格式说明是%(wanted)d字节")
        raise _refused(form, number, message % {"found": len(line), "wanted": record.width})
    values, at = {}, 0
    for cell in record.cells:
        values[cell.name] = _value(form, cell, number, line[at : at + cell.width])
        at += cell.width
    return values


def _value(form: BankFormat, cell: Cell, number: int, content: bytes) -> Any:
    try:
        text = content.decode(form.charset)
    except UnicodeDecodeError as error:
        raise _refused(form, number, _t("文字不是%(charset)s编码") % {"charset": form.charset.upper()}) from error
    return _checked(form, cell, number, text)


def _checked(form: BankFormat, cell: Cell, number: int, text: str) -> Any:
    if not cell.name and text.strip() != cell.value:
        message = _t("应有标记“%(wanted)s”，文件里是“%(found)s”")
        raise _refused(form, number, message % {"wanted": cell.value, "found": text.strip()[:20]})
    try:
        return parsed(cell, text)
    except Unfit as fault:
        raise _refused(form, number, str(fault)) from fault


def _csv(form: BankFormat, layout: FileLayout, content: bytes) -> tuple[dict[str, Any], Rows]:
    try:
        text = content.decode("utf-8-sig" if form.charset == "utf-8" else form.charset)
    except UnicodeDecodeError as error:
        raise _refused(form, 1, _t("文字不是%(charset)s编码") % {"charset": form.charset.upper()}) from error
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    head: dict[str, Any] = {}
    try:
        if layout.header:
            head = _named(form, layout.header.cells, 1, next(rows))
        cells = _columns(form, layout, rows.line_num + 1, next(rows))
        return head, [(rows.line_num, _named(form, cells, rows.line_num, row)) for row in rows if any(row)]
    except StopIteration as error:
        raise _refused(form, 1, _t("没有标题行")) from error
    except csv.Error as error:
        raise _refused(form, rows.line_num, _t("引号没有成对")) from error


def _columns(form: BankFormat, layout: FileLayout, number: int, headings: list[str]) -> list[Cell]:
    """Return the cells in the order of the file's headings; a heading that we do not know is passed over."""
    found = [heading.strip() for heading in headings]
    missing = [cell.label for cell in layout.line.cells if cell.label not in found]
    if missing:
        raise _refused(form, number, _t("标题行缺少“%(label)s”列") % {"label": missing[0]})
    by_label = {cell.label: cell for cell in layout.line.cells}
    return [by_label.get(heading, Cell()) for heading in found]


def _named(form: BankFormat, cells: Sequence[Cell], number: int, row: list[str]) -> dict[str, Any]:
    if len(row) != len(cells):
        raise _refused(form, number, _t("有%(found)d列，应有%(wanted)d列") % {"found": len(row), "wanted": len(cells)})
    return {
        cell.name: _checked(form, cell, number, text) for cell, text in zip(cells, row, strict=True) if cell != Cell()
    }


def _excel(form: BankFormat, layout: FileLayout, content: bytes) -> tuple[dict[str, Any], Rows]:
    if not content.startswith(WORKBOOK):
        raise _refused(form, 1, _t("不是Excel工作簿（.xlsx）"))
    optional = {"message", "bank_reference", "booked_on", "account_number"}
    kinds = {"yuan": "money", "fen": "integer", "number": "integer", "date": "date"}
    columns = [
        Column(cell.name, cell.label, kinds.get(cell.kind, "text"), required=cell.name not in optional)  # type: ignore[arg-type]
        for cell in layout.line.cells
    ]
    reading = read_rows(content, columns)
    if reading.faults:
        raise RuleBroken(
            _t("银行文件不能使用：%(fault)s请核对是否选对了文件和格式，或向银行重新取。") % {"fault": reading.faults[0]}
        )
    return {}, [(number, _without_none(values)) for number, values in reading.by_number.items()]


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _refused(form: BankFormat, number: int, fault: str) -> RuleBroken:
    """The one sentence: where, what, what to do."""
    message = _t("文件第%(row)d行不是“%(title)s”的格式：%(fault)s。请核对选对了文件和银行格式，或向银行重新取。")
    return RuleBroken(message % {"row": number, "title": form.title, "fault": fault})


_READERS = {"fixed": _fixed, "csv": _csv, "excel": _excel}
