"""What every page knows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEMES = ("auto", "light", "dark")
TYPES = ("normal", "large")


@dataclass(frozen=True)
class Display:
    """How this visitor wants pages to look; kept in cookies so that the server draws the first pixel right."""

    theme: str
    type: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the acting person for menus, the visitor's display, and the name over the door."""
    return {
        "actor": getattr(request, "actor", None),
        "display": Display(_cookie(request, "theme", THEMES), _cookie(request, "type", TYPES)),
        "site_name": settings.SITE_NAME,
        "site_line": settings.SITE_LINE,
    }


def _cookie(request: HttpRequest, name: str, allowed: tuple[str, ...]) -> str:
    value = request.COOKIES.get(name, "")
    return value if value in allowed else allowed[0]
