"""What every request passes through: read-only GETs, a declared audience, refusals as pages."""

from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import RateLimited
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from psycopg.errors import DeadlockDetected, LockNotAvailable

from juxian.kit import pages
from juxian.kit.access import Audience, allows
from juxian.kit.addresses import client_address
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.rate_limit import TooMany, refused, too_many

Handler = Callable[[HttpRequest], HttpResponse]
# Two people at one row: the second waited as long as `lock_timeout` allows, or the two waited for each other.
SOMEBODY_ELSE_IS_AT_IT = (LockNotAvailable, DeadlockDetected)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
# Views of libraries that cannot carry our decorator; they guard themselves.
PUBLIC_MODULES = ("allauth.", "django.views.static", "django.contrib.staticfiles.", "django.views.i18n")
# Sign-in by a city's OIDC comes back as a GET and must write the session's user (decision record 0009).
WRITES_ON_GET = ("/accounts/oidc/",)


def request_facts(get_response: Handler) -> Handler:
    """Note the caller's address (behind the set number of proxies) and keep signed-in pages out of caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.client_address = _client_address(request)  # type: ignore[attr-defined]
        response = get_response(request)
        if getattr(request, "actor", None) is not None and request.actor.is_signed_in:  # type: ignore[attr-defined]
            add_never_cache_headers(response)
        return response

    return middleware


def head_like_get(get_response: Handler) -> Handler:
    """HEAD is GET without its body. The library of sign-in takes every other method for an attempt and counts it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return get_response(request)
        request.method = "GET"
        try:
            return get_response(request)
        finally:
            request.method = "HEAD"  # whoever sends the answer leaves the body out

    return middleware


def _client_address(request: HttpRequest) -> str:
    return client_address(request.META.get("HTTP_X_FORWARDED_FOR", ""), request.META.get("REMOTE_ADDR", ""))


def read_only_when_safe(get_response: Handler) -> Handler:
    """On safe methods the database itself refuses to write. The transaction is always rolled back: nothing is lost."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS or request.path.startswith(WRITES_ON_GET):
            return get_response(request)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL transaction_read_only = on")
            response = get_response(request)
            transaction.set_rollback(True)
        return response

    return middleware


class AudienceRequired:
    """Refuse a view that does not say for whom it is, and everybody for whom it is not."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if "\0" in request.path_info:
            raise Http404  # no key or name has one, and PostgreSQL takes none
        if view.__module__.startswith(PUBLIC_MODULES):
            return None
        audience = getattr(view, "audience", None)
        if audience is None:
            raise PermissionDenied(f"{view.__module__}.{view.__qualname__} declares no audience")
        if audience is Audience.PUBLIC:
            return None
        if not request.actor.is_signed_in:
            return redirect_to_login(request.get_full_path())
        if audience is not Audience.SIGNED_IN and request.actor.audience is not audience:
            raise PermissionDenied(str(audience))
        if view.permission and not allows(request.actor, view.permission):
            raise PermissionDenied(str(view.permission))
        return None


class RefusalsAsPages:
    """Turn the three refusals of actions into a page, or a banner where htmx asked."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Any, error: Exception) -> HttpResponse | None:
        if isinstance(error, TooMany):
            return refused(request, error)
        if isinstance(error, RateLimited):
            return too_many(request)
        if isinstance(error, RuleBroken):
            return pages.refusal(request, error.message, status=error.status)
        if isinstance(error, PermissionDenied):
            return pages.forbidden(request, error)
        if isinstance(error, OperationalError) and isinstance(error.__cause__, SOMEBODY_ELSE_IS_AT_IT):
            return pages.busy(request)
        return None
