"""The lives of a public notice, of one entry on it, and of an objection."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class NoticeState(models.TextChoices):
    DRAFT = "draft", _("拟公示")
    PUBLISHED = "published", _("公示中")
    CLOSED = "closed", _("公示期满")
    WITHDRAWN = "withdrawn", _("已撤回")


class EntryState(models.TextChoices):
    PENDING = "pending", _("公示中或核实中")
    CLEAR = "clear", _("无异议")
    OBJECTED = "objected", _("异议成立")


class ObjectionState(models.TextChoices):
    RECEIVED = "received", _("已收到")
    VERIFYING = "verifying", _("核实中")
    UPHELD = "upheld", _("异议成立")
    DISMISSED = "dismissed", _("异议不成立")


NOTICE = StateTable(
    "notices.notice",
    NoticeState,
    NoticeState.DRAFT,
    [
        ("publish", _("发布公示"), NoticeState.DRAFT, NoticeState.PUBLISHED),
        ("close", _("公示期满"), NoticeState.PUBLISHED, NoticeState.CLOSED),
        ("withdraw", _("撤回公示"), [NoticeState.DRAFT, NoticeState.PUBLISHED], NoticeState.WITHDRAWN),
    ],
)
ENTRY = StateTable(
    "notices.entry",
    EntryState,
    EntryState.PENDING,
    [
        ("clear", _("无异议"), EntryState.PENDING, EntryState.CLEAR),
        ("object", _("异议成立"), [EntryState.PENDING, EntryState.CLEAR], EntryState.OBJECTED),
    ],
)
OBJECTION = StateTable(
    "notices.objection",
    ObjectionState,
    ObjectionState.RECEIVED,
    [
        ("accept", _("开始核实"), ObjectionState.RECEIVED, ObjectionState.VERIFYING),
        ("uphold", _("异议成立"), ObjectionState.VERIFYING, ObjectionState.UPHELD),
        ("dismiss", _("异议不成立"), ObjectionState.VERIFYING, ObjectionState.DISMISSED),
    ],
)
