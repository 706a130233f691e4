"""Workbooks for the tests: honest ones, odd ones, and bombs, all made here."""

import io
import zipfile
from typing import Any

import xlsxwriter

from juxian.kit.excel import Column

PEOPLE = [
    Column("name", "姓名", required=True, longest=20),
    Column("identity_number", "身份证号", "identity", required=True),
    Column("mobile", "手机号码", "mobile"),
    Column("employer", "统一社会信用代码", "uscc"),
    Column("level", "申报等级", "choice", choices={"technician": "技师", "senior": "高级工"}),
    Column("count", "带徒人数", "integer"),
    Column("amount", "金额", "money"),
    Column("hired_on", "入职日期", "date"),
    Column("since", "参保月份", "month"),
    Column("is_on_duty", "在职", "boolean"),
]
IDENTITY = "35029919900101007X"

CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
WORKBOOK = """<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""
ROOT = """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="{target}"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""
SHEET = '<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'


def sheet_of(rows: list[list[Any]], *, hidden_mark: str = "") -> bytes:
    """Return a workbook as a person would make it: what looks like a number is one."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"remove_timezone": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            sheet.write(number, at, value)
    if hidden_mark:
        lists = book.add_worksheet("_lists")
        lists.write_string(0, 0, hidden_mark)
        lists.very_hidden()
    book.close()
    return target.getvalue()


def people(*rows: list[Any]) -> bytes:
    """Return a sheet of people under the right headings."""
    return sheet_of([[str(column.label) for column in PEOPLE], *rows])


def raw_workbook(
    rows: str,
    *,
    before: str = "",
    texts: str = "",
    path: str = "xl/worksheets/sheet1.xml",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """Return a workbook with this XML in its sheet, packed as tightly as it goes."""
    target = io.BytesIO()
    relations = RELATIONS.format(target=path.removeprefix("xl/"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", relations)
        archive.writestr(path, SHEET.format(before=before, rows=rows))
        if texts:
            archive.writestr(
                "xl/sharedStrings.xml",
                f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{texts}</sst>',
            )
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER = '<row r="1">' + text_cell("A1", "姓名") + "</row>"
NAME_ONLY = [Column("name", "姓名", required=True)]


def bombs() -> dict[str, bytes]:
    """Return small files that eat gigabytes in a careless reader, by what they do."""
    return {
        "a cell in the far corner": raw_workbook(HEADER + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "the far corner in lower case": raw_workbook(HEADER + '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>'),
        "a row far down": raw_workbook(HEADER + '<row r="1048576"><c r="GR1048576"><v>1</v></c></row>'),
        "a row of cells without numbers": raw_workbook(HEADER + "<row>" + "<c><v>1</v></c>" * 300_000 + "</row>"),
        "a million rows without numbers": raw_workbook(HEADER + "<row><c><v>1</v></c></row>" * 1_000_000),
        "nineteen megabytes of cells": raw_workbook(HEADER + ("<row>" + "<c><v>1</v></c>" * 180 + "</row>") * 6_700),
        "one long text named by every cell": raw_workbook(
            HEADER + ("<row>" + '<c t="s"><v>0</v></c>' * 150 + "</row>") * 2_000,
            texts=f"<si><t>{'x' * 4_000_000}</t></si>",
        ),
        "more unpacked than a disk": raw_workbook(HEADER, more={"xl/media/a.xml": b"0" * 200_000_000}),
        "a thousand parts": raw_workbook(HEADER, more={f"xl/a{number}.xml": b"" for number in range(1_000)}),
        "entities that multiply": raw_workbook(
            '<row r="1">' + text_cell("A1", "&c;") + "</row>",
            before='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        ),
        "the far corner where nobody looks": raw_workbook(
            HEADER + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', path="xl/elsewhere/sheet.bin"
        ),
        "a size that lies": _lying(raw_workbook(HEADER + "<row>" + "<c><v>1</v></c>" * 300_000 + "</row>")),
    }


def _lying(content: bytes) -> bytes:
    """Make the archive's directory claim that the sheet unpacks to 100 bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
