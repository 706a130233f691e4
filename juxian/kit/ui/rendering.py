"""Drawing a component: one small template each, with its own context and nothing of the page's."""

from typing import Any

from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


def draw(template: str, **context: Any) -> SafeString:
    """Return the component's HTML. Text in the context is escaped by the template; `content` arrives rendered."""
    return render_to_string(template, context)


def trimmed(content: str) -> SafeString:
    """Return rendered content without the space around it, so that a template can ask whether there is any."""
    return mark_safe(content.strip())  # noqa: S308 - rendered by the page's own template


def request_of(context: Context) -> HttpRequest | None:
    """Return the page's request, or None where a template is rendered without one."""
    return context.get("request")


def address_with(request: HttpRequest | None, **changes: Any) -> str:
    """Return this page's query string with some parameters set, and those given as None or "" left out."""
    parameters = request.GET.copy() if request is not None else None
    if parameters is None:
        return "?"
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return "?" + parameters.urlencode()


def address_without(request: HttpRequest | None, name: str, value: str) -> str:
    """Return this page's query string without one value of a parameter, back on the first page."""
    if request is None:
        return "?"
    parameters = request.GET.copy()
    parameters.setlist(name, [kept for kept in parameters.getlist(name) if kept != value])
    parameters.pop("page", None)
    return "?" + parameters.urlencode()
