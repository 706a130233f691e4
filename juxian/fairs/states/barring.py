"""The life of a barring: who stayed away twice may not reserve until it ends or an explanation is accepted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class BarringState(models.TextChoices):
    ACTIVE = "active", _("限制中")
    EXPLAINED = "explained", _("说明待审")
    LIFTED = "lifted", _("已解除")
    EXPIRED = "expired", _("已期满")


_IN_FORCE = (BarringState.ACTIVE, BarringState.EXPLAINED)

BARRING = StateTable(
    "fairs.Barring",
    BarringState,
    BarringState.ACTIVE,
    [
        ("explain", _("提交书面说明"), BarringState.ACTIVE, BarringState.EXPLAINED),
        ("lift", _("接受说明，解除限制"), BarringState.EXPLAINED, BarringState.LIFTED),
        ("keep", _("不接受说明，维持限制"), BarringState.EXPLAINED, BarringState.ACTIVE),
        ("expire", _("期满"), _IN_FORCE, BarringState.EXPIRED),
    ],
)
IN_FORCE_STATES = tuple(str(state) for state in _IN_FORCE)
