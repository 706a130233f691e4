"""What a policy may cost in a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.models import Model
from juxian.payments.models.base import POLICY_LENGTH, OfficeQuerySet, UnderPolicy


class Budget(UnderPolicy, Model):
    """One version of a year's budget. Only ever added; the latest counts."""

    policy = models.CharField(max_length=POLICY_LENGTH)
    year = models.PositiveSmallIntegerField(_("年度"))
    version = models.PositiveIntegerField(default=1)
    amount_fen = models.BigIntegerField(_("预算金额"))
    reason = models.CharField(_("依据"), max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=200)

    objects = OfficeQuerySet.as_manager()
    audited = True
    append_only = True

    class Meta:
        ordering = ["policy", "-year", "-version"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="budget_is_positive"),
            models.UniqueConstraint(fields=["policy", "year", "version"], name="one_budget_a_version"),
        ]


class BudgetWarning(Model):
    """A warning that was given: once for each share, budget version and year."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="warnings")
    share = models.PositiveSmallIntegerField()  # percent
    committed_fen = models.BigIntegerField()
    warned_at = models.DateTimeField()

    objects = OfficeQuerySet.as_manager()
    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["budget", "share"], name="warned_once")]
