"""The digital twin: what machines fetch, and what the holder takes along."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from juxian.credentials.actions import take_open_badge
from juxian.credentials.badge_picture import badge_png, badge_svg
from juxian.credentials.models import Credential, OpenBadge
from juxian.credentials.open_badge import badge_json, badge_token, issuer_document, issuer_profile, status_list
from juxian.credentials.permissions import Permission
from juxian.credentials.queries.status import list_exists
from juxian.credentials.status_list import PURPOSES
from juxian.kit.access import Audience
from juxian.kit.files import download
from juxian.kit.rate_limit import limited
from juxian.kit.views import audience

FETCHES_A_MINUTE = 120
CACHED_SECONDS = 300
LIST_TYPES = {"json": "application/vc", "jwt": "application/vc+jwt"}
# Form: how it is made, its media type, the end of the file's name.
FORMS: dict[str, tuple[Callable[[OpenBadge], str | bytes], str, str]] = {
    "json": (badge_json, "application/vc", "json"),
    "jwt": (badge_token, "application/vc+jwt", "jwt"),
    "png": (badge_png, "image/png", "png"),
    "svg": (badge_svg, "image/svg+xml", "svg"),
}


@audience(Audience.PUBLIC)
@limited("credentials.did", limit=FETCHES_A_MINUTE, seconds=60)
@require_GET
def did(request: HttpRequest) -> HttpResponse:
    """Our keys, where did:web looks for them."""
    return _cached(request, json.dumps(issuer_document()), "application/did+json")


@audience(Audience.PUBLIC)
@limited("credentials.did", limit=FETCHES_A_MINUTE, seconds=60)
@require_GET
def issuer(request: HttpRequest) -> HttpResponse:
    """Who issues, for readers of badges."""
    return _cached(request, json.dumps(issuer_profile(), ensure_ascii=False), "application/json")


@audience(Audience.PUBLIC)
@limited("credentials.status", limit=FETCHES_A_MINUTE, seconds=60)
@require_GET
def status(request: HttpRequest, purpose: str, number: int, form: str) -> HttpResponse:
    """A public status list of this moment."""
    if purpose not in PURPOSES or form not in LIST_TYPES or number > 10**6 or not list_exists(number):
        raise Http404
    return _cached(request, status_list(purpose, number, form), LIST_TYPES[form])


@audience(Audience.PERSON, Permission.HOLD)
@require_POST
def take(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    """The holder's badge as a file. A POST: the first time it takes a place in the lists."""
    if form not in FORMS:
        raise Http404
    credential = get_object_or_404(Credential.objects.visible_to(request.actor), pk=pk)
    badge = take_open_badge(credential, by=request.actor)
    make, kind, ending = FORMS[form]
    return download(make(badge), f"{credential.number}.{ending}", kind)


def _cached(request: Any, text: str, kind: str) -> HttpResponse:
    """Return what machines fetch often: kept for five minutes, and not sent again while it is the same."""
    mark = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "")
    response = HttpResponseNotModified() if mark in known else HttpResponse(text, content_type=kind)
    response["ETag"] = mark
    response["Cache-Control"] = f"public, max-age={CACHED_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"  # a reader of badges may be a page elsewhere
    return response
