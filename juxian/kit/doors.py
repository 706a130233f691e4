"""What is public may be said at the door, before anybody is asked who they are.

When thousands press one button and nothing is left, the refusal is the same for all of them; reading session, account,
person and roles for each would only make those wait who could still be served. A view says with `@refused_at_the_door`
what it can refuse from public facts alone. Nothing is written there, so nothing needs a token. Only htmx is answered
so: its banner is the same for everybody, while a whole page shows who is signed in."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve

from juxian.kit import pages

Refusal = Callable[..., str | None]


def refused_at_the_door(refusal: Refusal) -> Callable[[Callable], Callable]:
    """Before a POST to this view is let in, ask `refusal(**arguments of the address)` for a sentence or None."""

    def decorate(view: Callable) -> Callable:
        view.refused_at_the_door = refusal  # type: ignore[attr-defined]
        return view

    return decorate


class Doors:
    """Answers 409 with the sentence of a door that is closed, and lets everybody else go on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        message = _sentence(request) if request.method == "POST" and "HX-Request" in request.headers else None
        return pages.public_refusal(message, status=409) if message else self.get_response(request)


def _sentence(request: Any) -> str | None:
    try:
        match = resolve(request.path_info)
    except Http404:
        return None
    refusal = getattr(match.func, "refused_at_the_door", None)
    return refusal(**match.kwargs) if refusal else None
