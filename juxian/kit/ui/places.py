"""Named places in the layouts that other domains fill, so that the kit need not know them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Provider = Callable[[HttpRequest], dict[str, Any] | None]
PLACES: dict[str, list[tuple[int, str, Provider]]] = {"account": [], "topbar": [], "footer": [], "entrance": []}


def register(place: str, template: str, provider: Provider, order: int = 100) -> None:
    """Show a template in a place of every layout. The provider returns its context, or None to show nothing."""
    filled = PLACES[place]
    filled[:] = [entry for entry in filled if entry[1] != template]
    filled.append((order, template, provider))
    filled.sort(key=lambda entry: entry[:2])


def render_place(place: str, request: HttpRequest | None) -> SafeString:
    """Return what the domains put into this place for this request."""
    if request is None:
        return mark_safe("")
    parts = [(template, provider(request)) for _, template, provider in PLACES[place]]
    shown = [render_to_string(template, context, request) for template, context in parts if context is not None]
    return mark_safe("".join(shown))  # noqa: S308 - every part is a rendered template
