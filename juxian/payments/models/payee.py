"""Who draws money under a policy, and whose money waits."""

from django.db import models

from juxian.kit.models import Model
from juxian.payments.models.base import POLICY_LENGTH, PayeeQuerySet, UnderPolicy


class Payee(UnderPolicy, Model):
    """One row a person and policy: what whoever computes a payment holds locked, so that two batches never plan the
    same month. Made with the first obligation; it knows no amount."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=POLICY_LENGTH)

    objects = PayeeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "person"], name="payee_once")]


class HoldQuerySet(PayeeQuerySet):
    def standing(self) -> "HoldQuerySet":
        return self.filter(released_at=None)


class Hold(UnderPolicy, Model):
    """A person's money waits, for one policy or (policy empty) for all. What is owed grows meanwhile."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=POLICY_LENGTH, blank=True, default="")
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=200)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=200, blank=True, default="")
    release_reason = models.CharField(max_length=300, blank=True, default="")

    objects = HoldQuerySet.as_manager()
    audited = True

    class Meta:
        ordering = ["-placed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "policy"], condition=models.Q(released_at=None), name="one_standing_hold"
            )
        ]
