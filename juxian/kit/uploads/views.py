"""Handing a file out again: by the platform itself, to those whom its purpose names, with nothing in it able to act."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from juxian.kit.access import Audience
from juxian.kit.models import Upload
from juxian.kit.uploads.purposes import file_name
from juxian.kit.views import audience

# No script, no form, no plugin, no frame around it; and no other site may embed it.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@audience(Audience.SIGNED_IN)
@require_safe
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file itself. A picture may be shown, anything else is saved to disk."""
    row = _readable(request, pk)
    name = file_name(request.actor, row)  # type: ignore[attr-defined]
    disposition = content_disposition_header(row.kind != Upload.Kind.IMAGE, name)
    return _answer(row.read(), row.content_type, disposition or "attachment")


@audience(Audience.SIGNED_IN)
@require_safe
def upload_thumbnail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The small picture of an image."""
    row = _readable(request, pk)
    if not row.thumbnail_name:
        raise Http404
    return _answer(row.read_thumbnail(), "image/jpeg", "inline")


def _readable(request: HttpRequest, pk: UUID) -> Upload:
    """Return the row if this actor may know of it; a file that one may not read does not exist."""
    row = Upload.objects.readable_by(request.actor, pk)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row


def _answer(content: bytes, content_type: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = disposition
    for header, value in HEADERS.items():
        response.headers[header] = value
    return response
