"""What makes an open page live: its event stream."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from juxian.kit.calls.owners import find_call
from juxian.kit.calls.room import room_context
from juxian.kit.pushes import tickets
from juxian.kit.pushes.registry import ADDRESS
from juxian.kit.ui.assets import static_url
from juxian.kit.ui.rendering import draw, request_of

register = template.Library()
SCRIPT = "kit/pushes/push-stream.js"


@register.simple_tag(takes_context=True)
def push_stream(context: Context, *topics: str | Sequence[str], viewer: object = "", stay: bool = False) -> SafeString:
    """Open the page's one event stream for these topics (names or lists of them), which the acting person may see.
    `viewer` is a key of who watches, such as a person's id; `stay` keeps the stream while nobody looks at the tab."""
    names = [name for entry in topics for name in ([entry] if isinstance(entry, str) else entry)]
    request = request_of(context)
    holder = tickets.holder_of(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "") if request is not None else "")
    token = tickets.issue(names, language=get_language() or "zh-hans", viewer=str(viewer or ""), holder=holder)
    address = f"{ADDRESS}?{urlencode({'t': token})}"
    return draw("kit/ui/push_stream.html", address=address, stay=stay, script=_once(context, SCRIPT))


@register.simple_tag(takes_context=True)
def call_room(context: Context, kind: str, ref: UUID, *topics: str) -> SafeString:
    """A video call inside a page; nothing for anybody but its two people. It opens the page's one event stream, also
    for further topics of the page."""
    request: Any = request_of(context)
    call = find_call(request.actor, kind, ref) if request is not None else None
    if call is None:
        return SafeString()
    return render_to_string("kit/calls/_room.html", room_context(call, request, *topics))


def _once(context: Context, name: str) -> str:
    """Return the address of a script the first time a page asks for it, then ""."""
    request = request_of(context)
    loaded: set[str] = request.__dict__.setdefault("scripts_loaded", set()) if request is not None else set()
    if name in loaded:
        return ""
    loaded.add(name)
    return static_url(name)
