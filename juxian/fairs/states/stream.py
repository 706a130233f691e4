"""The life of a live stream. Whether a signal is there is part of it: viewers of an interrupted one wait, nobody is
thrown out."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class StreamState(models.TextChoices):
    READY = "ready", _("待开播")
    LIVE = "live", _("直播中")
    INTERRUPTED = "interrupted", _("信号中断")
    ENDED = "ended", pgettext_lazy("stream", "已结束")
    CANCELLED = "cancelled", pgettext_lazy("stream", "已取消")


S = StreamState
ON_AIR = (S.LIVE, S.INTERRUPTED)

STREAM = StateTable(
    "fairs.Stream",
    StreamState,
    S.READY,
    [
        ("go_live", _("开播"), S.READY, S.LIVE),
        ("interrupt", _("信号中断"), S.LIVE, S.INTERRUPTED),
        ("resume", _("信号恢复"), S.INTERRUPTED, S.LIVE),
        ("end", _("结束直播"), ON_AIR, S.ENDED),
        ("cancel", _("取消直播"), S.READY, S.CANCELLED),
    ],
)
