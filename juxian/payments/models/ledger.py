"""The ledger: double entries that are never changed. A mistake is put right by further entries."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.models import Model
from juxian.payments.models.base import POLICY_LENGTH, PayeeQuerySet, first_of_month


class LedgerAccount(models.TextChoices):
    """Where money stands. `owed` above zero: we owe the person; below zero: the person owes us."""

    EXPENSE = "expense", _("补助支出")
    OWED = "owed", _("应付")
    IN_FLIGHT = "in_flight", _("在途")
    BANK = "bank", _("已付")
    RECOVERED = "recovered", _("已收回")
    WAIVED = "waived", _("已免除")


class Entry(Model):
    """One line of a journal. The lines of a journal add up to zero: a deferred trigger holds it at commit.

    | cause      | expense | owed | in_flight | bank | recovered | waived | cause_id          |
    |------------|---------|------|-----------|------|-----------|--------|-------------------|
    | obligation |   −a    |  +a  |           |      |           |        | the obligation    |
    | disburse   |         |  −a  |    +a     |      |           |        | the payment       |
    | settle     |         |      |    −a     |  +a  |           |        | the payment       |
    | bounce     |         |  +a  |    −a     |      |           |        | the payment       |
    | corrected  |         |  −a  |           |  +a  |           |        | the bank's line   |
    | reversed   |         |  +a  |           |  −a  |           |        | the bank's line   |
    | repaid     |         |  +a  |           |      |    −a     |        | the repayment     |
    | waived     |         |  +a  |           |      |           |   −a   | the recovery      |

    Each for one month, `a` signed: the netted month of a payment travels the same way with its sign. What may be paid
    for a month is the sum of its entries on `owed`.
    """

    journal_id = models.UUIDField()
    at = models.DateTimeField()
    account = models.CharField(max_length=10, choices=LedgerAccount.choices)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=POLICY_LENGTH)
    month = models.DateField()
    amount_fen = models.BigIntegerField()
    cause = models.CharField(max_length=12)
    cause_id = models.UUIDField()

    objects = PayeeQuerySet.as_manager()
    audited = True
    append_only = True

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            # The same cause is booked once, whatever is run twice.
            models.UniqueConstraint(fields=["cause", "cause_id", "account", "month"], name="booked_once"),
            models.CheckConstraint(condition=~models.Q(amount_fen=0), name="entry_is_not_nothing"),
            models.CheckConstraint(condition=models.Q(account__in=LedgerAccount.values), name="entry_account_known"),
            first_of_month("entry_month_is_first"),
        ]
        indexes = [
            models.Index(fields=["journal_id"], name="entry_of_journal"),
            models.Index(fields=["policy", "person", "month"], name="entry_by_policy"),
            models.Index(fields=["person", "policy", "month"], name="entry_of_person"),
        ]
