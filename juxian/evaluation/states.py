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
        ("fall_short", _("考试不合格"), (S.SCHEDULED, S.SCORED), S.REJECTED),
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
        ("uphold", _("异议成立"), (S.PASSED, S.IN_NOTICE, S.NOTICE_CLEARED), S.REJECTED),
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


class EmployerPlanState(models.TextChoices):
    """Where an employer's plan of its own evaluation stands."""

    FILED = "filed", _("待备案")
    RETURNED = "returned", pgettext_lazy("filing", "退回修改")
    APPROVED = "approved", _("已备案")
    REFUSED = "refused", pgettext_lazy("state", "不予备案")
    CLOSED = "closed", pgettext_lazy("filing", "已结束")


EMPLOYER_PLAN = StateTable(
    "evaluation.EmployerPlan",
    EmployerPlanState,
    EmployerPlanState.FILED,
    [
        ("return", _("退回修改"), EmployerPlanState.FILED, EmployerPlanState.RETURNED),
        ("refile", _("重新备案"), EmployerPlanState.RETURNED, EmployerPlanState.FILED),
        ("approve", _("同意备案"), EmployerPlanState.FILED, EmployerPlanState.APPROVED),
        ("refuse", _("不予备案"), EmployerPlanState.FILED, EmployerPlanState.REFUSED),
        ("close", _("结束评价"), EmployerPlanState.APPROVED, EmployerPlanState.CLOSED),
    ],
)


class SpotCheckState(models.TextChoices):
    """What came of a spot check."""

    DRAWN = "drawn", _("待抽查")
    PASSED = "passed", _("抽查通过")
    FAILED = "failed", _("抽查不通过")


SPOT_CHECK = StateTable(
    "evaluation.SpotCheck",
    SpotCheckState,
    SpotCheckState.DRAWN,
    [
        ("pass", _("抽查通过"), SpotCheckState.DRAWN, SpotCheckState.PASSED),
        ("fail", _("抽查不通过"), SpotCheckState.DRAWN, SpotCheckState.FAILED),
    ],
)


class BatchState(models.TextChoices):
    """Where a sheet of workers stands."""

    CHECKING = "checking", _("检查中")
    READY = "ready", _("待导入")
    UNREADABLE = "unreadable", _("无法读取")
    IMPORTING = "importing", _("导入中")
    IMPORTED = "imported", _("已导入")
    DISCARDED = "discarded", _("已放弃")


B = BatchState

BATCH = StateTable(
    "evaluation.Batch",
    BatchState,
    B.CHECKING,
    [
        ("check", _("检查完毕"), B.CHECKING, B.READY),
        ("refuse_file", _("无法读取"), B.CHECKING, B.UNREADABLE),
        ("begin", _("开始导入"), B.READY, B.IMPORTING),
        ("stop", _("停止导入"), B.IMPORTING, B.READY),
        ("finish", _("导入完毕"), B.IMPORTING, B.IMPORTED),
        ("discard", _("放弃导入"), B.READY, B.DISCARDED),
    ],
)


class BatchRowState(models.TextChoices):
    """Where one worker of a batch stands, until their application goes its own way."""

    INVITED = "invited", _("待本人注册")
    WAITING = "waiting", _("待本人确认")
    SUBMITTED = "submitted", _("本人已提交")
    DECLINED = "declined", _("本人不同意")
    LAPSED = "lapsed", _("逾期未确认")
    WITHDRAWN = "withdrawn", _("单位已撤回")


R = BatchRowState

BATCH_ROW = StateTable(
    "evaluation.BatchRow",
    BatchRowState,
    R.INVITED,
    [
        ("meet", _("本人已注册"), R.INVITED, R.WAITING),
        ("submit", _("本人提交"), R.WAITING, R.SUBMITTED),
        ("decline", _("本人不同意"), R.WAITING, R.DECLINED),
        ("lapse", _("逾期未确认"), (R.INVITED, R.WAITING), R.LAPSED),
        ("withdraw", _("单位撤回"), (R.INVITED, R.WAITING), R.WITHDRAWN),
    ],
)


class MarkState(models.TextChoices):
    """Where the mark of one candidate in one part stands."""

    WAITING = "waiting", _("待录入")
    ENTERED = "entered", _("待第二次录入")
    DISAGREED = "disagreed", _("两次不一致")
    AGREED = "agreed", _("待签字")
    SIGNED = "signed", _("待公布")
    RELEASED = "released", pgettext_lazy("mark", "已公布")


