"""The national "new eight levels" (新八级工) of skill, and which of them this district recognises.

A vocabulary and no table: the list is law, and code compares levels. Other domains import this module freely.
"""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class SkillLevel(models.TextChoices):
    """Eight levels, lowest first. The label is the official word."""

    APPRENTICE = "apprentice", _("学徒工")
    JUNIOR = "junior", _("初级工")
    INTERMEDIATE = "intermediate", _("中级工")
    SENIOR = "senior", _("高级工")
    TECHNICIAN = "technician", _("技师")
    SENIOR_TECHNICIAN = "senior_technician", _("高级技师")
    SPECIAL_GRADE = "special_grade", _("特级技师")
    CHIEF = "chief", _("首席技师")

    @property
    def number(self) -> int:
        """0 for an apprentice up to 7 for a chief technician: for order, and for the digit in certificate numbers."""
        return list(SkillLevel).index(self)

    @property
    def is_highly_skilled(self) -> bool:
        """高技能人才: 高级工 and above."""
        return self in HIGHLY_SKILLED


# Set by the district: 认定六个等级 (rules §1.2). 特级技师 and 首席技师 were added in 2023.
RECOGNISED = (
    SkillLevel.INTERMEDIATE,
    SkillLevel.SENIOR,
    SkillLevel.TECHNICIAN,
    SkillLevel.SENIOR_TECHNICIAN,
    SkillLevel.SPECIAL_GRADE,
    SkillLevel.CHIEF,
)
HIGHLY_SKILLED = RECOGNISED[1:]
RECOGNISED_CHOICES = [(level.value, level.label) for level in RECOGNISED]


def in_order(levels: Iterable[str]) -> list[str]:
    """Return the levels once each, lowest first, as the plain values that a column keeps."""
    return [level.value for level in SkillLevel if level.value in set(levels)]


def labels(levels: Iterable[str]) -> list[str]:
    """Return the official words, lowest level first."""
    return [str(SkillLevel(level).label) for level in in_order(levels)]


def level_of(word: str) -> SkillLevel | None:
    """Return the level that an official word or a stored value names, or None."""
    text = word.strip()
    return next((level for level in SkillLevel if text in (level.value, str(level.label))), None)
