"""In which role the signed-in person acts."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from juxian.kit.access import VISITOR
from juxian.people.queries.directory import person_of_user
from juxian.people.queries.hats import Hat, hats_of

SESSION_KEY = "hat"
Handler = Callable[[HttpRequest], HttpResponse]


def acting_person(get_response: Handler) -> Handler:
    """Set `request.actor` (the chosen hat) and `request.hats` (all of them); send newcomers to register first."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            request.actor, request.hats = VISITOR, []  # type: ignore[attr-defined]
            return get_response(request)
        hats = hats_of(request.user, person_of_user(request.user.pk))
        request.hats = hats  # type: ignore[attr-defined]
        request.actor = chosen_hat(request, hats).actor  # type: ignore[attr-defined]
        if request.actor.person_id is None and request.path.startswith("/my/") and not _is_registration(request):  # type: ignore[attr-defined]
            return redirect("people:person_register")
        return get_response(request)

    return middleware


def chosen_hat(request: HttpRequest, hats: list[Hat]) -> Hat:
    """Return the hat in the session while it is still in force and strongly enough signed in, else the citizen's."""
    key = request.session.get(SESSION_KEY, "")
    for hat in hats:
        if hat.key == key and (not hat.is_office or has_second_factor(request)):
            return hat
    return hats[0]


def has_second_factor(request: HttpRequest) -> bool:
    """Tell whether this session was opened with a second factor. The demo's one-click sign-in counts as one."""
    if settings.DEMO_SIGN_IN:
        return True
    records = get_authentication_records(request, request.user)
    return any(entry.get("method") == "mfa" for entry in records)


def _is_registration(request: HttpRequest) -> bool:
    return request.path.startswith("/my/register/")