M = MarkState

MARK = StateTable(
    "evaluation.Mark",
    MarkState,
    M.WAITING,
    [
        ("enter", _("首次录入"), M.WAITING, M.ENTERED),
        ("agree", _("两次一致"), (M.ENTERED, M.DISAGREED), M.AGREED),
        ("disagree", _("两次不一致"), M.ENTERED, M.DISAGREED),
        ("settle", _("裁定分数"), M.DISAGREED, M.AGREED),
        ("void", _("缺考或违纪，不评分"), M.WAITING, M.AGREED),
        ("reopen", _("退回重新录入"), (M.ENTERED, M.DISAGREED, M.AGREED), M.WAITING),
        ("sign", _("主考签字"), M.AGREED, M.SIGNED),
        ("release", _("公布成绩"), M.SIGNED, M.RELEASED),
    ],
)


class ScoreQueryState(models.TextChoices):
    """Where a request to check a mark again (成绩复核) stands."""

    FILED = "filed", _("待复核")
    PROPOSED = "proposed", _("更正待确认")
    UNCHANGED = "unchanged", _("维持原成绩")
    CORRECTED = "corrected", _("已更正")


SCORE_QUERY = StateTable(
    "evaluation.ScoreQuery",
    ScoreQueryState,
    ScoreQueryState.FILED,
    [
        ("keep", _("维持原成绩"), ScoreQueryState.FILED, ScoreQueryState.UNCHANGED),
        ("propose", _("提出更正"), ScoreQueryState.FILED, ScoreQueryState.PROPOSED),
        ("confirm", _("确认更正"), ScoreQueryState.PROPOSED, ScoreQueryState.CORRECTED),
        ("return", _("退回更正"), ScoreQueryState.PROPOSED, ScoreQueryState.FILED),
    ],
)


class DrawState(models.TextChoices):
    """Where a draw of lots stands."""

    COMMITTED = "committed", _("已承诺，待抽签")
    DRAWN = "drawn", _("已抽签")
    VOID = "void", _("已作废")


DRAW = StateTable(
    "evaluation.Draw",
    DrawState,
    DrawState.COMMITTED,
    [
        ("draw", _("抽签"), DrawState.COMMITTED, DrawState.DRAWN),
        ("void", _("作废"), DrawState.COMMITTED, DrawState.VOID),
    ],
)


class AppealState(models.TextChoices):
    """Where an appeal against a panel's result stands."""

    FILED = "filed", pgettext_lazy("appeal", "待受理")
    ACCEPTED = "accepted", _("复评中")
    REFUSED = "refused", pgettext_lazy("appeal", "不予受理")
    UPHELD = "upheld", _("申诉成立")
    DISMISSED = "dismissed", _("维持原结果")
    WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "已撤回")


APPEAL = StateTable(
    "evaluation.Appeal",
    AppealState,
    AppealState.FILED,
    [
        ("accept", _("受理申诉"), AppealState.FILED, AppealState.ACCEPTED),
        ("refuse", _("不予受理申诉"), AppealState.FILED, AppealState.REFUSED),
        ("withdraw", _("撤回申诉"), AppealState.FILED, AppealState.WITHDRAWN),
        ("uphold", _("申诉成立"), AppealState.ACCEPTED, AppealState.UPHELD),
        ("dismiss", _("维持原结果"), AppealState.ACCEPTED, AppealState.DISMISSED),
    ],
)


class PlacesChangeState(models.TextChoices):
    """Where a change of a plan's places stands."""

    PROPOSED = "proposed", pgettext_lazy("places", "待确认")
    CONFIRMED = "confirmed", pgettext_lazy("places", "已生效")
    DROPPED = "dropped", pgettext_lazy("places", "已取消")


PLACES_CHANGE = StateTable(
    "evaluation.PlacesChange",
    PlacesChangeState,
    PlacesChangeState.PROPOSED,
    [
        ("drop", _("取消名额调整"), PlacesChangeState.PROPOSED, PlacesChangeState.DROPPED),
        ("confirm", _("确认名额调整"), PlacesChangeState.PROPOSED, PlacesChangeState.CONFIRMED),
    ],
)
