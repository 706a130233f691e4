"""The lives of an account, a batch, a payment and a recovery."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class AccountState(models.TextChoices):
    COOLING = "cooling", _("冷静期")
    ACTIVE = "active", _("可用")
    REPLACED = "replaced", _("已更换")
    CLOSED = "closed", _("已停用")
    CANCELLED = "cancelled", _("已撤销")
    REFUSED = "refused", _("核对不符")


ACCOUNT = StateTable(
    "payments.BankAccount",
    AccountState,
    AccountState.COOLING,
    [
        ("activate", _("启用"), AccountState.COOLING, AccountState.ACTIVE),
        ("replace", _("更换"), AccountState.ACTIVE, AccountState.REPLACED),
        ("close", _("停用"), AccountState.ACTIVE, AccountState.CLOSED),
        ("cancel", _("撤销"), AccountState.COOLING, AccountState.CANCELLED),
        ("refuse", _("核对不符"), AccountState.COOLING, AccountState.REFUSED),
    ],
)


class BatchState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    COMPUTING = "computing", _("计算中")
    COMPUTED = "computed", _("待复核")
    REVIEWED = "reviewed", _("待封存")
    SEALED = "sealed", _("待报送")
    SUBMITTED = "submitted", _("已报送")
    ACKNOWLEDGED = "acknowledged", _("银行已受理")
    SETTLED = "settled", _("全部到账")
    RETURNED = "returned", _("有退回")
    DISCARDED = "discarded", _("已作废")


_WITH_BANK = (BatchState.SUBMITTED, BatchState.ACKNOWLEDGED)
_CHECKED = (BatchState.COMPUTED, BatchState.REVIEWED)

BATCH = StateTable(
    "payments.Batch",
    BatchState,
    BatchState.DRAFT,
    [
        ("compute", _("计算"), BatchState.DRAFT, BatchState.COMPUTING),
        ("finish", _("计算完成"), BatchState.COMPUTING, BatchState.COMPUTED),
        ("review", _("复核"), BatchState.COMPUTED, BatchState.REVIEWED),
        ("seal", _("封存"), BatchState.REVIEWED, BatchState.SEALED),
        ("submit", _("报送银行"), BatchState.SEALED, BatchState.SUBMITTED),
        ("acknowledge", _("登记银行受理"), BatchState.SUBMITTED, BatchState.ACKNOWLEDGED),
        # A statement that corrects an answer moves a batch between its two ends.
        ("settle", _("全部到账"), (*_WITH_BANK, BatchState.RETURNED), BatchState.SETTLED),
        ("bounce", _("有退回"), (*_WITH_BANK, BatchState.SETTLED), BatchState.RETURNED),
        ("return", _("退回重算"), _CHECKED, BatchState.DRAFT),
        ("discard", _("作废"), (BatchState.DRAFT, BatchState.COMPUTING, *_CHECKED), BatchState.DISCARDED),
    ],
    ended=[BatchState.SETTLED, BatchState.RETURNED],
)


class PaymentState(models.TextChoices):
    PLANNED = "planned", _("待拨付")
    IN_FLIGHT = "in_flight", _("拨付中")
    SETTLED = "settled", _("已到账")
    RETURNED = "returned", _("已退回")
    UNKNOWN = "unknown", _("结果不明")
    DROPPED = "dropped", _("已移出")


# While a payment is in one of these, no other payment may hold the same month of the same person and policy.
LIVE = (PaymentState.PLANNED, PaymentState.IN_FLIGHT, PaymentState.UNKNOWN)

PAYMENT = StateTable(
    "payments.Payment",
    PaymentState,
    PaymentState.PLANNED,
    [
        ("disburse", _("拨付"), PaymentState.PLANNED, PaymentState.IN_FLIGHT),
        ("settle", _("到账"), (PaymentState.IN_FLIGHT, PaymentState.UNKNOWN), PaymentState.SETTLED),
        ("bounce", _("退回"), (PaymentState.IN_FLIGHT, PaymentState.UNKNOWN), PaymentState.RETURNED),
        ("lose", _("转为结果不明"), PaymentState.IN_FLIGHT, PaymentState.UNKNOWN),
        ("drop", _("移出"), PaymentState.PLANNED, PaymentState.DROPPED),
        # Only a person who settles a difference: the statement contradicts what the return file said.
        ("correct_to_settled", _("更正为已到账"), PaymentState.RETURNED, PaymentState.SETTLED),
        ("correct_to_returned", _("更正为已退回"), PaymentState.SETTLED, PaymentState.RETURNED),
    ],
    ended=[PaymentState.SETTLED, PaymentState.RETURNED],
)


class RecoveryState(models.TextChoices):
    OPEN = "open", _("待追回")
    COLLECTING = "collecting", _("分期追回中")
    COLLECTED = "collected", _("已追回")
    WAIVED = "waived", _("已免除")


_OWING = (RecoveryState.OPEN, RecoveryState.COLLECTING)

RECOVERY = StateTable(
    "payments.Recovery",
    RecoveryState,
    RecoveryState.OPEN,
    [
        ("agree", _("约定分期"), RecoveryState.OPEN, RecoveryState.COLLECTING),
        # Paid back by instalments, or netted by later payments.
        ("collect", _("追回完毕"), _OWING, RecoveryState.COLLECTED),
        ("waive", _("免除"), _OWING, RecoveryState.WAIVED),
    ],
)
