"""Registers that the state or the district publishes: industries, the district's industry groups, majors, divisions."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.text import search_filter, search_key

LONGEST_KEY = 1000


class RegisterQuerySet(VisibleQuerySet):
    """Registers are public knowledge: everybody sees every row."""

    def visible_to(self, actor: Any) -> "RegisterQuerySet":
        return self.all()

    def active(self) -> "RegisterQuerySet":
        """Rows that may still be chosen; the others only explain old records."""
        return self.filter(is_active=True)

    def search(self, text: str) -> "RegisterQuerySet":
        """Rows with every word, in Chinese (simplified or traditional), pinyin, initials or as part of a code."""
        return self.filter(search_filter("search_key", text))


def search_keys(*texts: str) -> str:
    """Return what a search column keeps of a row with several names: each with its own pinyin."""
    return "|".join(search_key(text) for text in texts if text)[:LONGEST_KEY]


class Register(Model):
    """A row of a published list: a code, a name, and what search looks at. Rows are switched off, never deleted."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    search_key = models.CharField(max_length=LONGEST_KEY, blank=True, default="")
    is_active = models.BooleanField(default=True)
    objects = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Industry(Register):
    """A line of GB/T 4754: section (letter), division, group or class."""

    class Level(models.TextChoices):
        SECTION = "section", _("门类")
        DIVISION = "division", _("大类")
        GROUP = "group", _("中类")
        CLASS = "class", _("小类")

    version = models.CharField(max_length=10, default="2017")
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta(Register.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="industry_code_once"),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-T](\d{2,4})?$"), name="industry_code_form"),
        ]


class IndustryGroup(Model):
    """One of the district's own groups of industries (六大产业). The district edits the list."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Major(Register):
    """A major of the ministry's catalogues: 080202, 080717T (special), 020301K (state-controlled), 460301."""

    category = models.CharField(max_length=40, blank=True, default="")
    level = models.CharField(max_length=20)

    class Meta(Register.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["code", "level"], name="major_code_once"),
            models.CheckConstraint(condition=Q(code__regex=r"^\d{6}(T|K|TK)?$"), name="major_code_form"),
        ]


class Division(Register):
    """An administrative division of GB/T 2260: province 2 digits, city 4, district 6, street 9, community 12."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta(Register.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["code"], name="division_code_once"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$"), name="division_code_form"
            ),
        ]

    @property
    def is_street(self) -> bool:
        """A street, a town or a farm of the same rank."""
        return len(self.code) == 9
