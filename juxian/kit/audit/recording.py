"""Writing one line of the record."""

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from juxian.kit import clock

LONGEST_TEXT = 500
# Identity numbers, bank cards, mobile numbers: a net below the actions, which name their sensitive inputs.
LOOKS_SECRET = re.compile(r"(?<![0-9A-Za-z])(\d{15,19}|\d{17}[Xx]|1[3-9]\d{9})(?![0-9A-Za-z])")


def record(
    kind: str,
    name: str,
    *,
    by: Any,
    subject: Any = None,
    from_state: str = "",
    to_state: str = "",
    data: dict[str, Any] | None = None,
    parent: Any = None,
) -> None:
    """Append one event. `data` must hold no secret; values are shortened and made fit for JSON."""
    AuditEvent = apps.get_model("kit", "AuditEvent")
    body = {key: plain(value) for key, value in (data or {}).items()}
    if isinstance(parent, models.Model):
        body["parent"] = plain(parent)
    AuditEvent.objects.create(
        at=clock.now(),
        kind=kind,
        name=name,
        actor_id=by.person_id or by.user_id,
        actor_label=by.label,
        role=by.role,
        organisation_id=by.organisation_id,
        subject_type=subject._meta.label if isinstance(subject, models.Model) else "",
        subject_id=subject.pk if isinstance(subject, models.Model) else None,
        from_state=from_state or "",
        to_state=to_state or "",
        data=body,
    )


def plain(value: Any) -> Any:
    """Return a short JSON form of an input."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, models.Model):
        return f"{value._meta.label}:{value.pk}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Promise | str):
        return LOOKS_SECRET.sub("***", str(value))[:LONGEST_TEXT]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in list(value.items())[:50]}
    if isinstance(value, list | tuple | set | frozenset | models.QuerySet):
        return [plain(item) for item in list(value)[:50]]
    return str(getattr(value, "name", type(value).__name__))[:LONGEST_TEXT]
