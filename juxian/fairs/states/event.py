"""The life of an event, whatever its kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class EventState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("退回修改")
    PUBLISHED = "published", _("已发布")
    RUNNING = "running", _("进行中")
    ENDED = "ended", _("已结束")
    CANCELLED = "cancelled", _("已取消")
    DISCARDED = "discarded", _("已作废")


_UNSEEN = (EventState.DRAFT, EventState.RETURNED)

EVENT = StateTable(
    "fairs.Event",
    EventState,
    EventState.DRAFT,
    [
        ("submit", _("提交审核"), _UNSEEN, EventState.SUBMITTED),
        ("return", _("退回修改"), EventState.SUBMITTED, EventState.RETURNED),
        ("publish", _("审核发布"), EventState.SUBMITTED, EventState.PUBLISHED),
        ("start", _("开始"), EventState.PUBLISHED, EventState.RUNNING),
        ("end", _("结束"), EventState.RUNNING, EventState.ENDED),
        ("cancel", _("取消活动"), (EventState.PUBLISHED, EventState.RUNNING), EventState.CANCELLED),
        ("discard", _("作废"), (*_UNSEEN, EventState.SUBMITTED), EventState.DISCARDED),
    ],
)
