"""Looking at the record."""

from typing import Any

from juxian.kit.models import AuditEvent


def last(name: str, kind: str = "action") -> AuditEvent:
    """Return the newest line of an action (or of another kind)."""
    return AuditEvent.objects.filter(name=name, kind=kind).latest("id")


def whole_record() -> str:
    """Return every body of the record as one text, to look for what must not be there."""
    rows: Any = AuditEvent.objects.values_list("data", flat=True)
    return " ".join(str(row) for row in rows)
