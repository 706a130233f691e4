"""What an employer found of a worker under its plan, and how the office checks some of it by lot."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models.application import Application
from juxian.evaluation.models.employer_plan import EmployerPlan
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import SPOT_CHECK, SpotCheckState
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

TONES = {SpotCheckState.DRAWN: "wait", SpotCheckState.PASSED: "ok", SpotCheckState.FAILED: "stop"}


class EmployerResult(Model):
    """The scores of one worker. A passed evaluation was shown in the firm before it was sent here."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="employer_result")
    plan = models.ForeignKey(EmployerPlan, models.PROTECT, related_name="results")
    # {part: score of 100}; every part of the plan, each at least 60.
    scores = models.JSONField(_("各部分成绩"))
    published_from_on = models.DateField(_("厂内公示起"))
    published_until_on = models.DateField(_("厂内公示止"))
    # The names as they stood in the plan on that day.
    assessors = models.JSONField(_("考评人员"))
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    audited: ClassVar[bool] = True
    audited_by_name = ("scores",)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_until_on__gte=models.F("published_from_on")),
                name="employer_result_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}"


class SpotDraw(Model):
    """One draw: everything that is needed to replay it."""

    plan = models.ForeignKey(EmployerPlan, models.PROTECT, related_name="draws")
    batch = models.ForeignKey("evaluation.Batch", models.PROTECT, related_name="draws", null=True)
    seed = models.CharField(_("种子"), max_length=300)
    share_percent = models.PositiveSmallIntegerField(
        _("抽查比例（%）"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    pool = models.JSONField(_("抽查池"))  # numbers of the applications, in ascending order
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=200)

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-drawn_at"]

    def __str__(self) -> str:
        return f"{self.plan} {self.drawn_at:%Y-%m-%d}"


class SpotCheckQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "SpotCheckQuerySet":
        """The office sees every check, an employer those of its plans."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id and allows(actor, Permission.FILE_EVALUATION):
            return self.filter(draw__plan__organisation=actor.organisation_id)
        return self.none()


class SpotCheck(Model):
    """One application on which the lot fell."""

    draw = models.ForeignKey(SpotDraw, models.PROTECT, related_name="checks")
    application = models.OneToOneField(Application, models.PROTECT, related_name="spot_check")
    state = SPOT_CHECK.field()
    state_since_at = models.DateTimeField()
    reason = models.TextField(_("抽查情况"), blank=True, default="")
    checked_by = models.CharField(max_length=200, blank=True, default="")

    objects = SpotCheckQuerySet.as_manager()
    states = SPOT_CHECK
    audited = True

    class Meta:
        ordering = ["id"]
        constraints = [SPOT_CHECK.constraint("spot_check_state_known")]

    def __str__(self) -> str:
        return f"{self.application}"

    @property
    def plan(self) -> EmployerPlan:
        """For the rule that nobody checks their own employer."""
        return self.draw.plan

    @property
    def tone(self) -> str:
        return TONES[SpotCheckState(self.state)]
