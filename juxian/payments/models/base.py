"""Who sees rows of payments: finance and audit see all, a person their own."""

from typing import Self

from django.db import models

from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import VisibleQuerySet
from juxian.payments.permissions import Permission
from juxian.payments.policies import policy_title
from juxian.people.queries import same_human

POLICY_LENGTH = 60


class OfficeQuerySet(VisibleQuerySet):
    """Rows that are nobody's own: batches, files, budgets."""

    def visible_to(self, actor: Actor) -> Self:
        return self if allows(actor, Permission.SEE_PAYMENTS) else self.none()


class PayeeQuerySet(VisibleQuerySet):
    """Rows with a `person`: theirs, also where it was written for a row that was merged into theirs."""

    person_path = "person"

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_PAYMENTS):
            return self
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.filter(**{f"{self.person_path}__in": same_human(actor.person_id)})
        return self.none()


def first_of_month(name: str, field: str = "month") -> models.CheckConstraint:
    """A month is written as its first day and in no other way."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__day": 1}), name=name)


class UnderPolicy:
    """A row with a `policy`: what pages call it."""

    policy: str

    @property
    def policy_title(self) -> str:
        return policy_title(self.policy)
