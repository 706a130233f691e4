"""The national "new eight levels" (新八级工) of skill, and which of them this district recognises.

A vocabulary and no table: the list is law, and code compares levels. Other domains import this module freely.
"""

import re
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.errors import RuleBroken
from juxian.kit.punctuation import listed


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


def range_label(levels: Iterable[str]) -> str:
    """Return 中级工 至 首席技师 where none in between is missing and there are three or more, else each by name."""
    found = [SkillLevel(level) for level in in_order(levels)]
    words = [str(level.label) for level in found]
    if len(found) > 2 and found[-1].number - found[0].number == len(found) - 1:
        return str(_t("%(low)s至%(high)s") % {"low": words[0], "high": words[-1]})
    return listed(words)


def level_of(word: str) -> SkillLevel | None:
    """Return the level that an official word or a stored value names, or None."""
    text = word.strip()
    return next((level for level in SkillLevel if text in (level.value, str(level.label))), None)


def parse_levels(text: str) -> list[str]:
    """Read 中级工、高级工、技师 or 中级工-首席技师 (both ends included) as people write it into a sheet."""
    found: set[str] = set()
    for part in re.split(r"[、,，;；/\s]+", _with_values(text)):
        ends = [_level_or_refuse(word) for word in part.split("-") if word]
        if ends:
            low, high = ends[0].number, ends[-1].number
            found |= {level.value for level in SkillLevel if low <= level.number <= high}
    return in_order(found)


def _with_values(text: str) -> str:
    """Put the stored value for each label, the longest first (技师 is part of 高级技师), and one mark for a range."""
    for level in sorted(SkillLevel, key=lambda each: len(str(each.label)), reverse=True):
        text = text.replace(str(level.label), level.value)
    return re.sub(r"\s*([-—–~～至]+|\bto\b)\s*", "-", text.strip())  # untranslated: what people type


def _level_or_refuse(word: str) -> SkillLevel:
    level = level_of(word)
    if level is None:
        raise RuleBroken(
            _t("没有“%(word)s”这个等级。请写中级工、高级工、技师、高级技师、特级技师或首席技师。") % {"word": word}
        )
    return level
