"""Small tools of views for files: what was sent to us, and what is sent back."""

from uuid import UUID

from django.http import Http404, HttpResponse

from juxian.kit.access import Actor
from juxian.kit.models import Upload

PDF = "application/pdf"


def download(content: bytes | str, name: str, kind: str = PDF) -> HttpResponse:
    """Return a file to keep, never to be shown or guessed at by the browser. `name` in ASCII, with its ending."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def get_upload(actor: Actor, pk: UUID, purpose: str) -> Upload:
    """Return the file if it was sent for this purpose and the actor may read it; whoever may not learns nothing."""
    upload = Upload.objects.readable_by(actor, pk)
    if upload is None or upload.purpose != purpose:
        raise Http404
    return upload
