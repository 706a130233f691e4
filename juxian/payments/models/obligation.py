"""What the law owes a person for a month, as the runs of benefits found it. Only ever added."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.models import Model
from juxian.payments.models.base import POLICY_LENGTH, PayeeQuerySet, UnderPolicy, first_of_month


class ObligationKind(models.TextChoices):
    REGULAR = "regular", _("当期")
    ARREARS = "arrears", _("补发")
    OVERPAYMENT = "overpayment", _("多发")
    CORRECTION = "correction", _("更正")


class Obligation(UnderPolicy, Model):
    """A difference: what a run found, less what was owed before. A negative one says that too much was promised."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=POLICY_LENGTH)
    month = models.DateField()
    amount_fen = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=ObligationKind.choices)
    # What changed: [{"what": …, "before": …, "after": …}]; empty for the first finding of a month.
    changed = models.JSONField(default=list)
    # Keys and hashes of benefits; no foreign keys, since benefits stands above.
    run_id = models.UUIDField()
    finding_id = models.UUIDField(null=True)
    rulebook_id = models.CharField(max_length=64, blank=True, default="")
    snapshot_hash = models.CharField(max_length=64, blank=True, default="")
    previous_rulebook_id = models.CharField(max_length=64, blank=True, default="")
    previous_snapshot_hash = models.CharField(max_length=64, blank=True, default="")
    posted_at = models.DateTimeField()

    objects = PayeeQuerySet.as_manager()
    audited = True
    append_only = True

    @property
    def overpaid_fen(self) -> int:
        """What was promised too much: above zero for a negative difference."""
        return -self.amount_fen

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run_id", "person", "policy", "month"], name="owed_once_a_run"),
            models.CheckConstraint(condition=~models.Q(amount_fen=0), name="owed_is_not_nothing"),
            first_of_month("obligation_month_is_first"),
        ]
        indexes = [models.Index(fields=["policy", "person", "month"], name="obligation_by_policy")]
