"""What is examined, and how: one scheme for an occupation and a level, with its parts (rules.md §2.2)."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

PASS_SCORE = 60  # of 100, in every part (rules.md §2.2)


class Part(models.TextChoices):
    """The five parts of an evaluation plan."""

    ETHICS = "ethics", _("职业道德")
    THEORY = "theory", _("理论知识")
    PRACTICE = "practice", _("操作技能")
    COMPREHENSIVE = "comprehensive", _("综合评审")
    CONTRIBUTION = "contribution", _("工作业绩")


# A panel scores these from the dossier and the defence; the others are sat for in a room.
PANEL_PARTS = frozenset({Part.COMPREHENSIVE, Part.CONTRIBUTION})


class Method(models.TextChoices):
    """How a part is examined."""

    COMPUTER = "computer", _("机考")
    PAPER = "paper", _("笔试")
    ON_SITE = "on_site", _("现场操作")
    DEFENCE = "defence", _("答辩")
    THESIS = "thesis", _("论文")
    WORKS = "works", _("作品评审")
    ORAL = "oral", _("口试")
    DOSSIER = "dossier", _("材料评审")


class SchemeQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "SchemeQuerySet":
        """Schemes are public knowledge once they exist; the office edits them."""
        return self

    def editable_by(self, actor: Actor) -> "SchemeQuerySet":
        return self if allows(actor, Permission.DEFINE_SCHEME) else self.none()


class Scheme(Model):
    """The examination of one occupation at one level. Without a scheme, only a panel looks at the dossier."""

    occupation = models.ForeignKey("catalogue.Occupation", models.PROTECT, related_name="+")
    level = models.CharField(_("等级"), max_length=20, choices=SkillLevel.choices)
    standard = models.CharField(_("依据的标准"), max_length=200, blank=True, default="")

    objects = SchemeQuerySet.as_manager()
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["occupation__code", "level"]
        constraints = [
            models.UniqueConstraint(fields=["occupation", "level"], name="one_scheme_an_occupation_and_level")
        ]

    def __str__(self) -> str:
        return f"{self.occupation} {SkillLevel(self.level).label}"


class SchemePart(Model):
    """One part: its method, its length, and what must be reached."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="parts")
    part = models.CharField(_("考核部分"), max_length=20, choices=Part.choices)
    method = models.CharField(_("考核方式"), max_length=20, choices=Method.choices)
    minutes = models.PositiveSmallIntegerField(
        _("时长（分钟）"), validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    pass_score = models.PositiveSmallIntegerField(
        _("合格分"), default=PASS_SCORE, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "part"], name="each_part_once_a_scheme"),
            models.CheckConstraint(condition=Q(pass_score__gte=1, pass_score__lte=100), name="pass_score_of_hundred"),
        ]

    def __str__(self) -> str:
        return str(Part(self.part).label)

    @property
    def is_for_panel(self) -> bool:
        return self.part in PANEL_PARTS


class RubricItem(Model):
    """One line of the sheet by which a part is marked. Every line is marked out of 100 and counts by its weight; below
    its minimum the whole part fails, whatever the sum (0: no minimum)."""

    scheme_part = models.ForeignKey(SchemePart, models.CASCADE, related_name="rubric")
    name = models.CharField(_("评分项目"), max_length=60)
    weight = models.PositiveSmallIntegerField(_("权重（%）"), validators=[MinValueValidator(1), MaxValueValidator(100)])
    minimum = models.PositiveSmallIntegerField(_("最低分"), default=0, validators=[MaxValueValidator(100)])
    position = models.PositiveSmallIntegerField(default=0)

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["scheme_part", "name"], name="each_rubric_item_once_a_part"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100, minimum__lte=100), name="rubric_of_hundred"
            ),
        ]

    def __str__(self) -> str:
        return self.name
