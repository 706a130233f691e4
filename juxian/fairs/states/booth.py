"""The life of a booth: one legal entity at one event."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class BoothState(models.TextChoices):
    REQUESTED = "requested", _("待审核")
    APPROVED = "approved", _("已确认")
    REFUSED = "refused", _("未通过")
    CANCELLED = "cancelled", _("已取消")
    FORFEITED = "forfeited", _("未到失效")
    WITHDRAWN = "withdrawn", _("已撤展")


_HELD = (BoothState.REQUESTED, BoothState.APPROVED)

BOOTH = StateTable(
    "fairs.Booth",
    BoothState,
    BoothState.REQUESTED,
    [
        ("approve", _("确认参会"), BoothState.REQUESTED, BoothState.APPROVED),
        ("refuse", _("不予通过"), BoothState.REQUESTED, BoothState.REFUSED),
        ("cancel", _("取消参会"), _HELD, BoothState.CANCELLED),
        # Not there by the cut-off: the booth is lost.
        ("forfeit", _("未到失效"), BoothState.APPROVED, BoothState.FORFEITED),
        # The office, or the blacklist, takes an employer out, also in the middle of the event.
        ("withdraw", _("撤展"), _HELD, BoothState.WITHDRAWN),
    ],
)
HELD_STATES = tuple(str(state) for state in _HELD)
