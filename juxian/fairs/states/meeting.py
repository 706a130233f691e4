"""The life of a meeting: a place in the queue of a booth of an online fair, then a talk of two."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class MeetingState(models.TextChoices):
    WAITING = "waiting", _("排队中")
    CALLED = "called", _("请进入")
    TALKING = "talking", _("交谈中")
    DONE = "done", _("已结束")
    MISSED = "missed", _("未到")
    LEFT = "left", _("已离开")
    REFUSED = "refused", _("已谢绝")


_OPEN = (MeetingState.WAITING, MeetingState.CALLED, MeetingState.TALKING)

MEETING = StateTable(
    "fairs.Meeting",
    MeetingState,
    MeetingState.WAITING,
    [
        ("call", _("叫号"), MeetingState.WAITING, MeetingState.CALLED),
        ("enter", _("进入交谈"), MeetingState.CALLED, MeetingState.TALKING),
        ("finish", _("结束交谈"), MeetingState.TALKING, MeetingState.DONE),
        ("miss", _("逾时未进入"), MeetingState.CALLED, MeetingState.MISSED),
        ("return", _("重新排队"), MeetingState.MISSED, MeetingState.WAITING),
        ("leave", _("离开队伍"), (MeetingState.WAITING, MeetingState.CALLED), MeetingState.LEFT),
        # The booth was closed, or the event ended, with people still waiting or talking: not their doing.
        ("release", _("展位关闭，结束等候"), _OPEN, MeetingState.LEFT),
        ("refuse", _("谢绝"), _OPEN, MeetingState.REFUSED),
    ],
)
OPEN_STATES = tuple(str(state) for state in _OPEN)
TOGETHER_STATES = (str(MeetingState.CALLED), str(MeetingState.TALKING))
