"""The lives of a complaint about a vacancy, and of an employer's entry on the blacklist."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class ReportState(models.TextChoices):
    """Where a complaint stands."""

    FILED = "filed", _("待受理")
    ACCEPTED = "accepted", _("核查中")
    UPHELD = "upheld", _("举报属实")
    DISMISSED = "dismissed", _("举报不属实")


R = ReportState

REPORT = StateTable(
    "recruitment.VacancyReport",
    ReportState,
    R.FILED,
    [
        ("accept", _("受理"), R.FILED, R.ACCEPTED),
        ("uphold", _("举报属实"), R.ACCEPTED, R.UPHELD),
        ("dismiss", _("举报不属实"), R.ACCEPTED, R.DISMISSED),
    ],
)


class BlacklistingState(models.TextChoices):
    """Whether an employer is kept from recruiting here."""

    IN_FORCE = "in_force", _("列入中")
    LIFTED = "lifted", _("已移出")
    ENDED = "ended", _("期满移出")


BLACKLISTING = StateTable(
    "recruitment.Blacklisting",
    BlacklistingState,
    BlacklistingState.IN_FORCE,
    [
        ("lift", _("移出黑名单"), BlacklistingState.IN_FORCE, BlacklistingState.LIFTED),
        ("end", _("期满移出"), BlacklistingState.IN_FORCE, BlacklistingState.ENDED),
    ],
)
