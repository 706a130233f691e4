"""The record as a file that can be checked elsewhere."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from juxian.kit.audit.canonical import CURRENT_TEXT
from juxian.kit.audit.verify import FORM
from juxian.kit.models import AuditSeal

ROWS_AT_ONCE = 2000


def export_lines() -> Iterator[bytes]:
    """Yield the lines of an export: header, events by number, seals by number, as of one instant."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            if not connection.savepoint_ids:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL timezone = 'UTC'; SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT system_identifier::text FROM pg_control_system()")
            header = {"export": "juxian audit", "form": FORM, "cluster": cursor.fetchone()[0]}
        yield _line(header | {"at": datetime.now(UTC).isoformat(timespec="seconds")})
        yield from _event_lines()
        for made in AuditSeal.objects.order_by("number").iterator(chunk_size=50):
            yield _line({"seal": seal_as_dict(made)})


def export_to(path: Path) -> int:
    """Write an export into a new file with mode 0600, whole or not at all. Return the number of lines."""
    draft = path.with_name(path.name + ".part")
    draft.touch(mode=0o600, exist_ok=True)
    with draft.open("wb") as file:
        count = sum(1 for line in export_lines() if file.write(line + b"\n"))
    draft.replace(path)
    return count


def seal_as_dict(made: AuditSeal) -> dict[str, Any]:
    """Return the seal as the verifier reads it."""
    return {
        "number": made.number,
        "form": made.form,
        "at": made.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "events": list(made.event_ids),
        "leaves": bytes(made.leaves).hex(),
        "root": made.root,
        "previous": made.previous,
        "hash": made.hash,
        "signature": made.signature,
        "key_id": made.key_id,
        "cluster": made.cluster,
        "until_xid": str(made.until_xid),
    }


def _event_lines() -> Iterator[bytes]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {CURRENT_TEXT} FROM audit_event e ORDER BY e.id")  # noqa: S608
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from (text.encode() for (text,) in rows)


def _line(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
