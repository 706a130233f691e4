"""What the bank says: return files and statements, line by line, and what did not fit."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.models import Model
from juxian.kit.secrets import EncryptedTextField
from juxian.payments.models.base import OfficeQuerySet
from juxian.payments.models.batch import Batch
from juxian.payments.models.payment import Payment


class ReplyKind(models.TextChoices):
    RETURN = "return", _("回盘文件")
    STATEMENT = "statement", _("对账单")


class BankReply(Model):
    """One file of the bank. The same bytes are taken in once."""

    kind = models.CharField(max_length=10, choices=ReplyKind.choices)
    bank_format = models.CharField(max_length=40)
    # The batch that the file was taken in for; a statement may speak of several and name none.
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="replies", null=True)
    file_name = models.CharField(max_length=120)
    file_hash = models.CharField(max_length=64, unique=True)
    content: Any = EncryptedTextField(key_class="bank")  # Base64 of the bytes: they name accounts
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    line_count = models.PositiveIntegerField(default=0)
    settled_count = models.PositiveIntegerField(default=0)
    returned_count = models.PositiveIntegerField(default=0)
    difference_count = models.PositiveIntegerField(default=0)
    total_fen = models.BigIntegerField(default=0)

    objects = OfficeQuerySet.as_manager()
    audited = True
    audited_by_name = ("file_name",)

    class Meta:
        ordering = ["-received_at", "-id"]


class LineResult(models.TextChoices):
    PAID = "paid", _("已到账")
    RETURNED = "returned", _("已退回")


class Fault(models.TextChoices):
    """Why a line could not be followed; a person settles each."""

    UNKNOWN_LINE = "unknown_line", _("我方没有这笔拨付")
    WRONG_AMOUNT = "wrong_amount", _("金额与拨付不一致")
    WRONG_ACCOUNT = "wrong_account", _("账号与拨付不一致")
    WRONG_BATCH = "wrong_batch", _("属于另一批次")
    NOT_SENT = "not_sent", _("这笔拨付没有报送过")
    TWICE = "twice", _("同一笔出现两次")
    CONTRADICTION = "contradiction", _("与先前的回复相反")
    MISSING = "missing", _("文件里缺少这笔拨付")


class Decision(models.TextChoices):
    """What a person says to a difference."""

    FOLLOW = "follow", _("以银行的这一行为准")
    KEEP = "keep", _("维持我方记录")
    PAID = "paid", _("经查询银行，已到账")
    NOT_PAID = "not_paid", _("经查询银行，未到账")


class LineQuerySet(OfficeQuerySet):
    def differences(self) -> "LineQuerySet":
        return self.exclude(fault="")

    def open(self) -> "LineQuerySet":
        """Differences that still wait for a person."""
        return self.differences().filter(settled_at=None)


class BankReplyLine(Model):
    """One line of a file as it was read. Without a fault it was followed."""

    reply = models.ForeignKey(BankReply, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()  # as an editor counts; 0 for a payment that the file leaves out
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="bank_lines", null=True)
    payment_number = models.CharField(max_length=60)
    amount_fen = models.BigIntegerField()
    result = models.CharField(max_length=10, choices=LineResult.choices, blank=True, default="")
    message = models.CharField(max_length=200, blank=True, default="")
    bank_reference = models.CharField(max_length=60, blank=True, default="")
    booked_on = models.DateField(null=True)
    fault = models.CharField(max_length=20, choices=Fault.choices, blank=True, default="")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")

    objects = LineQuerySet.as_manager()
    audited = True

    class Meta:
        ordering = ["reply", "row"]
        indexes = [
            models.Index(fields=["payment"], name="line_of_payment"),
            models.Index(
                fields=["reply"], condition=models.Q(settled_at=None) & ~models.Q(fault=""), name="open_differences"
            ),
        ]
