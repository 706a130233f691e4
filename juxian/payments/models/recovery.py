"""Money that has to come back: netted by later payments, paid by instalments, or waived with four eyes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.models import Model
from juxian.payments.models.base import POLICY_LENGTH, PayeeQuerySet, UnderPolicy
from juxian.payments.states import RECOVERY, RecoveryState

# Whoever draws an allowance always draws a part of it: netting takes at most so many percent of a payment.
MOST_OFFSET = 90


class Recovery(UnderPolicy, Model):
    """A claim on a person under one policy. `offset_share` percent of each payment may be kept back; 0 while
    instalments run."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=POLICY_LENGTH)
    amount_fen = models.BigIntegerField()
    reason = models.CharField(_("追回原因"), max_length=300)
    article = models.CharField(_("依据条款"), max_length=200, blank=True, default="")
    # The last day on which it can be claimed before a court.
    limitation_on = models.DateField(null=True)
    offset_share = models.PositiveSmallIntegerField(_("每次抵扣比例（%）"))
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.CharField(max_length=200)
    # A waiver is proposed by one officer and confirmed by another.
    waiver_reason = models.CharField(max_length=300, blank=True, default="")
    waiver_proposed_by = models.CharField(max_length=200, blank=True, default="")
    waiver_proposed_by_id = models.UUIDField(null=True)
    waiver_proposed_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True, default="")
    state = RECOVERY.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = PayeeQuerySet.as_manager()
    states = RECOVERY
    audited = True

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            RECOVERY.constraint("recovery_state_known"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="recovery_is_positive"),
            models.CheckConstraint(condition=models.Q(offset_share__lte=MOST_OFFSET), name="offset_leaves_something"),
            models.UniqueConstraint(
                fields=["person", "policy"],
                condition=models.Q(state__in=[RecoveryState.OPEN, RecoveryState.COLLECTING]),
                name="one_open_recovery",
            ),
        ]

    @property
    def tone(self) -> str:
        tones = {RecoveryState.OPEN: "wait", RecoveryState.COLLECTING: "wait", RecoveryState.COLLECTED: "ok"}
        return tones.get(RecoveryState(self.state), "plain")

    @property
    def is_open(self) -> bool:
        return self.state in (RecoveryState.OPEN, RecoveryState.COLLECTING)


class InstalmentQuerySet(PayeeQuerySet):
    person_path = "recovery__person"


class Instalment(Model):
    """One agreed repayment."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount_fen = models.BigIntegerField()
    paid_on = models.DateField(null=True)
    paid_fen = models.BigIntegerField(default=0)
    recorded_by = models.CharField(max_length=200, blank=True, default="")

    objects = InstalmentQuerySet.as_manager()
    audited = True

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["recovery", "number"], name="instalment_once"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="instalment_is_positive"),
        ]

    @property
    def rest_fen(self) -> int:
        return max(self.amount_fen - self.paid_fen, 0)

    @property
    def is_late(self) -> bool:
        return self.rest_fen > 0 and self.due_on < clock.today()


class RepaymentQuerySet(PayeeQuerySet):
    person_path = "instalment__recovery__person"


class Repayment(Model):
    """Money that came back for an instalment, as the bank's slip says. Only ever added; the ledger books each."""

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="repayments")
    paid_on = models.DateField()
    amount_fen = models.BigIntegerField()
    reference = models.CharField(_("银行回单号"), max_length=60, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    objects = RepaymentQuerySet.as_manager()
    audited = True
    append_only = True

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="repayment_is_positive"),
            # The same slip is not booked twice for one part.
            models.UniqueConstraint(
                fields=["instalment", "reference"], condition=~models.Q(reference=""), name="a_slip_once"
            ),
        ]
