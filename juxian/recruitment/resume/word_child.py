"""Runs alone in a jail (see `kit/jail.py`): prints the text of a Word document (.docx) on standard input as one JSON
object, paragraphs and cells of tables in the order in which they are read."""

import io
import json
import resource
import sys
from collections.abc import Iterator

SECONDS, MEGABYTES, MOST_LINES = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

import docx  # noqa: E402  (the limits come first)
from docx.table import Table  # noqa: E402


def lines_of(document: object) -> Iterator[str]:
    """The lines of paragraphs and tables; merged cells stand in a row several times and are read once."""
    for part in document.iter_inner_content():  # type: ignore[attr-defined]
        if not isinstance(part, Table):
            yield part.text
            continue
        for row in part.rows:
            cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))
            yield "  ".join(cell for cell in cells if cell)


def read(content: bytes) -> dict[str, object]:
    lines = []
    for line in lines_of(docx.Document(io.BytesIO(content))):
        lines.append(line)
        if len(lines) >= MOST_LINES:
            break
    return {"text": "\n".join(lines), "fault": None}


def main() -> None:
    try:
        answer = read(sys.stdin.buffer.read())
    except Exception:  # whatever the reader raises, the file could not be read
        answer = {"text": "", "fault": "unreadable"}
    json.dump(answer, sys.stdout)


main()
