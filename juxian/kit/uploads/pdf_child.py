"""Runs alone in a jail (see `kit/jail.py`): looks into a PDF on standard input and prints one JSON object.

It walks every object of the file, not only those that a reader would reach from the first page, because what can act
may hang anywhere: on a page, a link, a form field, a name tree. It imports nothing of the platform.
"""

import io
import json
import resource
import sys

SECONDS, MEGABYTES, MOST_OBJECTS = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

from pypdf import PdfReader  # noqa: E402  (the limits come first)
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject  # noqa: E402

# Keys and kinds of action (ISO 32000-2, §12.6) by which a file does something instead of being read.
SCRIPTS = {"/JS", "/JavaScript"}
ATTACHMENTS = {"/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/RichMediaContent"}
STARTS = {"/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"}
ACTIVE = {"script": SCRIPTS, "attachment": ATTACHMENTS, "launch": STARTS, "form": {"/XFA"}}


def names_in(value: object) -> set[str]:
    """Return every key of a dictionary, and every name that is a value, at any depth short of another object."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, DictionaryObject):
            found.update(str(key) for key in item)
            waiting.extend(item.raw_get(key) for key in item)
        elif isinstance(item, ArrayObject):
            waiting.extend(list.__iter__(item))
        elif isinstance(item, NameObject):
            found.add(str(item))
    return found


def object_keys(reader: PdfReader) -> list[tuple[int, int]]:
    """Return number and generation of every object that the file's tables list."""
    direct = [(number, generation) for generation, table in reader.xref.items() for number in table]
    return direct + [(number, 0) for number in reader.xref_objStm]


def look_into(content: bytes) -> dict[str, object]:
    """Return {"pages": n, "fault": None or a word for what is wrong}."""
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        return {"pages": 0, "fault": "encrypted"}
    keys = object_keys(reader)
    if len(keys) > MOST_OBJECTS:
        return {"pages": 0, "fault": "complex"}
    for number, generation in keys:
        item = reader.get_object(IndirectObject(number, generation, reader))
        names = names_in(DictionaryObject(item) if isinstance(item, StreamObject) else item)
        for fault, forbidden in ACTIVE.items():
            if names & forbidden:
                return {"pages": 0, "fault": fault}
    return {"pages": len(reader.pages), "fault": None}


def main() -> None:
    try:
        answer = look_into(sys.stdin.buffer.read())
    except Exception:  # the format is open-ended: whatever pypdf raises, the file could not be read
        answer = {"pages": 0, "fault": "unreadable"}
    json.dump(answer, sys.stdout)


main()
