"""The life of an uploaded video."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class VideoState(models.TextChoices):
    RECEIVED = "received", _("已接收")
    PACKAGING = "packaging", _("转换中")
    READY = "ready", _("可播放")
    REFUSED = "refused", _("无法使用")


VIDEO = StateTable(
    "kit.video",
    VideoState,
    VideoState.RECEIVED,
    [
        ("begin", _("开始转换"), (VideoState.RECEIVED, VideoState.PACKAGING), VideoState.PACKAGING),
        ("take_package", _("完成转换"), VideoState.PACKAGING, VideoState.READY),
        ("refuse", _("拒收"), (VideoState.RECEIVED, VideoState.PACKAGING), VideoState.REFUSED),
    ],
)
