"""Occupations of the national classification (职业分类大典), and the other codes and titles they have had."""

from datetime import date

from django.db import models
from django.db.models import Q

from juxian.catalogue.models.register import Register, RegisterQuerySet
from juxian.kit.models import Model


class Occupation(Register):
    """One occupation of one version of the classification. Code `D-MM-SS-NN`: major, middle, minor group, number."""

    version = models.CharField(max_length=10, default="2022")
    major_group = models.CharField(max_length=60, blank=True, default="")
    middle_group = models.CharField(max_length=60, blank=True, default="")

    class Meta(Register.Meta):
        abstract = False
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="occupation_code_once"),
            models.CheckConstraint(condition=Q(code__regex=r"^\d-\d{2}-\d{2}-\d{2}$"), name="occupation_code_form"),
        ]


class AliasQuerySet(RegisterQuerySet):
    def valid_on(self, day: date) -> "AliasQuerySet":
        """Aliases in use on that day; an open end means from always or until further notice."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )


class OccupationAlias(Model):
    """An older code or another title that means an occupation. The same code may since have been given to another
    occupation (6-31-01-10 was 工业机器人系统运维员 in 2020 and is 机电设备维修工 now), hence the period."""

    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="aliases")
    code = models.CharField(max_length=20, blank=True, default="")
    title = models.CharField(max_length=120, blank=True, default="")
    source = models.CharField(max_length=120, blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    objects = AliasQuerySet.as_manager()

    class Meta:
        ordering = ["code", "title"]
        constraints = [
            models.UniqueConstraint(fields=["occupation", "code", "title"], name="alias_once"),
            models.CheckConstraint(condition=~Q(code="", title=""), name="alias_says_something"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=models.F("valid_from")),
                name="alias_period",
            ),
        ]
