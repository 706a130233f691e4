"""The lives of an application and of a panel."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class ApplicationState(models.TextChoices):
    """Where an application for recognition stands. The labels are the office's words."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待受理")
    RETURNED = "returned", _("待补正")
    ACCEPTED = "accepted", _("待初审")
    FIRST_REVIEWED = "first_reviewed", _("待复审")
    SECOND_REVIEWED = "second_reviewed", _("待评审")
    SCHEDULED = "scheduled", _("待考试")
    SCORED = "scored", _("考试合格")
    IN_PANEL = "in_panel", _("评审中")
    PASSED = "passed", _("待公示")
    IN_NOTICE = "in_notice", _("公示中")
    NOTICE_CLEARED = "notice_cleared", _("待认定")
    RECOGNISED = "recognised", _("已认定")
    CERTIFIED = "certified", _("已发证")
    DECLINED = "declined", pgettext_lazy("state", "不予受理")
    REJECTED = "rejected", _("未通过")
    APPEALED = "appealed", _("申诉复评中")
    WITHDRAWN = "withdrawn", _("已撤回")
    LAPSED = "lapsed", _("逾期未补正")


S = ApplicationState

APPLICATION = StateTable(
    "evaluation.Application",
    ApplicationState,
    S.DRAFT,
    [
        ("submit", _("提交"), S.DRAFT, S.SUBMITTED),
        ("resubmit", _("补正后再次提交"), S.RETURNED, S.SUBMITTED),
        ("return", _("退回补正"), S.SUBMITTED, S.RETURNED),
        ("lapse", _("逾期未补正"), S.RETURNED, S.LAPSED),
        ("accept", _("受理"), S.SUBMITTED, S.ACCEPTED),
        ("decline", _("不予受理"), S.SUBMITTED, S.DECLINED),
        ("first_review", _("初审通过"), S.ACCEPTED, S.FIRST_REVIEWED),
        ("second_review", _("复审通过"), S.FIRST_REVIEWED, S.SECOND_REVIEWED),
        ("reject", _("审核不通过"), (S.ACCEPTED, S.FIRST_REVIEWED), S.REJECTED),
        ("confirm", _("核定通过"), S.SECOND_REVIEWED, S.PASSED),
        ("refuse", _("核定不通过"), S.SECOND_REVIEWED, S.REJECTED),
        ("schedule", _("安排考试"), S.SECOND_REVIEWED, S.SCHEDULED),
        ("unschedule", _("取消考试安排"), S.SCHEDULED, S.SECOND_REVIEWED),
        ("score", _("考试合格"), S.SCHEDULED, S.SCORED),
        ("fall_short", _("考试不合格"), S.SCHEDULED, S.REJECTED),
        ("correct_score", _("更正成绩"), S.REJECTED, S.SCORED),
        ("convene", _("送评审组"), (S.SECOND_REVIEWED, S.SCORED), S.IN_PANEL),
        ("pass", _("评审通过"), (S.IN_PANEL, S.SCORED), S.PASSED),
        ("fail", _("评审不通过"), S.IN_PANEL, S.REJECTED),
        ("appeal", _("受理申诉"), S.REJECTED, S.APPEALED),
        ("uphold_appeal", _("申诉成立"), S.APPEALED, S.PASSED),
        ("dismiss_appeal", _("维持原结果"), S.APPEALED, S.REJECTED),
        ("publish", pgettext_lazy("step", "公示"), S.PASSED, S.IN_NOTICE),
        ("take_off_notice", _("撤下公示"), S.IN_NOTICE, S.PASSED),
        ("clear", _("公示无异议"), S.IN_NOTICE, S.NOTICE_CLEARED),
        ("uphold", _("异议成立"), (S.IN_NOTICE, S.NOTICE_CLEARED), S.REJECTED),
        ("recognise", _("认定"), S.NOTICE_CLEARED, S.RECOGNISED),
        ("certify", _("发证"), S.RECOGNISED, S.CERTIFIED),
        ("withdraw", _("撤回"), (S.DRAFT, S.SUBMITTED, S.RETURNED, S.ACCEPTED), S.WITHDRAWN),
    ],
    ended=[S.REJECTED],  # a score query or an appeal may still take it up again
)


def tone_of(state: str) -> str:
    """The tone in which a state is shown: gold for the two good ends, stop for the others."""
    if state in (S.RECOGNISED, S.CERTIFIED):
        return "gold"
    if state in APPLICATION.ended():
        return "stop"
    return "wait" if state == S.RETURNED else "plain"


class PanelState(models.TextChoices):
    """Where a panel stands."""

    VOTING = "voting", _("评分中")
    CLOSED = "closed", _("已结束")


PANEL = StateTable(
    "evaluation.Panel",
    PanelState,
    PanelState.VOTING,
    [("close", _("评审结束"), PanelState.VOTING, PanelState.CLOSED)],
)


class SittingState(models.TextChoices):
    """Where a sitting stands. The labels are the office's words."""

    PLANNED = "planned", _("待发布")
    PUBLISHED = "published", pgettext_lazy("sitting", "已发布")
    UNDER_WAY = "under_way", _("考试中")
    ENDED = "ended", _("已结束")
    CANCELLED = "cancelled", pgettext_lazy("sitting", "已取消")


SITTING = StateTable(
    "evaluation.Sitting",
    SittingState,
    SittingState.PLANNED,
    [
        ("publish", _("发布场次"), SittingState.PLANNED, SittingState.PUBLISHED),
        ("start", _("开考"), SittingState.PUBLISHED, SittingState.UNDER_WAY),
        ("end", _("结束考试"), SittingState.UNDER_WAY, SittingState.ENDED),
        ("cancel", _("取消场次"), (SittingState.PLANNED, SittingState.PUBLISHED), SittingState.CANCELLED),
    ],
)
