"""Finding events in the record, and saying them in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.access import Text, role_label
from juxian.kit.audit.names import NAMES, WITHOUT_ROLE
from juxian.kit.models import AuditEvent, AuditSeal

KIND_LABELS: dict[str, Text] = {
    "action": pgettext_lazy("kind of record", "办理"),
    "row": _("数据变更"),
    "read": _("查看敏感信息"),
    "export": _("导出"),
    "sign_in": _("登录"),
    "refusal": _("越权被拒"),
}
# A trigger saw a row change outside of any action: a migration, or somebody at the database itself.
NOBODY = _("未署名（直接写入数据库）")
KIND_TONES = {"refusal": "stop", "read": "wait", "export": "wait"}
ROW_LABELS: dict[str, Text] = {
    "insert": _("新增"),
    "update": _("修改"),
    "delete": _("删除"),
    "truncate": _("清空整表"),
}


@dataclass(frozen=True)
class Search:
    """What an auditor asks for; an empty part narrows nothing. Days are of business, both included."""

    actor: str = ""
    subject: str = ""
    action: str = ""
    kind: str = ""
    since_on: dt.date | None = None
    until_on: dt.date | None = None


def find_events(rows: QuerySet[AuditEvent], search: Search) -> QuerySet[AuditEvent]:
    """Return the events that match, the newest first."""
    parts = [_by_subject(search.subject), _by_action(search.action), _by_days(search.since_on, search.until_on)]
    if search.actor:
        parts.append(Q(actor_id=_uuid(search.actor)) if _uuid(search.actor) else Q(actor_label__icontains=search.actor))
    if search.kind:
        parts.append(Q(kind=search.kind))
    return rows.filter(*parts).order_by("-id")


def _by_subject(text: str) -> Q:
    """A key names one row; other words name a kind of row ("people.Person")."""
    if not text:
        return Q()
    key = _uuid(text)
    return Q(subject_id=key) if key else Q(subject_type__icontains=text)


def _by_action(text: str) -> Q:
    """The words on the button, or a part of the name in code."""
    if not text:
        return Q()
    from juxian.kit.actions import ACTIONS

    named = [name for name, entry in ACTIONS.items() if text in str(entry.label)]
    return Q(name__in=named) | Q(name__icontains=text)


def _by_days(since_on: dt.date | None, until_on: dt.date | None) -> Q:
    found = Q()
    if since_on:
        found &= Q(at__gte=_midnight(since_on))
    if until_on:
        found &= Q(at__lt=_midnight(until_on + dt.timedelta(days=1)))
    return found


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def event_label(event: AuditEvent) -> Text:
    """Return what was done, in the words of the button; of a changed row the table and how."""
    from juxian.kit.actions import ACTIONS

    if event.name in ACTIONS:
        return ACTIONS[event.name].label
    if event.name in NAMES:
        return NAMES[event.name]
    table, _dot, how = event.name.rpartition(".")
    return f"{ROW_LABELS[how]} {table}" if event.kind == "row" and how in ROW_LABELS else event.name


def role_of(event: AuditEvent) -> Text:
    """Return the word for the role in which it was done; the platform itself holds none."""
    return WITHOUT_ROLE.get(event.role) or role_label(event.role)


def as_line(event: AuditEvent) -> dict[str, Any]:
    """Return an event as tables, the `timeline` component and the export show it."""
    return {
        "event": event,
        "id": event.pk,
        "at": event.at,
        "label": str(event_label(event)),
        "kind": str(KIND_LABELS.get(event.kind, event.kind)),
        "by": event.actor_label or (str(role_of(event)) if event.role else str(NOBODY)),
        "role": str(role_of(event)) if event.role else "",
        "tone": KIND_TONES.get(event.kind, "plain"),
        "text": f"{event.from_state} → {event.to_state}" if event.from_state != event.to_state else "",
    }


def seal_of(event: AuditEvent) -> AuditSeal | None:
    """Return the seal that covers an event, or None while none does."""
    return AuditSeal.objects.filter(event_ids__contains=[event.pk]).defer("leaves").first()
