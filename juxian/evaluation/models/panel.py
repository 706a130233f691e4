"""Panels: an odd number of assessors, at least three, who score cases of their field."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models.application import Application
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import PANEL
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet


class PanelQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PanelQuerySet":
        """Officers see every panel, assessors those in which they sit."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if allows(actor, Permission.VOTE):
            return self.filter(members__assessor_id=actor.person_id)
        return self.none()

    def with_people(self) -> "PanelQuerySet":
        """Add how many cases each panel has, and its members by name."""
        members = models.Prefetch("members", PanelMember.objects.select_related("assessor"))
        counted = self.annotate(case_count=models.Count("cases")).order_by("-convened_on", "-created_at")
        return counted.prefetch_related(members)


class Panel(Model):
    """Several assessors who look at several applications on one day."""

    title = models.CharField(_("评审组名称"), max_length=100)
    convened_on = models.DateField(_("评审日期"))
    state = PANEL.field()
    convened_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)

    objects = PanelQuerySet.as_manager()
    states = PANEL
    audited = True

    class Meta:
        ordering = ["-convened_on", "-created_at"]
        constraints = [PANEL.constraint("panel_state_known")]

    def __str__(self) -> str:
        return self.title


class PanelMember(Model):
    """An assessor of a panel."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="members")
    assessor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    audited = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["panel", "assessor"], name="assessor_once_a_panel")]


class PanelCaseQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PanelCaseQuerySet":
        return self.filter(panel__in=Panel.objects.visible_to(actor))


class PanelCase(Model):
    """An application before a panel."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="cases")
    application = models.OneToOneField(Application, models.PROTECT, related_name="panel_case")
    has_passed = models.BooleanField(null=True)

    audited = True
    objects = PanelCaseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]


class Vote(Model):
    """What one member says of one case. Written once, never changed."""

    case = models.ForeignKey(PanelCase, models.CASCADE, related_name="votes")
    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="votes")
    score = models.PositiveSmallIntegerField(_("评分"), validators=[MinValueValidator(0), MaxValueValidator(100)])
    is_in_favour = models.BooleanField(_("同意认定"))
    opinion = models.CharField(_("评审意见"), max_length=500)
    voted_at = models.DateTimeField()

    audited = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "member"], name="one_vote_a_member"),
            models.CheckConstraint(condition=Q(score__lte=100), name="score_within_hundred"),
        ]
