"""Who watches: a person, or a browser that has no name. Counts a visit once and names nobody."""

import secrets
from typing import Any

from django.http import HttpResponse

from juxian.fairs.forms.stream import ViewerForm

VIEWER_COOKIE = "viewer"  # a random word for this browser until it is closed


def viewer_of(request: Any) -> str:
    """Return the key of the one who looks at this page; `with_viewer` keeps it for the browser's next page."""
    if request.actor.person_id:
        return str(request.actor.person_id)
    request.viewer = ViewerForm(request.COOKIES).values()["viewer"] or secrets.token_hex(16)
    return str(request.viewer)


def with_viewer(request: Any, response: HttpResponse) -> HttpResponse:
    """Give a new browser its word."""
    word = getattr(request, "viewer", "")
    if word and word != ViewerForm(request.COOKIES).values()["viewer"]:
        response.set_cookie(VIEWER_COOKIE, word, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
