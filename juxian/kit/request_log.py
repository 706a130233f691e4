"""One line a request: which route, what came out, how long. No address: addresses hold codes and ids."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpResponse

logger = logging.getLogger("juxian.request")
request_id: ContextVar[str] = ContextVar("request_id", default="")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def log_requests(get_response: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """Give each request an id (a proxy's own is kept), put it into every log line and into the answer."""

    def middleware(request: Any) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8))
        began = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_id.get()
            _log(request, response.status_code, began)
            return response
        finally:
            request_id.reset(token)

    return middleware


def _log(request: Any, status: int, began: float) -> None:
    actor = getattr(request, "actor", None)
    facts = {
        "method": request.method,
        "route": request.resolver_match.route if request.resolver_match else "",
        "status": status,
        "milliseconds": round((time.perf_counter() - began) * 1000, 1),
        "role": actor.role if actor else "",
        "user": str(actor.user_id) if actor and actor.user_id else "",
    }
    level = logging.ERROR if status >= 500 else logging.INFO
    logger.log(level, "%s /%s %s", facts["method"], facts["route"], status, extra={"facts": facts})
