"""Runs alone in a jail (see `kit/jail.py`): prints the text of a PDF on standard input as one JSON object."""

import io
import json
import resource
import sys

SECONDS, MEGABYTES, MOST_PAGES = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

from pypdf import PdfReader  # noqa: E402  (the limits come first)


def read(content: bytes) -> dict[str, object]:
    """Return {"text": …, "fault": None or a word for what is wrong}."""
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        return {"text": "", "fault": "encrypted"}
    texts = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    return {"text": "\n".join(texts), "fault": None}


def main() -> None:
    try:
        answer = read(sys.stdin.buffer.read())
    except Exception:  # the format is open-ended: whatever pypdf raises, the file could not be read
        answer = {"text": "", "fault": "unreadable"}
    json.dump(answer, sys.stdout)


main()
