"""The register of assessors (考评员): who may sit, for which trades, and to whom they are close."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

MOST_CASES_A_YEAR = 60  # assumption: one case a week, and some


class AssessorQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "AssessorQuerySet":
        """Who convenes sees the register, an assessor their own line."""
        if allows(actor, Permission.SEE_ALL):
            return self
        return self.filter(person=actor.person_id) if allows(actor, Permission.VOTE) else self.none()

    def with_words(self) -> "AssessorQuerySet":
        """Add person, employer and trades, so that a list asks four times however long it is."""
        return self.select_related("person", "employer").prefetch_related("occupations", "industry_groups")


class Assessor(Model):
    """What the office knows of a person in the role of assessor. The role itself is a membership of the office."""

    person = models.OneToOneField("people.Person", models.PROTECT, related_name="+")
    number = models.CharField(_("考评员编号"), max_length=20, unique=True)
    industry_groups = models.ManyToManyField("catalogue.IndustryGroup", related_name="+", verbose_name=_("产业"))
    occupations = models.ManyToManyField("catalogue.Occupation", related_name="+", verbose_name=_("职业"), blank=True)
    level = models.CharField(_("技能等级"), max_length=20, choices=SkillLevel.choices)
    employer = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("工作单位")
    )
    valid_until_on = models.DateField(_("聘期至"))
    most_cases_a_year = models.PositiveSmallIntegerField(
        _("每年最多评审份数"),
        default=MOST_CASES_A_YEAR,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    is_active = models.BooleanField(_("参加抽签"), default=True)

    objects = AssessorQuerySet.as_manager()
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number


class InterestKind(models.TextChoices):
    """Why somebody cannot be an impartial judge (general practice)."""

    KIN = "kin", _("近亲属")
    MENTOR = "mentor", _("师徒")
    CO_AUTHOR = "co_author", _("共同完成成果")
    OTHER = "other", _("其他利害关系")


class InterestQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "InterestQuerySet":
        return self.filter(assessor__in=Assessor.objects.visible_to(actor))

    def standing(self) -> "InterestQuerySet":
        return self.filter(withdrawn_at=None)


class DeclaredInterest(Model):
    """An assessor's own word that they are close to a person or an organisation. It is withdrawn, never erased:
    the panels that sat while it stood must stay explained."""

    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="interests")
    kind = models.CharField(_("关系"), max_length=20, choices=InterestKind.choices)
    name = models.CharField(_("姓名"), max_length=60, blank=True, default="")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", null=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", null=True)
    since_on = models.DateField(_("从何时起"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = InterestQuerySet.as_manager()
    audited: ClassVar[bool] = True
    audited_by_name = ("name", "note")  # somebody else's family

    class Meta:
        ordering = ["-declared_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | Q(person__isnull=False) | Q(organisation__isnull=False),
                name="interest_names_somebody",
            )
        ]

    def __str__(self) -> str:
        named = self.person or self.organisation
        return str(named.name if named else self.name)
