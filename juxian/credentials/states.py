"""The lives of certificates, of their copies, and of what is asked for. Suspended, revoked, replaced and expired are
four different things."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class CredentialState(models.TextChoices):
    VALID = "valid", _("有效")
    SUSPENDED = "suspended", pgettext_lazy("state", "暂停")
    REVOKED = "revoked", _("已撤销")
    REPLACED = "replaced", _("已换发")
    EXPIRED = "expired", _("已过期")


VALID, SUSPENDED, EXPIRED = CredentialState.VALID, CredentialState.SUSPENDED, CredentialState.EXPIRED

CREDENTIAL = StateTable(
    "credentials.Credential",
    CredentialState,
    VALID,
    [
        ("suspend", _("暂停"), VALID, SUSPENDED),
        ("resume", _("恢复"), SUSPENDED, VALID),
        ("revoke", _("撤销"), (VALID, SUSPENDED, EXPIRED), CredentialState.REVOKED),
        # By a certificate of another number: the first said something wrong and was issued again.
        ("replace", _("换发"), (VALID, SUSPENDED), CredentialState.REPLACED),
        ("expire", _("到期"), (VALID, SUSPENDED), EXPIRED),
        ("renew", _("续期"), EXPIRED, VALID),
    ],
)


class CopyState(models.TextChoices):
    WAITING = "waiting", _("待领取")
    HANDED_OVER = "handed_over", _("已领取")
    REPLACED = "replaced", _("已换发")


COPY = StateTable(
    "credentials.Copy",
    CopyState,
    CopyState.WAITING,
    [
        ("hand_over", _("发放"), CopyState.WAITING, CopyState.HANDED_OVER),
        ("take_back", _("撤回发放登记"), CopyState.HANDED_OVER, CopyState.WAITING),
        ("replace", _("换发"), (CopyState.WAITING, CopyState.HANDED_OVER), CopyState.REPLACED),
    ],
)


class CopyRequestState(models.TextChoices):
    REQUESTED = "requested", _("待办理")
    APPROVED = "approved", _("已补发")
    REFUSED = "refused", _("不予补发")
    WITHDRAWN = "withdrawn", _("已撤回")


COPY_REQUEST = StateTable(
    "credentials.CopyRequest",
    CopyRequestState,
    CopyRequestState.REQUESTED,
    [
        ("approve", _("同意补发"), CopyRequestState.REQUESTED, CopyRequestState.APPROVED),
        ("refuse", _("不予补发"), CopyRequestState.REQUESTED, CopyRequestState.REFUSED),
        ("withdraw", _("撤回申请"), CopyRequestState.REQUESTED, CopyRequestState.WITHDRAWN),
    ],
)


class RevocationState(models.TextChoices):
    PROPOSED = "proposed", _("待执行")
    EXECUTED = "executed", _("已执行")
    DROPPED = "dropped", _("已取消")


REVOCATION = StateTable(
    "credentials.Revocation",
    RevocationState,
    RevocationState.PROPOSED,
    [
        ("execute", _("执行"), RevocationState.PROPOSED, RevocationState.EXECUTED),
        ("drop", _("取消"), RevocationState.PROPOSED, RevocationState.DROPPED),
    ],
)


class PrintRunState(models.TextChoices):
    QUEUED = "queued", _("排版中")
    DONE = "done", _("可下载")
    FAILED = "failed", _("没有排成")


PRINT_RUN = StateTable(
    "credentials.PrintRun",
    PrintRunState,
    PrintRunState.QUEUED,
    [
        ("finish", _("排完"), PrintRunState.QUEUED, PrintRunState.DONE),
        ("fail", _("中断"), PrintRunState.QUEUED, PrintRunState.FAILED),
        ("retry", _("重新排版"), PrintRunState.FAILED, PrintRunState.QUEUED),
    ],
)


class PassportState(models.TextChoices):
    SHARED = "shared", _("可查看")
    WITHDRAWN = "withdrawn", _("已收回")


# Expiry is the clock's: a link past its last day is closed without anybody doing anything.
PASSPORT = StateTable(
    "credentials.SkillPassport",
    PassportState,
    PassportState.SHARED,
    [("withdraw", _("收回"), PassportState.SHARED, PassportState.WITHDRAWN)],
)
