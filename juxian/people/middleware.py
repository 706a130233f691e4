"""In which role the signed-in person acts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from juxian.kit.access import VISITOR


def acting_person(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.actor`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = VISITOR  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
