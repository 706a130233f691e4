"""The life of a comment in a live room: shown at once, or held until somebody has read it. Never deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class CommentState(models.TextChoices):
    VISIBLE = "visible", _("已显示")
    HELD = "held", pgettext_lazy("comment", "待审")
    HIDDEN = "hidden", _("已隐藏")


C = CommentState

COMMENT = StateTable(
    "fairs.Comment",
    CommentState,
    C.VISIBLE,
    [
        ("hold", _("转人工审核"), C.VISIBLE, C.HELD),
        ("release", _("放行"), C.HELD, C.VISIBLE),
        ("hide", _("隐藏"), (C.VISIBLE, C.HELD), C.HIDDEN),
        ("restore", _("恢复显示"), C.HIDDEN, C.VISIBLE),
    ],
)
