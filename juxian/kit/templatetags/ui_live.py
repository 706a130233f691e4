"""What makes an open page live: its event stream."""

from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from juxian.kit.pushes import tickets
from juxian.kit.pushes.registry import ADDRESS
from juxian.kit.ui.assets import static_url
from juxian.kit.ui.rendering import draw, request_of

register = template.Library()
SCRIPT = "kit/pushes/push-stream.js"


@register.simple_tag(takes_context=True)
def push_stream(context: Context, *topics: str, viewer: object = "", stay: bool = False) -> SafeString:
    """Open the page's event stream for these topics, which the acting person may see. `viewer` is a key of who watches,
    such as a person's id; `stay` keeps the stream while nobody looks at the tab. One a page."""
    token = tickets.issue(topics, language=get_language() or "zh-hans", viewer=str(viewer or ""))
    address = f"{ADDRESS}?{urlencode({'t': token})}"
    return draw("kit/ui/push_stream.html", address=address, stay=stay, script=_once(context, SCRIPT))


def _once(context: Context, name: str) -> str:
    """Return the address of a script the first time a page asks for it, then ""."""
    request = request_of(context)
    loaded: set[str] = request.__dict__.setdefault("scripts_loaded", set()) if request is not None else set()
    if name in loaded:
        return ""
    loaded.add(name)
    return static_url(name)
