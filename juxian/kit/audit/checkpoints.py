"""The hashes of the seals as a file. Kept off this machine, it shows a shortened or rewritten chain."""

import json
import os
from pathlib import Path

from django.conf import settings

from juxian.kit.models import AuditSeal


def checkpoints_path() -> Path:
    """Where checkpoints are written; AUDIT_CHECKPOINTS may name a place on another machine."""
    chosen = getattr(settings, "AUDIT_CHECKPOINTS", None)
    return Path(chosen) if chosen else Path(settings.KEYS_DIR).parent / "audit" / "checkpoints.jsonl"


def write_checkpoints() -> None:
    """Append every seal that the file does not have yet: after a crash between commit and writing, the next run does
    what was left."""
    path = checkpoints_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    newer = AuditSeal.objects.filter(number__gt=_last_written(path)).order_by("number")
    lines = [checkpoint_line(made) for made in newer.defer("leaves").iterator(chunk_size=50)]
    if lines:
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(lines))
            file.flush()
            os.fsync(file.fileno())


def _last_written(path: Path) -> int:
    if not path.exists():
        return 0
    last = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        last = max(last, json.loads(line)["number"])
    return last


def checkpoint_line(made: AuditSeal) -> str:
    """One seal as the stand-alone verifier reads it from a file of checkpoints."""
    body = {
        "number": made.number,
        "at": made.at.isoformat(timespec="seconds"),
        "hash": made.hash,
        "root": made.root,
        "first": made.event_ids[0],
        "last": made.event_ids[-1],
    }
    return json.dumps(body) + "\n"
