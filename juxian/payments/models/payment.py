"""One transfer to one person, and the months it is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.models import Model
from juxian.payments.models.account import BankAccount
from juxian.payments.models.base import POLICY_LENGTH, PayeeQuerySet, first_of_month
from juxian.payments.models.batch import Batch
from juxian.payments.states import PAYMENT, PaymentState


class Payment(Model):
    """One line of a bank file. Its parts add up to its amount: a deferred trigger holds it at commit."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="payments")
    number = models.CharField(_("拨付编号"), max_length=30, unique=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="payments")
    amount_fen = models.BigIntegerField()
    # The returned payment whose money this one carries again.
    replaces = models.ForeignKey("self", models.PROTECT, related_name="successors", null=True)
    bank_reference = models.CharField(max_length=60, blank=True, default="")
    bank_message = models.CharField(max_length=200, blank=True, default="")
    answered_on = models.DateField(null=True)
    # Why it was taken out of its batch.
    note = models.CharField(max_length=300, blank=True, default="")
    # An officer said that a returned payment may go to the same account again.
    repay_at = models.DateTimeField(null=True)
    repay_by = models.CharField(max_length=200, blank=True, default="")
    state = PAYMENT.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = PayeeQuerySet.as_manager()
    states = PAYMENT
    audited = True

    class Meta:
        ordering = ["number"]
        constraints = [
            PAYMENT.constraint("payment_state_known"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="payment_is_positive"),
            models.UniqueConstraint(
                fields=["batch", "person"],
                condition=~models.Q(state=PaymentState.DROPPED),
                name="one_payment_a_person_and_batch",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~models.Q(state=PaymentState.DROPPED), name="repaid_by_one_payment"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="payment_of_person"),
            models.Index(fields=["batch", "state"], name="payment_by_state"),
        ]

    def __str__(self) -> str:
        return self.number


class PaymentPart(Model):
    """What a payment holds of one month. A negative part nets an earlier overpayment.

    `is_live` follows the payment's state by a trigger: true while it is planned, in flight or unknown. While it is, no
    other payment may hold the same month."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="parts")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=POLICY_LENGTH)
    month = models.DateField()
    amount_fen = models.BigIntegerField()
    is_live = models.BooleanField(default=True)

    objects = PayeeQuerySet.as_manager()
    audited = True

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "policy", "month"], condition=models.Q(is_live=True), name="one_live_payment_a_month"
            ),
            models.UniqueConstraint(fields=["payment", "month"], name="one_part_a_month"),
            models.CheckConstraint(condition=~models.Q(amount_fen=0), name="part_is_not_nothing"),
            first_of_month("part_month_is_first"),
        ]
