"""The life of a reservation: a place, its code, and whether somebody came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class ReservationState(models.TextChoices):
    BOOKED = "booked", _("已预约")
    CHECKED_IN = "checked_in", _("已签到")
    NO_SHOW = "no_show", _("未到场")
    CANCELLED = "cancelled", _("已取消")


RESERVATION = StateTable(
    "fairs.Reservation",
    ReservationState,
    ReservationState.BOOKED,
    [
        ("check_in", _("签到"), ReservationState.BOOKED, ReservationState.CHECKED_IN),
        ("miss", _("记为未到场"), ReservationState.BOOKED, ReservationState.NO_SHOW),
        ("cancel", _("取消预约"), ReservationState.BOOKED, ReservationState.CANCELLED),
    ],
)
PLACE_STATES = (str(ReservationState.BOOKED), str(ReservationState.CHECKED_IN))
