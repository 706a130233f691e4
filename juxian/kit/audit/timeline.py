"""The record as people see it (办理记录): what was done to a row, by whom, when, in the words of the actions."""

from typing import Any

from django.apps import apps

from juxian.kit.states import STATE_TABLES


def timeline_of(row: Any, *, shows_names: bool = True) -> list[dict[str, Any]]:
    """Return the actions on a row, oldest first, as the `timeline` component takes them.

    With `shows_names` False the actor is shown by role only: an applicant sees which office acted, not who in it."""
    from juxian.kit.access import SYSTEM, role_label
    from juxian.kit.actions import ACTIONS

    events = apps.get_model("kit", "AuditEvent").objects.filter(
        kind="action", subject_type=row._meta.label, subject_id=row.pk
    )
    return [
        {
            "at": event.at,
            "label": ACTIONS[event.name].label if event.name in ACTIONS else event.name,
            "by": event.actor_label if shows_names and event.role != SYSTEM.role else role_label(event.role),
            "text": str(event.data.get("reason") or event.data.get("opinion") or ""),
            "tone": _tone(row, event.to_state),
        }
        for event in events
        if event.from_state != event.to_state or not event.to_state
    ]


def _tone(row: Any, state: str) -> str:
    """An end that is not the last row of the table is a stop."""
    table = STATE_TABLES.get(row._meta.label)
    if table is None or state not in table.final():
        return "plain"
    return "ok" if state == table.rows[-1].target else "plain"
