"""The lives of a timetable of interviews, of its appointments, and of a change that is looked at before it is told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class TimetableState(models.TextChoices):
    COLLECTING = "collecting", _("收集意向")
    SOLVING = "solving", _("正在编排")
    SOLVED = "solved", _("已编排待发布")
    PUBLISHED = "published", _("已发布")


class AppointmentState(models.TextChoices):
    PLANNED = "planned", _("待发布")
    TOLD = "told", _("已约定")
    HELD = "held", _("已面谈")
    MISSED = "missed", _("未到")
    CANCELLED = "cancelled", _("已取消")


class TimetableChangeState(models.TextChoices):
    PROPOSED = "proposed", _("待确认")
    TOLD = "told", _("已通知")
    DROPPED = "dropped", _("已放弃")


_OPEN = (TimetableState.COLLECTING, TimetableState.SOLVED)

TIMETABLE = StateTable(
    "fairs.Timetable",
    TimetableState,
    TimetableState.COLLECTING,
    [
        ("begin", _("开始编排"), _OPEN, TimetableState.SOLVING),
        ("solve", _("编排完成"), TimetableState.SOLVING, TimetableState.SOLVED),
        ("reopen", _("退回收集意向"), (TimetableState.SOLVING, TimetableState.SOLVED), TimetableState.COLLECTING),
        ("publish", _("发布时间表"), TimetableState.SOLVED, TimetableState.PUBLISHED),
    ],
    ended=(TimetableState.PUBLISHED,),
)
APPOINTMENT = StateTable(
    "fairs.Appointment",
    AppointmentState,
    AppointmentState.PLANNED,
    [
        ("tell", _("通知"), AppointmentState.PLANNED, AppointmentState.TOLD),
        ("hold", _("记为已面谈"), AppointmentState.TOLD, AppointmentState.HELD),
        ("miss", _("记为未到"), AppointmentState.TOLD, AppointmentState.MISSED),
        ("cancel", _("取消"), (AppointmentState.PLANNED, AppointmentState.TOLD), AppointmentState.CANCELLED),
    ],
)
TIMETABLE_CHANGE = StateTable(
    "fairs.TimetableChange",
    TimetableChangeState,
    TimetableChangeState.PROPOSED,
    [
        ("tell", _("确认并通知"), TimetableChangeState.PROPOSED, TimetableChangeState.TOLD),
        ("drop", _("放弃调整"), TimetableChangeState.PROPOSED, TimetableChangeState.DROPPED),
    ],
)
STANDING_STATES = (str(AppointmentState.PLANNED), str(AppointmentState.TOLD))
