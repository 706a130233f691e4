"""Panels: an odd number of assessors, at least three, who score cases of their field."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models.application import Application
from juxian.evaluation.models.draw import Draw
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import PANEL
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

HALF_A_DAY = 180  # minutes


class PanelQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PanelQuerySet":
        """Officers see every panel, assessors those in which they sit; who has left sees it no more."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if allows(actor, Permission.VOTE):
            return self.filter(members__assessor_id=actor.person_id, members__left_at=None)
        return self.none()

    def with_people(self) -> "PanelQuerySet":
        """Add how many cases each panel has, and its sitting members by name."""
        members = models.Prefetch("members", PanelMember.objects.sitting().select_related("assessor"))
        counted = self.annotate(case_count=models.Count("cases")).order_by("-convened_on", "-created_at")
        return counted.prefetch_related(members)


class Panel(Model):
    """Several assessors who look at several applications on one day."""

    title = models.CharField(_("评审组名称"), max_length=100)
    convened_on = models.DateField(_("评审日期"))
    starts_at = models.DateTimeField(_("开始时间"), null=True)
    minutes = models.PositiveSmallIntegerField(
        _("时长（分钟）"), default=HALF_A_DAY, validators=[MinValueValidator(15), MaxValueValidator(600)]
    )
    room = models.CharField(_("地点"), max_length=100, blank=True, default="")
    draw = models.OneToOneField(Draw, models.PROTECT, related_name="panel", null=True)
    # Why its members were named by hand and not drawn; empty where they were drawn.
    reason = models.CharField(_("不抽签的原因"), max_length=300, blank=True, default="")
    state = PANEL.field()
    convened_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)

    objects = PanelQuerySet.as_manager()
    states = PANEL
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-convened_on", "-created_at"]
        constraints = [PANEL.constraint("panel_state_known")]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.starts_at + dt.timedelta(minutes=self.minutes) if self.starts_at else None


class PanelMemberQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PanelMemberQuerySet":
        """Assessors see their own seats, as long as they sit."""
        return self.sitting().filter(assessor=actor.person_id) if allows(actor, Permission.VOTE) else self.none()

    def sitting(self) -> "PanelMemberQuerySet":
        """Those who have not left: their votes count."""
        return self.filter(left_at=None)


class PanelMember(Model):
    """An assessor of a panel. Who leaves stays on record with their votes, which count no more."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="members")
    assessor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    sits = DateTimeRangeField(null=True)
    confirmed_at = models.DateTimeField(_("确认无利害关系"), null=True)
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(_("退出原因"), max_length=300, blank=True, default="")
    replaces = models.OneToOneField("self", models.PROTECT, related_name="successor", null=True)
    signed_at = models.DateTimeField(_("签字时间"), null=True)
    digest = models.CharField(max_length=64, blank=True, default="")  # SHA-256 of the score sheet
    signature = models.CharField(max_length=128, blank=True, default="")  # Ed25519 over the digest, hexadecimal

    audited: ClassVar[bool] = True
    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "assessor"], name="assessor_once_a_panel"),
            # Nobody sits in two rooms at once, whoever convenes at the same moment.
            ExclusionConstraint(
                name="assessor_in_one_room_at_a_time",
                expressions=[("assessor", RangeOperators.EQUAL), ("sits", RangeOperators.OVERLAPS)],
                condition=Q(left_at=None),
            ),
        ]


class PanelCaseQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PanelCaseQuerySet":
        return self.filter(panel__in=Panel.objects.visible_to(actor))


class PanelCase(Model):
    """An application before a panel. After an appeal it comes before a second one."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="cases")
    application = models.ForeignKey(Application, models.PROTECT, related_name="panel_cases")
    # The parts and items as they stood when the panel was convened: a scheme changed later changes no sheet.
    rubric = models.JSONField(default=list)
    has_passed = models.BooleanField(null=True)
    finding = models.TextField(blank=True, default="")

    audited: ClassVar[bool] = True
    objects = PanelCaseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["panel", "application"], name="case_once_a_panel")]


class Vote(Model):
    """What one member says of one case. Written once, never changed."""

    case = models.ForeignKey(PanelCase, models.CASCADE, related_name="votes")
    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="votes")
    score = models.PositiveSmallIntegerField(_("评分"), validators=[MinValueValidator(0), MaxValueValidator(100)])
    is_in_favour = models.BooleanField(_("同意认定"))
    opinion = models.CharField(_("评审意见"), max_length=500)
    voted_at = models.DateTimeField()

    audited: ClassVar[bool] = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "member"], name="one_vote_a_member"),
            models.CheckConstraint(condition=Q(score__lte=100), name="score_within_hundred"),
        ]


class VotePoints(Model):
    """The points of one item of the rubric in one vote, of a hundred."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="points")
    part = models.CharField(max_length=20)
    item = models.CharField(max_length=60)
    points = models.PositiveSmallIntegerField()

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "part", "item"], name="each_item_once_a_vote"),
            models.CheckConstraint(condition=Q(points__lte=100), name="points_within_hundred"),
        ]
