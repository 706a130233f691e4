"""Runs alone in a jail (see `kit/jail.py`): reads a workbook on standard input and prints its cells as JSON.

Prints {"rows": [...] or null, "marks": [...]}: the first visible sheet from its first row and column on, and the text
of the first cell of each hidden sheet (templates keep their version there). Dates become ISO text.
It imports nothing of the platform.
"""

import datetime as dt
import io
import json
import math
import re
import resource
import sys
import zipfile
from xml.etree import ElementTree

SECONDS, MEGABYTES, MOST_ROWS = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: E402

# A formula's error: calamine shows the cell as empty, which would lose it without a word.
ERROR = re.compile(
    rb"""<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>(#[^<]{1,12})</v>"""
)


def plain(value: object) -> object:
    """Return a cell as JSON can hold it."""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta) or (isinstance(value, float) and not math.isfinite(value)):
        return str(value)
    return value


def read(content: bytes) -> dict[str, object]:
    rows, marks = None, []
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            if about.visible is not SheetVisibleEnum.Visible:
                top = book.get_sheet_by_name(about.name).to_python(nrows=1)
                marks.append(str(top[0][0]) if top and top[0] else "")
            elif rows is None:
                sheet = book.get_sheet_by_name(about.name)
                rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    mark_errors(content, rows or [])
    return {"rows": rows and [[plain(cell) for cell in row] for row in rows], "marks": marks}


def mark_errors(content: bytes, rows: list) -> None:
    """Put the name of each formula error (#N/A, #REF!, …) into its cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(first_visible(archive))
    for letters, number, name in ERROR.findall(sheet):
        row, at = int(number) - 1, 0
        for letter in letters:
            at = at * 26 + letter - 64
        if row < len(rows):
            rows[row].extend([""] * (at - len(rows[row])))
            rows[row][at - 1] = name.decode()


def parse(xml: bytes) -> ElementTree.Element:
    """Return the root. Entities that multiply end here at the latest: the process has its limits."""
    return ElementTree.fromstring(xml)  # noqa: S314


def first_visible(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the first visible worksheet."""
    relations = parse(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in parse(archive.read("xl/workbook.xml")).findall(".//{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = targets.get(relation, "")
        if sheet.get("state", "visible") == "visible" and "worksheets" in target:
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise ValueError("no visible sheet")


def main() -> None:
    try:
        answer = read(sys.stdin.buffer.read())
    except (CalamineError, ElementTree.ParseError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        answer = {"rows": None, "marks": []}
    json.dump(answer, sys.stdout, allow_nan=False)


main()
