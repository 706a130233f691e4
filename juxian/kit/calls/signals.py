"""Passing messages between the two sides of a call: stored for a short time, told through event streams."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from juxian.kit.access import Actor
from juxian.kit.calls.owners import Call
from juxian.kit.errors import RuleBroken
from juxian.kit.models import CallSignal
from juxian.kit.pushes import publish, register_push

NEWS = "call_signal"
# Setting up takes seconds; a page that was away longer begins anew. What was written is there after a reload.
KEEP_SIGNALS = dt.timedelta(minutes=10)
KEEP_TEXTS = dt.timedelta(hours=24)
MOST_SIGNALS = 200


def send(call: Call, messages: list[dict[str, Any]], *, by: Actor) -> int:
    """Store messages for the other side and tell its page; return the number of the last one.

    Raises RuleBroken where the call is not open, as the two may only talk at their time."""
    refuse_closed(call)
    with transaction.atomic():
        rows = CallSignal.objects.bulk_create(
            CallSignal(call_kind=call.kind, ref=call.ref, to_side=call.seat.other_side, **message)
            for message in messages
        )
        _tell_owner(call, {row.what for row in rows}, by)
        publish(call.topic(call.seat.other_side), NEWS, *(str(row.pk) for row in rows))
    return rows[-1].pk


def refuse_closed(call: Call) -> None:
    if call.seat.is_early:
        raise RuleBroken(_("还没到通话时间，现在不能进入。请到时间后刷新这个页面再进入。"))
    if call.seat.is_over:
        raise RuleBroken(_("通话时间已过，不能再进入。如需另约时间，请联系对方。"))


def signals_after(call: Call, number: int) -> list[dict[str, Any]]:
    """Return what was said to this side after that number, for a page whose stream was away."""
    rows = _of(call).filter(to_side=call.seat.side, id__gt=number).order_by("id")[:MOST_SIGNALS]
    return [_as_data(row) for row in rows]


def last_signal(call: Call) -> int:
    """Return the number of the last message so far: a page that is drawn now wants what comes after it."""
    return _of(call).aggregate(last=Max("id"))["last"] or 0


def texts_of(call: Call) -> list[tuple[bool, str]]:
    """Return what the two wrote lately: whether this side wrote it, and the text."""
    rows = _of(call).filter(what=CallSignal.What.TEXT).order_by("-id")[:MOST_SIGNALS]
    return [(row.to_side != call.seat.side, row.body["text"]) for row in reversed(rows)]


def forget_signals() -> int:
    """Delete what is over. Return how many messages."""
    is_text = Q(what=CallSignal.What.TEXT)
    over = Q(~is_text, at__lt=Now() - KEEP_SIGNALS) | Q(is_text, at__lt=Now() - KEEP_TEXTS)
    return CallSignal.objects.filter(over).delete()[0]


def _of(call: Call) -> Any:
    return CallSignal.objects.filter(call_kind=call.kind, ref=call.ref)


def _tell_owner(call: Call, said: set[str], by: Actor) -> None:
    if CallSignal.What.HELLO in said and call.owner.on_join:
        call.owner.on_join(by, call.ref)
    if CallSignal.What.BYE in said and call.owner.on_leave:
        call.owner.on_leave(by, call.ref)


def _as_data(row: CallSignal) -> dict[str, Any]:
    return {"id": row.pk, "what": row.what, "body": row.body}


def _load(refs: list[str]) -> dict[str, str | dict[str, Any]]:
    return {str(row.pk): _as_data(row) for row in CallSignal.objects.filter(pk__in=refs)}


# Each step of setting up waits for the last: here nothing is gathered for long.
register_push(NEWS, _load, delay=0.03)
