"""News of facts since the last run: a certificate revoked, a file of another office taken in."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.models import Model


class Cause(models.TextChoices):
    """What changed."""

    CREDENTIAL = "credential", _("证书发放或状态变动")
    DELIVERY = "delivery", _("其他部门的数据到达或撤销")
    PERSON = "person", _("人员记录合并")


class FactChangeQuerySet(models.QuerySet):
    def since(self, instant: dt.datetime | None) -> "FactChangeQuerySet":
        """What changed after a run froze its facts; everything where there was no run yet."""
        return self if instant is None else self.filter(changed_at__gt=instant)


class FactChange(Model):
    """One piece of news. It pays and stops nothing: the next run reads the facts themselves."""

    cause = models.CharField(max_length=12, choices=Cause.choices)
    key = models.CharField(max_length=120, unique=True)  # of the news: heard twice, noted once
    changed_at = models.DateTimeField()

    objects = FactChangeQuerySet.as_manager()
    append_only: ClassVar[bool] = True

    class Meta:
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["changed_at"], name="fact_change_since")]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.changed_at:%Y-%m-%d %H:%M}"
