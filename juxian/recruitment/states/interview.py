"""The life of an interview: times are offered, one is booked, it is held, or somebody did not come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class InterviewState(models.TextChoices):
    """Where an interview stands."""

    PROPOSED = "proposed", _("待选时间")
    BOOKED = "booked", _("已约定")
    HELD = "held", _("已面试")
    CANDIDATE_MISSED = "candidate_missed", _("求职者未到")
    EMPLOYER_MISSED = "employer_missed", _("单位未到")
    CANCELLED = "cancelled", _("已取消")


S = InterviewState

INTERVIEW = StateTable(
    "recruitment.Interview",
    InterviewState,
    S.PROPOSED,
    [
        ("book", _("选定时间"), S.PROPOSED, S.BOOKED),
        ("move", _("改时间"), S.BOOKED, S.PROPOSED),
        ("hold", _("已面试"), S.BOOKED, S.HELD),
        ("miss_candidate", _("求职者未到"), S.BOOKED, S.CANDIDATE_MISSED),
        ("miss_employer", _("单位未到"), S.BOOKED, S.EMPLOYER_MISSED),
        ("cancel", _("取消面试"), (S.PROPOSED, S.BOOKED), S.CANCELLED),
    ],
)
