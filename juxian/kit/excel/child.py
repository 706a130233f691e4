"""Runs alone in a jail (see `kit/jail.py`): reads a workbook on standard input and prints its cells as JSON.

Prints {"sheets": [{"name", "first_row", "rows"}], "marks": [...]}: the visible sheets, and the texts of the hidden
ones' first cells. Dates become ISO text. It imports nothing of the platform.
"""

import datetime as dt
import io
import json
import resource
import sys

SECONDS, MEGABYTES, MOST_ROWS = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: E402


def plain(value: object) -> object:
    """Return a cell as JSON can hold it."""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, dt.timedelta) else value


def grid(sheet: object) -> dict[str, object]:
    """Return the rows that hold something, and the number of the first."""
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)  # type: ignore[attr-defined]
    return {"name": sheet.name, "rows": [[plain(cell) for cell in row] for row in rows]}  # type: ignore[attr-defined]


def read(content: bytes) -> dict[str, object]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        sheets: list[dict[str, object]] = []
        marks = []
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            if about.visible is not SheetVisibleEnum.Visible:
                top = book.get_sheet_by_name(about.name).to_python(nrows=1)
                marks.append(str(top[0][0]) if top and top[0] else "")
            elif not sheets:
                sheets.append(grid(book.get_sheet_by_name(about.name)))
        return {"sheets": sheets, "marks": marks}


def main() -> None:
    try:
        answer = read(sys.stdin.buffer.read())
    except (CalamineError, ValueError, OSError, OverflowError):
        answer = {"sheets": None, "marks": []}
    json.dump(answer, sys.stdout, allow_nan=False)


main()
