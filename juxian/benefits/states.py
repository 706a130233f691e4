"""The lives of a run, an entitlement, an appeal, and what an employer says of its staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class RunState(models.TextChoices):
    """Where the computation of a month stands."""

    DRAFT = "draft", _("待冻结数据")
    FROZEN = "frozen", _("待计算")
    EVALUATED = "evaluated", _("待抽查")
    REVIEWED = "reviewed", _("待入账")
    POSTED = "posted", _("已入账")
    DISCARDED = "discarded", _("已作废")


R = RunState

RUN = StateTable(
    "benefits.Run",
    RunState,
    R.DRAFT,
    [
        ("freeze", _("冻结数据"), R.DRAFT, R.FROZEN),
        ("evaluate", _("计算"), R.FROZEN, R.EVALUATED),
        ("review", _("抽查通过"), R.EVALUATED, R.REVIEWED),
        ("post", _("入账"), R.REVIEWED, R.POSTED),
        ("discard", _("作废"), (R.DRAFT, R.FROZEN, R.EVALUATED, R.REVIEWED), R.DISCARDED),
    ],
)


class EntitlementState(models.TextChoices):
    """Where the promise to one person stands."""

    FOUND = "found", _("待抽查")
    HELD = "held", _("待核实")
    ASKED = "asked", _("待本人确认")
    DISPUTED = "disputed", _("本人称数据有误")
    CONFIRMED = "confirmed", _("待公示")
    ON_NOTICE = "on_notice", _("公示中")
    CLEARED = "cleared", _("待兑现")
    GRANTED = "granted", _("享受中")
    DECLINED = "declined", _("本人放弃")
    LAPSED = "lapsed", _("逾期未确认")
    REFUSED = "refused", _("不予兑现")
    ENDED = "ended", _("已终止")


E = EntitlementState

ENTITLEMENT = StateTable(
    "benefits.Entitlement",
    EntitlementState,
    E.FOUND,
    [
        ("ask", _("请本人确认"), (E.FOUND, E.DISPUTED), E.ASKED),
        ("hold", _("暂缓核实"), (E.FOUND, E.ASKED, E.CONFIRMED), E.HELD),
        ("release", _("核实无误"), E.HELD, E.FOUND),
        ("confirm", _("确认享受"), E.ASKED, E.CONFIRMED),
        ("presume", _("未答复视为确认"), E.ASKED, E.CONFIRMED),
        ("lapse", _("逾期未确认"), E.ASKED, E.LAPSED),
        ("decline", _("放弃"), (E.ASKED, E.CONFIRMED, E.GRANTED), E.DECLINED),
        ("dispute", _("数据有误"), E.ASKED, E.DISPUTED),
        ("publish", pgettext_lazy("step", "公示"), E.CONFIRMED, E.ON_NOTICE),
        ("take_off_notice", _("撤下公示"), E.ON_NOTICE, E.CONFIRMED),
        ("clear", _("公示无异议"), E.ON_NOTICE, E.CLEARED),
        ("uphold", _("异议成立"), (E.CONFIRMED, E.ON_NOTICE, E.CLEARED), E.REFUSED),
        ("grant", _("兑现"), E.CLEARED, E.GRANTED),
        ("refuse", _("不予兑现"), (E.HELD, E.DISPUTED), E.REFUSED),
        ("reopen", _("重新办理"), (E.DECLINED, E.LAPSED, E.REFUSED, E.ENDED), E.FOUND),
        ("end", _("终止"), E.GRANTED, E.ENDED),
        (
            "absorb",
            _("并入同一人的另一条记录"),
            (E.FOUND, E.HELD, E.ASKED, E.DISPUTED, E.CONFIRMED, E.ON_NOTICE, E.CLEARED, E.GRANTED),
            E.ENDED,
        ),
    ],
    ended=[E.DECLINED, E.LAPSED, E.REFUSED, E.ENDED],  # a change of mind or an appeal may take it up again
)


class AppealState(models.TextChoices):
    """Where an appeal against what a run or an officer said stands."""

    FILED = "filed", _("待受理")
    ACCEPTED = "accepted", _("核查中")
    UPHELD = "upheld", _("申诉成立")
    DISMISSED = "dismissed", _("维持原结果")
    WITHDRAWN = "withdrawn", _("已撤回")


A = AppealState

APPEAL = StateTable(
    "benefits.Appeal",
    AppealState,
    A.FILED,
    [
        ("accept", _("受理"), A.FILED, A.ACCEPTED),
        ("uphold", _("申诉成立"), A.ACCEPTED, A.UPHELD),
        ("dismiss", _("维持原结果"), A.ACCEPTED, A.DISMISSED),
        ("withdraw", _("撤回"), A.FILED, A.WITHDRAWN),
    ],
)


class StaffReportState(models.TextChoices):
    """Where an employer's word that somebody left stands."""

    REPORTED = "reported", _("待核实")
    SETTLED = "settled", _("已核实")
    WITHDRAWN = "withdrawn", _("已撤回")


STAFF_REPORT = StateTable(
    "benefits.StaffReport",
    StaffReportState,
    StaffReportState.REPORTED,
    [
        ("settle", _("核实离职"), StaffReportState.REPORTED, StaffReportState.SETTLED),
        ("withdraw", _("撤回"), StaffReportState.REPORTED, StaffReportState.WITHDRAWN),
    ],
)


def tone_of(state: str) -> str:
    """The tone in which an entitlement's state is shown."""
    if state == E.GRANTED:
        return "gold"
    if state in ENTITLEMENT.ended():
        return "stop"
    return "wait" if state in (E.ASKED, E.DISPUTED, E.HELD) else "plain"
