"""Sittings: one part, one room, one time; who serves in it, who sits where, and what happened."""

import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models.application import Application
from juxian.evaluation.models.scheme import Method, Part
from juxian.evaluation.models.site import Room
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import SITTING, SittingState
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human

# What an applicant may know of: a plan that is not published may still change.
ANNOUNCED = (SittingState.PUBLISHED, SittingState.UNDER_WAY, SittingState.ENDED)
# Sittings that hold their room, their staff and their candidates.
LIVE = (SittingState.PLANNED, *ANNOUNCED)


class SittingQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "SittingQuerySet":
        """The office sees all, whoever serves sees theirs, and applicants those in which they sit once announced."""
        if actor.audience is Audience.PERSON:
            mine = Seat.objects.filter(application__applicant__in=same_human(actor.person_id))
            return self.filter(state__in=ANNOUNCED, pk__in=mine.values("sitting"))
        if allows(actor, Permission.SEE_ALL):
            return self
        if allows(actor, Permission.INVIGILATE):
            return self.filter(pk__in=SittingStaff.objects.filter(person_id=actor.person_id).values("sitting"))
        return self.none()

    def live(self) -> "SittingQuerySet":
        return self.filter(state__in=LIVE)


class Sitting(Model):
    """One part of the evaluation, held in one room at one time."""

    number = models.CharField(_("场次编号"), max_length=20, unique=True)
    title = models.CharField(_("场次名称"), max_length=100)
    part = models.CharField(_("考核部分"), max_length=20, choices=Part.choices)
    method = models.CharField(_("考核方式"), max_length=20, choices=Method.choices)
    # Empty where several occupations or levels sit the same part together.
    occupation = models.ForeignKey("catalogue.Occupation", models.PROTECT, related_name="+", null=True, blank=True)
    level = models.CharField(_("等级"), max_length=20, choices=SkillLevel.choices, blank=True, default="")
    room = models.ForeignKey(Room, models.PROTECT, related_name="sittings")
    starts_at = models.DateTimeField(_("开考时间"))
    minutes = models.PositiveSmallIntegerField(
        _("时长（分钟）"), validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    state = SITTING.field()
    published_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(_("取消或改期的原因"), max_length=300, blank=True, default="")
    note = models.CharField(_("备注"), max_length=300, blank=True, default="")

    objects = SittingQuerySet.as_manager()
    states = SITTING
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["starts_at", "number"]
        constraints = [
            SITTING.constraint("sitting_state_known"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=600), name="sitting_length_sensible"),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="sitting_calendar")]

    def __str__(self) -> str:
        return self.number

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class Duty(models.TextChoices):
    """What somebody does in a sitting; the chief signs."""

    CHIEF = "chief", _("主考")
    INVIGILATOR = "invigilator", _("监考")
    SUPERVISOR = "supervisor", _("督导")


class SittingStaff(Model):
    """Somebody who serves in a sitting."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="staff")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    duty = models.CharField(_("职责"), max_length=20, choices=Duty.choices, default=Duty.INVIGILATOR)

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sitting", "person"], name="one_duty_a_person_and_sitting")]


class Attendance(models.TextChoices):
    """Whether a candidate came, and whether they stayed within the rules."""

    EXPECTED = "expected", _("未签到")
    PRESENT = "present", _("已签到")
    ABSENT = "absent", _("缺考")
    VIOLATION = "violation", _("违纪")


class SeatQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "SeatQuerySet":
        """Applicants see their own seats, others those of the sittings that they see."""
        rows = self.filter(sitting__in=Sitting.objects.visible_to(actor))
        if actor.audience is Audience.PERSON:
            return rows.filter(application__applicant__in=same_human(actor.person_id))
        return rows

    def in_order(self) -> "SeatQuerySet":
        """By number, with the names that lists show."""
        return self.select_related("application__applicant", "application__item__occupation").order_by("number")


class Seat(Model):
    """A candidate's seat. It exists while the candidate is to sit there: a released seat is no row any more."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="seats")
    application = models.ForeignKey(Application, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(_("座位号"))
    code = models.CharField(_("准考证码"), max_length=20, unique=True)
    attendance = models.CharField(max_length=20, choices=Attendance.choices, default=Attendance.EXPECTED)
    violation_code = models.CharField(_("违纪情形"), max_length=40, blank=True, default="")
    checked_in_at = models.DateTimeField(null=True)
    note = models.CharField(_("备注"), max_length=300, blank=True, default="")

    objects = SeatQuerySet.as_manager()
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "number"], name="each_seat_once"),
            models.UniqueConstraint(fields=["sitting", "application"], name="one_seat_a_candidate"),
            models.CheckConstraint(condition=Q(number__gte=1), name="seats_count_from_one"),
            models.CheckConstraint(condition=Q(attendance__in=Attendance.values), name="attendance_known"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DateRequest(Model):
    """A candidate could not come on the day: said once for an application, with the reason."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="date_request")
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="date_requests")
    reason = models.CharField(_("不能参加的原因"), max_length=300)
    asked_at = models.DateTimeField()

    audited: ClassVar[bool] = True


class LogKind(models.TextChoices):
    """What a line of the invigilation log is about."""

    START = "start", _("开考")
    END = "end", _("结束")
    INCIDENT = "incident", _("异常情况")
    VIOLATION = "violation", _("违纪")
    NOTE = "note", pgettext_lazy("log", "记事")


class SittingLog(Model):
    """One line of the invigilation log (考场记录). Lines are added, never changed."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="log")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=LogKind.choices, default=LogKind.NOTE)
    text = models.CharField(_("内容"), max_length=500)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "id"]
