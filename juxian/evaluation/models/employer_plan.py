"""An employer's own evaluation (企业自主评价): the plan that it files, and what the plan covers (rules.md §1.5 C)."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models.scheme import Method, Part
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import EMPLOYER_PLAN, EmployerPlanState
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

TONES = {
    EmployerPlanState.FILED: "wait",
    EmployerPlanState.RETURNED: "stop",
    EmployerPlanState.APPROVED: "ok",
    EmployerPlanState.REFUSED: "stop",
    EmployerPlanState.CLOSED: "plain",
}


class EmployerPlanQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "EmployerPlanQuerySet":
        """An employer sees its own plans, the office all of them."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id and allows(actor, Permission.FILE_EVALUATION):
            return self.filter(organisation=actor.organisation_id)
        return self.none()

    def decidable_by(self, actor: Actor) -> "EmployerPlanQuerySet":
        """What waits for an officer who has nothing to do with the employer."""
        rows = self.visible_to(actor).filter(state=EmployerPlanState.FILED)
        return rows.exclude(organisation__memberships__person=actor.person_id)

    def approved(self) -> "EmployerPlanQuerySet":
        return self.filter(state=EmployerPlanState.APPROVED)


class EmployerPlan(Model):
    """What an employer means to evaluate in a year, by which standards, and who judges."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    title = models.CharField(_("方案名称"), max_length=100)
    year = models.PositiveSmallIntegerField(
        _("评价年份"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    standards = models.TextField(_("评价标准"))
    standards_file = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+", null=True, blank=True)
    planned_from_on = models.DateField(_("计划开始日期"))
    planned_until_on = models.DateField(_("计划结束日期"))
    head_count = models.PositiveIntegerField(_("预计人数"), validators=[MinValueValidator(1)])

    number = models.CharField(_("备案号"), max_length=20, unique=True, null=True)
    state = EMPLOYER_PLAN.field()
    state_since_at = models.DateTimeField()
    due_at = models.DateTimeField(_("办理期限"), null=True)
    reason = models.TextField(_("意见"), blank=True, default="")
    filed_by = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200, blank=True, default="")

    objects = EmployerPlanQuerySet.as_manager()
    states = EMPLOYER_PLAN
    audited = True

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            EMPLOYER_PLAN.constraint("employer_plan_state_known"),
            models.CheckConstraint(
                condition=models.Q(planned_until_on__gte=models.F("planned_from_on")),
                name="employer_plan_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="employer_plan_of_employer")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}" if self.number else self.title

    @property
    def tone(self) -> str:
        return TONES[EmployerPlanState(self.state)]


class EmployerPlanScope(Model):
    """One occupation at one level that the plan covers."""

    plan = models.ForeignKey(EmployerPlan, models.CASCADE, related_name="scopes")
    occupation = models.ForeignKey("catalogue.Occupation", models.PROTECT, related_name="+")
    level = models.CharField(_("等级"), max_length=20, choices=SkillLevel.choices)

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "occupation", "level"], name="each_scope_once_an_employer_plan")
        ]

    def __str__(self) -> str:
        return f"{self.occupation} {self.get_level_display()}"


class EmployerPlanPart(Model):
    """A part of the employer's examination and how it is held."""

    plan = models.ForeignKey(EmployerPlan, models.CASCADE, related_name="parts")
    part = models.CharField(_("考核部分"), max_length=20, choices=Part.choices)
    method = models.CharField(_("考核方式"), max_length=20, choices=Method.choices)

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "part"], name="each_part_once_an_employer_plan")]

    def __str__(self) -> str:
        return f"{self.get_part_display()}（{self.get_method_display()}）"


class EmployerAssessor(Model):
    """Somebody who judges for the employer. They need no account: the plan names them as the employer does."""

    plan = models.ForeignKey(EmployerPlan, models.CASCADE, related_name="assessors")
    name = models.CharField(_("姓名"), max_length=60)
    qualification = models.CharField(_("资格"), max_length=100)
    is_outside = models.BooleanField(_("外聘"), default=False)

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="each_assessor_once_an_employer_plan")]

    def __str__(self) -> str:
        return self.name
