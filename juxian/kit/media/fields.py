"""The field of a form for a video."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from juxian.kit.media.accepting import too_large


class VideoInput(forms.FileInput):
    """Lets the browser say that a file is too large before it is sent."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        sizes = {"data-most-bytes": settings.LARGEST_VIDEO_MB << 20, "data-too-large": too_large()}
        behaviour = {"data-behaviour": "upload-progress", "accept": "video/*,.mkv,.flv"}
        return super().get_context(name, value, {**(attrs or {}), **behaviour, **sizes})


class VideoField(forms.FileField):
    """A video; what is in it is looked at by `accept_video`."""

    widget = VideoInput
    default_error_messages = {"empty": _("这个文件是空的。请重新选择视频。")}
