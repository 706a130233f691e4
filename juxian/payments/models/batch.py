"""A batch: the payments of one policy that go to the bank in one file."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.models import Model
from juxian.kit.secrets import EncryptedTextField
from juxian.payments.models.base import POLICY_LENGTH, OfficeQuerySet, UnderPolicy, first_of_month
from juxian.payments.states import BATCH


class Batch(UnderPolicy, Model):
    """One policy, one payout month, one bank file. `month` is when it is paid; the months it is paid for are in the
    parts of its payments. Count and total are those of the payments that were not taken out."""

    number = models.CharField(_("批次号"), max_length=24, unique=True)
    policy = models.CharField(max_length=POLICY_LENGTH)
    title = models.CharField(max_length=120)
    month = models.DateField(_("发放月份"))
    bank_format = models.CharField(_("银行文件格式"), max_length=40)
    count = models.PositiveIntegerField(default=0)
    total_fen = models.BigIntegerField(default=0)
    # The last serial of a payment's number, also of payments that were dropped: numbers are never given twice.
    last_serial = models.PositiveIntegerField(default=0)
    drafted_by = models.CharField(max_length=200)
    computed_by = models.CharField(max_length=200, blank=True, default="")
    computed_by_id = models.UUIDField(null=True)
    computed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=200, blank=True, default="")
    reviewed_by_id = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    sealed_by = models.CharField(max_length=200, blank=True, default="")
    sealed_by_id = models.UUIDField(null=True)
    sealed_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, blank=True, default="")
    submitted_at = models.DateTimeField(null=True)
    # The file left the house at some instant between these two. The first without the second: nobody knows whether it
    # did, and it is never sent again.
    handed_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    bank_reference = models.CharField(_("银行受理号"), max_length=60, blank=True, default="")
    # Why it was sent back or discarded.
    note = models.CharField(max_length=300, blank=True, default="")
    state = BATCH.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = OfficeQuerySet.as_manager()
    states = BATCH
    audited = True

    class Meta:
        ordering = ["-month", "-number"]
        constraints = [BATCH.constraint("payment_batch_state_known"), first_of_month("payment_batch_month_is_first")]
        indexes = [models.Index(fields=["policy", "-month"], name="payment_batch_of_policy")]

    def __str__(self) -> str:
        return self.number


class Outcome(models.TextChoices):
    """What became of a person in the computation of a batch; all but `PAID` are reasons why nothing is paid now."""

    WAITING = "waiting", _("等待列入批次")
    PAID = "paid", _("列入本批")
    NO_ACCOUNT = "no_account", _("没有可用的收款账户")
    COOLING = "cooling", _("收款账户还在冷静期")
    NAME_DIFFERS = "name_differs", _("户名与姓名不一致")
    NOT_WRITABLE = "not_writable", _("银行文件写不出这个姓名")
    ON_HOLD = "on_hold", _("暂缓拨付")
    NOTHING_DUE = "nothing_due", _("没有应付金额")
    RETURNED_BEFORE = "returned_before", _("上次被银行退回，账户还没有更正")
    IN_ANOTHER_BATCH = "in_another_batch", _("应付月份已在另一批次中")
    DROPPED = "dropped", _("已移出本批")


class BatchCandidate(Model):
    """One person with a balance under the policy when the computation began, and what came of it. Chunks of these rows
    are claimed by workers; after a crash the rows without `done_at` are simply the rest."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="candidates")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.WAITING)
    # What is owed to the person in all (PAID: what is paid now); may be negative.
    amount_fen = models.BigIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True, default="")
    done_at = models.DateTimeField(null=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["serial"]
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="candidate_once_a_batch")]
        indexes = [
            models.Index(fields=["batch", "serial"], condition=models.Q(done_at=None), name="candidate_to_do"),
            models.Index(fields=["batch", "outcome"], name="candidate_by_outcome"),
        ]


class SealedFile(Model):
    """The bank file as it was sealed. It holds account numbers, so the content lies encrypted (Base64 of the bytes);
    hash and signature are of the bytes themselves. A trigger refuses every change but the renewal of the key."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="sealed_file")
    file_name = models.CharField(max_length=80)
    content: Any = EncryptedTextField(key_class="bank")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    total_fen = models.BigIntegerField()
    # What was signed: number, policy, month, count, total and hash as one canonical text.
    payload = models.TextField()
    signature = models.CharField(max_length=128)
    key_id = models.CharField(max_length=20)
    sealed_at = models.DateTimeField()

    objects = OfficeQuerySet.as_manager()
    audited = True
