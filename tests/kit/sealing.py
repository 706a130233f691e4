"""Writing, sealing and tampering with the record, for the tests of seals and of the verifier."""

import time

from django.db import connection, transaction

from juxian.kit.access import SYSTEM
from juxian.kit.audit import record, sealing
from juxian.kit.models import AuditEvent, AuditSeal

PATIENCE_SECONDS = 240  # the demo is loaded in one transaction, perhaps next to us


def write(*names: str) -> list[int]:
    for name in names:
        record("action", name, by=SYSTEM, data={"note": '集美 "quoted" \\ 1.10', "n": 1.1})
    return list(AuditEvent.objects.order_by("id").values_list("id", flat=True))


def seal_all() -> None:
    """Seal until nothing is left. Other databases of a shared server may hold old transactions open for a moment."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while AuditEvent.objects.count() > sum(len(made.event_ids) for made in AuditSeal.objects.all()):
        assert time.monotonic() < deadline, "an old transaction somewhere on this server keeps the sealer waiting"
        if sealing.seal() is None:
            time.sleep(0.05)


def tamper(sql: str, *values: object) -> None:
    """Change the record as somebody would who owns the database and switches the guards off."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("audit_event", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER audit_keep_rows")
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_stamp")
        cursor.execute(sql, values)
        for table in ("audit_event", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER audit_keep_rows")
        cursor.execute("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_stamp")
