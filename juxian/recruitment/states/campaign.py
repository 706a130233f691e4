"""The life of a campaign (招聘季、专场), and of one employer in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class CampaignState(models.TextChoices):
    """Where a hiring season stands."""

    DRAFT = "draft", _("筹备中")
    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已结束")
    DISCARDED = "discarded", _("已作废")


C = CampaignState

CAMPAIGN = StateTable(
    "recruitment.Campaign",
    CampaignState,
    C.DRAFT,
    [
        ("publish", pgettext_lazy("campaign", "发布"), C.DRAFT, C.OPEN),
        ("close", _("提前结束"), C.OPEN, C.CLOSED),
        ("end", _("到期结束"), C.OPEN, C.CLOSED),
        ("discard", _("作废"), C.DRAFT, C.DISCARDED),
    ],
)


class ParticipationState(models.TextChoices):
    """Where one employer's place in a campaign stands. Only a confirmed one counts as a participation (家次)."""

    APPLIED = "applied", _("待确认")
    CONFIRMED = "confirmed", _("已参加")
    DECLINED = "declined", _("未通过")
    WITHDRAWN = "withdrawn", _("已退出")


J = ParticipationState

PARTICIPATION = StateTable(
    "recruitment.Participation",
    ParticipationState,
    J.APPLIED,
    [
        ("confirm", _("确认参加"), J.APPLIED, J.CONFIRMED),
        ("decline", _("不同意参加"), J.APPLIED, J.DECLINED),
        ("withdraw", _("退出"), (J.APPLIED, J.CONFIRMED), J.WITHDRAWN),
        ("rejoin", _("重新报名"), (J.DECLINED, J.WITHDRAWN), J.APPLIED),
    ],
)
