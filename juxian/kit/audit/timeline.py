"""The record as people see it (办理记录): what was done to a row, by whom, when, in the words of the actions."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import Q

from juxian.kit.states import STATE_TABLES


def timeline_of(row: Any, *, shows_names: bool = True) -> list[dict[str, Any]]:
    """Return what was done to a row, oldest first, as the `timeline` component takes it.

    Besides the actions on the row itself these are the changes of its state that an action on something else brought
    along (a panel that closes moves all its cases): the triggers have noted them. With `shows_names` False the actor is
    shown by role only: an applicant sees which office acted, not who in it."""
    from juxian.kit.access import SYSTEM, role_label

    events = list(_events_of(row))
    told = Counter((event.from_state, event.to_state) for event in events if event.kind == "action")
    lines = []
    for event in events:
        from_state, to_state = _change(event)
        if event.kind == "row" and (from_state is None or told[(from_state, to_state)] > 0):
            told[(from_state, to_state)] -= 1
            continue
        if event.kind == "action" and to_state and from_state == to_state:
            continue
        lines.append(
            {
                "at": event.at,
                "label": _label(row, event, from_state, to_state),
                "by": event.actor_label if shows_names and event.role != SYSTEM.role else role_label(event.role),
                "text": str(event.data.get("reason") or event.data.get("opinion") or ""),
                "tone": _tone(row, to_state),
            }
        )
    return lines


def _events_of(row: Any) -> Any:
    """The actions on the row, and its changes of state as the triggers wrote them."""
    wanted = Q(kind="action") | Q(kind="row", data__after__has_key="state")
    return (
        apps.get_model("kit", "AuditEvent")
        .objects.filter(wanted, subject_type=row._meta.label, subject_id=row.pk)
        .order_by("id")
    )


def _change(event: Any) -> tuple[Any, str]:
    """From which state to which; from None where a row was only made."""
    if event.kind == "action":
        return event.from_state, event.to_state
    return (event.data.get("before") or {}).get("state"), event.data["after"]["state"]


def _label(row: Any, event: Any, from_state: str, to_state: str) -> Any:
    """The action's own word, or the state table's word for the change."""
    from juxian.kit.actions import ACTIONS

    if event.kind == "action":
        return ACTIONS[event.name].label if event.name in ACTIONS else event.name
    table = STATE_TABLES.get(row._meta.label)
    rows = table.rows if table else ()
    return next((line.label for line in rows if from_state in line.sources and line.target == to_state), to_state)


def _tone(row: Any, state: str) -> str:
    """An end that is not the last row of the table is a stop."""
    table = STATE_TABLES.get(row._meta.label)
    if table is None or state not in table.ended():
        return "plain"
    return "ok" if state == table.rows[-1].target else "plain"
