"""The empty workbook that people fill in: headings with help, lists to choose from, and a mark of its version."""

import io
from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from juxian.kit.excel.columns import TEXT_KINDS, Column, letter, version_of
from juxian.kit.excel.writing import Formats, as_response, workbook, write_header
from juxian.kit.punctuation import listed

ROWS_TO_FILL = 5_000  # so many rows have formats and lists ready
LONGEST_PROMPT = 255  # characters, a limit of Excel
LISTS = "_lists"


def template_file(
    name: str, columns: Sequence[Column], lists: Mapping[str, Sequence[str]] | None = None
) -> HttpResponse:
    """Return the template as `name`.xlsx. `lists` gives further texts to choose from, by column key."""
    options = {column.key: _options(column) for column in columns}
    options.update({key: [str(text) for text in texts] for key, texts in (lists or {}).items()})
    target = io.BytesIO()
    with workbook(target) as (book, formats):
        sheet = book.add_worksheet(str(_("填写")))
        _write_explanation(book, columns, options, formats)
        sources = _write_lists(book, columns, options)
        write_header(sheet, list(columns), formats, stars=True)
        for at, column in enumerate(columns):
            _prepare(sheet, at, column, sources.get(column.key), formats)
        sheet.activate()
    return as_response(target.getvalue(), name)


def _options(column: Column) -> list[str]:
    return [str(_("是")), str(_("否"))] if column.kind == "boolean" else list(column.options.values())


def guidance(column: Column) -> str:
    """Return what to write into this column, in one or two sentences."""
    rule = {
        "integer": _("整数。"),
        "money": _("金额，单位：元，最多两位小数。"),
        "date": _("日期，例如 2025-03-12。"),
        "month": _("月份，例如 2025-03。"),
        "choice": _("从下拉列表中选择。"),
        "boolean": _("填“是”或“否”。"),
        "identity": _("18 位身份证号，单元格为文本格式。"),
        "uscc": _("18 位统一社会信用代码。"),
        "mobile": _("11 位手机号码。"),
    }.get(column.kind, "")
    must = _("必填。") if column.required else _("选填。")
    return "".join(part for part in (must, str(rule), str(column.help)) if part)


def _prepare(sheet: Worksheet, at: int, column: Column, source: str | None, formats: Formats) -> None:
    """Give a column its format, its list, and its help when a cell is chosen."""
    look = (
        formats.text if column.kind in TEXT_KINDS else {"date": formats.date, "money": formats.money}.get(column.kind)
    )
    sheet.set_column(at, at, column.display_width, look)
    sheet.write_comment(0, at, guidance(column), {"author": "", "x_scale": 1.5})
    rule = {"validate": "list", "source": source} if source else {"validate": "any"}
    rule |= {
        "input_title": str(column.label)[:32],
        "input_message": guidance(column)[:LONGEST_PROMPT],
        "error_title": str(_("不在可选范围内"))[:32],
        "error_message": str(_("请从下拉列表中选择。")),
    }
    sheet.data_validation(1, at, ROWS_TO_FILL, at, rule)


def _write_explanation(
    book: Workbook, columns: Sequence[Column], options: dict[str, list[str]], formats: Formats
) -> None:
    """The second sheet: each column, what to write, what to choose from."""
    sheet = book.add_worksheet(str(_("填写说明")))
    for at, (title, width) in enumerate([(_("列"), 24), (_("怎么填"), 60), (_("可选值"), 60)]):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, str(title), formats.header)
    for number, column in enumerate(columns, 1):
        choices = listed(options.get(column.key, [])[:30])
        for at, text in enumerate([column.heading, guidance(column), choices]):
            sheet.write_string(number, at, text, formats.wrapped)


def _write_lists(book: Workbook, columns: Sequence[Column], options: dict[str, list[str]]) -> dict[str, str]:
    """The hidden sheet: the version in its first cell, below it one column for each list. Returns where each lies."""
    sheet = book.add_worksheet(LISTS)
    sheet.very_hidden()
    sheet.write_string(0, 0, version_of(columns))
    listed = [column.key for column in columns if options.get(column.key)]
    for line in range(max((len(options[key]) for key in listed), default=0)):  # row by row: constant memory
        for at, key in enumerate(listed):
            if line < len(options[key]):
                sheet.write_string(line + 1, at, options[key][line])
    return {key: f"={LISTS}!${letter(at)}$2:${letter(at)}${len(options[key]) + 1}" for at, key in enumerate(listed)}
