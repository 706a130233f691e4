"""The life of a vacancy's card in a live room. One at a time is pinned over the video."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class CardState(models.TextChoices):
    LISTED = "listed", _("在列")
    PINNED = "pinned", _("讲解中")
    WITHDRAWN = "withdrawn", pgettext_lazy("card", "已撤下")


C = CardState

CARD = StateTable(
    "fairs.Card",
    CardState,
    C.LISTED,
    [
        ("pin", _("开始讲解"), C.LISTED, C.PINNED),
        ("unpin", _("结束讲解"), C.PINNED, C.LISTED),
        ("withdraw", pgettext_lazy("card", "撤下"), (C.LISTED, C.PINNED), C.WITHDRAWN),
        ("put_back", _("重新列出"), C.WITHDRAWN, C.LISTED),
    ],
)
