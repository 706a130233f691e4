"""Moving pictures in pages: the player, the studio, the field for a video, and how far its conversion is."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from juxian.kit.media.serving import progress_token
from juxian.kit.templatetags.ui_live import _once
from juxian.kit.ui.rendering import draw

register = template.Library()
PLAYER = ("vendor/hls.light.min.js", "kit/media/video-player.js")
STUDIO = ("kit/media/studio-sender.js", "kit/media/studio.js")
FIELD = ("kit/media/upload-progress.js",)


def _scripts(context: Context, names: tuple[str, ...]) -> list[str]:
    return [address for name in names if (address := _once(context, name))]


@register.simple_tag(takes_context=True)
def video_player(
    context: Context,
    src: str,
    poster: str = "",
    captions: str = "",
    captions_label: str = "",
    live: bool = False,
    title: str = "",
    id: str = "player",
) -> SafeString:
    """A player of HLS. `live` begins by itself, and waits where there is no picture."""
    shown = {"src": src, "poster": poster, "captions": captions, "live": live, "id": id}
    words = {"captions_label": captions_label or _("中文字幕"), "title": title or _("视频")}
    return draw("kit/ui/video_player.html", **shown, **words, scripts=_scripts(context, PLAYER))


@register.simple_tag(takes_context=True)
def studio(context: Context, ticket: str) -> SafeString:
    """The presenter's camera. `ticket` is `publish_ticket(stream)` of whoever may present."""
    address = f"{settings.LIVE_URL}/"  # "/" is this very site
    return draw("kit/ui/studio.html", ticket=ticket, address=address, scripts=_scripts(context, STUDIO))


@register.simple_tag(takes_context=True)
def video_field(context: Context, bound: BoundField) -> SafeString:
    """A `VideoField` of a form, with the progress of its upload."""
    return draw("kit/ui/video_field.html", bound=bound, scripts=_scripts(context, FIELD))


@register.simple_tag
def video_progress(video: Any) -> SafeString:
    """How far the conversion of a video is; it looks again by itself until it is done."""
    address = reverse("kit:video_progress", args=[progress_token(video)])
    return draw("kit/ui/video_progress.html", video=video, address=address)
