"""What the template of a room needs."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from juxian.kit.calls.forms import LONGEST_TEXT
from juxian.kit.calls.owners import Call
from juxian.kit.calls.signals import last_signal, texts_of
from juxian.kit.calls.turn import ice_servers
from juxian.kit.ui.assets import static_url

# Each listens for events on the room and tells the others by events: signals, devices, connection, what one sees.
SCRIPTS = ("call-signals", "call-devices", "call-connection", "call-meeting", "call-room", "call-texts")


def room_context(call: Call, request: HttpRequest, *topics: str) -> dict[str, Any]:
    """Return the room as this side sees it; credentials of a TURN server only while one may enter."""
    seat = call.seat
    return {
        "request": request,
        "seat": seat,
        "topics": (call.topic(seat.side), *topics),
        "ice": json.dumps(ice_servers(_opaque(call)) if seat.is_open else []),
        "signals_url": reverse("kit:call_signals", args=[call.kind, call.ref]),
        "last": last_signal(call),
        "texts": texts_of(call),
        "longest_text": LONGEST_TEXT,
        "scripts": [static_url(f"kit/calls/{name}.js") for name in SCRIPTS],
    }


def _opaque(call: Call) -> str:
    """The TURN server's log may tell calls apart, and nothing else."""
    return hashlib.sha256(call.topic(call.seat.side).encode()).hexdigest()[:16]
