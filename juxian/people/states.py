"""State tables of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class OrganisationState(models.TextChoices):
    DRAFT = "draft", _("待提交")
    SUBMITTED = "submitted", _("待核验")
    RETURNED = "returned", pgettext_lazy("state", "退回补正")
    VERIFIED = "verified", _("已核验")
    REJECTED = "rejected", pgettext_lazy("state", "不予核验")
    SUSPENDED = "suspended", _("已停用")


ORGANISATION = StateTable(
    "people.organisation",
    OrganisationState,
    OrganisationState.DRAFT,
    [
        ("submit", _("提交核验"), ("draft", "returned"), "submitted"),
        ("withdraw", _("撤回"), "submitted", "draft"),
        ("return", _("退回补正"), "submitted", "returned"),
        ("verify", _("核验通过"), "submitted", "verified"),
        ("reject", _("不予核验"), "submitted", "rejected"),
        ("amend", _("变更登记"), "verified", "draft"),
        ("suspend", _("停用"), "verified", "suspended"),
        ("restore", _("恢复"), "suspended", "verified"),
    ],
)


class MembershipState(models.TextChoices):
    INVITED = "invited", _("已邀请")
    ACTIVE = "active", _("在任")
    SUSPENDED = "suspended", pgettext_lazy("state", "暂停")
    ENDED = "ended", _("已结束")


MEMBERSHIP = StateTable(
    "people.membership",
    MembershipState,
    MembershipState.INVITED,
    [
        ("accept", _("接受邀请"), "invited", "active"),
        ("suspend", _("暂停"), "active", "suspended"),
        ("resume", _("恢复"), "suspended", "active"),
        ("end", _("结束"), ("invited", "active", "suspended"), "ended"),
    ],
)


class DeletionRequestState(models.TextChoices):
    REQUESTED = "requested", _("待决定")
    APPROVED = "approved", _("同意，待删除")
    REFUSED = "refused", pgettext_lazy("state", "不同意")
    WITHDRAWN = "withdrawn", _("本人撤回")
    ERASED = "erased", _("已删除")


DELETION_REQUEST = StateTable(
    "people.deletion_request",
    DeletionRequestState,
    DeletionRequestState.REQUESTED,
    [
        ("approve", _("同意删除"), "requested", "approved"),
        ("refuse", _("不同意删除"), "requested", "refused"),
        ("withdraw", _("撤回"), ("requested", "approved"), "withdrawn"),
        ("erase", _("删除"), "approved", "erased"),
    ],
)


class CorrectionRequestState(models.TextChoices):
    REQUESTED = "requested", _("待决定")
    CORRECTED = "corrected", _("已更正")
    REFUSED = "refused", pgettext_lazy("state", "不同意")
    WITHDRAWN = "withdrawn", _("本人撤回")


CORRECTION_REQUEST = StateTable(
    "people.correction_request",
    CorrectionRequestState,
    CorrectionRequestState.REQUESTED,
    [
        ("correct", _("同意更正"), "requested", "corrected"),
        ("refuse", _("不同意更正"), "requested", "refused"),
        ("withdraw", _("撤回"), "requested", "withdrawn"),
    ],
)

# How the badge of a state looks; the word says it, the tone helps.
TONES = {
    "draft": "plain",
    "submitted": "wait",
    "returned": "stop",
    "verified": "ok",
    "rejected": "stop",
    "suspended": "stop",
    "invited": "wait",
    "active": "ok",
    "ended": "plain",
    "requested": "wait",
    "approved": "wait",
    "refused": "stop",
    "withdrawn": "plain",
    "erased": "plain",
    "corrected": "ok",
}
