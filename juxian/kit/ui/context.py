"""What every page knows."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the acting person for menus."""
    return {"actor": getattr(request, "actor", None)}
