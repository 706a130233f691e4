"""How far the conversion of a video is, for the page that waits for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from juxian.kit.access import Audience
from juxian.kit.media.serving import video_of_progress
from juxian.kit.templatetags.ui_media import video_progress as drawn
from juxian.kit.views import audience


@audience(Audience.SIGNED_IN)
@require_safe
def video_progress(request: HttpRequest, token: str) -> HttpResponse:
    """The line with the percentage; the signed token stands for the page that showed it."""
    video = video_of_progress(token)
    if video is None:
        raise Http404
    return HttpResponse(drawn(video))
