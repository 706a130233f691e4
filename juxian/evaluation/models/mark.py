"""Marks: what a candidate reached in one part, entered twice, signed by the chief, released by somebody else.

A mark keeps the measure by which it was given (lines, weights, minimums, pass score): a scheme that changes next year
changes no result.
"""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.evaluation.models.application import Application
from juxian.evaluation.models.scheme import PASS_SCORE, Part
from juxian.evaluation.models.sitting import Attendance, Seat, Sitting
from juxian.evaluation.permissions import Permission
from juxian.evaluation.reconciling import Line
from juxian.evaluation.states import MARK, MarkState
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human

FIRST, SECOND = 1, 2


class MarkQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "MarkQuerySet":
        """Candidates see their own once released; the office all; whoever serves in a sitting those of the sitting."""
        if actor.audience is Audience.PERSON:
            return self.released().filter(application__applicant__in=same_human(actor.person_id))
        if allows(actor, Permission.SEE_ALL):
            return self
        return self.filter(seat__sitting__in=Sitting.objects.visible_to(actor))

    def released(self) -> "MarkQuerySet":
        return self.filter(state=MarkState.RELEASED)

    def with_words(self) -> "MarkQuerySet":
        return self.select_related("application__item__occupation", "application__applicant", "seat__sitting")


class Mark(Model):
    """What one candidate reached in one part. `score` is empty for whoever was absent or broke the rules."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="marks")
    part = models.CharField(_("考核部分"), max_length=20, choices=Part.choices)
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="mark", null=True)
    # [{"name": …, "weight": …, "minimum": …}, …]: the sheet as it was when the first entry was made.
    measure = models.JSONField(default=list)
    pass_score = models.PositiveSmallIntegerField(_("合格分"), default=PASS_SCORE)
    state = MARK.field()
    state_since_at = models.DateTimeField(null=True)
    attendance = models.CharField(max_length=20, choices=Attendance.choices, default=Attendance.PRESENT)
    violation_code = models.CharField(_("违纪情形"), max_length=40, blank=True, default="")
    points = models.JSONField(null=True)  # one number for each line of the measure
    score = models.DecimalField(_("成绩"), max_digits=5, decimal_places=2, null=True)
    has_passed = models.BooleanField(null=True)
    reason = models.CharField(_("裁定理由"), max_length=500, blank=True, default="")
    settled_by = models.CharField(max_length=200, blank=True, default="")
    settler = models.ForeignKey("people.Person", models.PROTECT, related_name="+", null=True)
    released_at = models.DateTimeField(null=True)

    objects = MarkQuerySet.as_manager()
    states = MARK
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            MARK.constraint("mark_state_known"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100), name="mark_of_hundred"
            ),
            # Whoever did not sit has no score, and nobody is given one before the two entries are one.
            models.CheckConstraint(
                condition=Q(attendance=Attendance.PRESENT) | Q(score__isnull=True), name="no_score_without_sitting"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[MarkState.WAITING, MarkState.ENTERED, MarkState.DISAGREED], score__isnull=True)
                | Q(state__in=[MarkState.AGREED, MarkState.SIGNED, MarkState.RELEASED], has_passed__isnull=False),
                name="no_score_before_agreement",
            ),
        ]
        indexes = [models.Index(fields=["application", "state"], name="mark_of_application")]

    def __str__(self) -> str:
        return str(Part(self.part).label)

    @property
    def applicant(self) -> Any:
        return self.application.applicant

    @property
    def lines(self) -> list[Line]:
        """The measure as the reconciling reads it."""
        return [Line(**line) for line in self.measure]

    @property
    def is_blind(self) -> bool:
        """While one of the two entries is missing nobody sees the other: a reviewer may enter too, in another role."""
        return self.state in (MarkState.WAITING, MarkState.ENTERED)

    @property
    def is_locked(self) -> bool:
        return self.state in (MarkState.SIGNED, MarkState.RELEASED)


class MarkEntry(Model):
    """What one person entered in one of the two rounds. A later entry replaces an earlier one and both are kept."""

    ROUNDS = ((FIRST, _("首次录入")), (SECOND, _("第二次录入")))

    mark = models.ForeignKey(Mark, models.CASCADE, related_name="entries")
    round = models.PositiveSmallIntegerField(
        choices=ROUNDS, validators=[MinValueValidator(FIRST), MaxValueValidator(SECOND)]
    )
    points = models.JSONField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entered_label = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["entered_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(round__in=[FIRST, SECOND]), name="two_rounds"),
            models.UniqueConstraint(
                fields=["mark", "round"], condition=Q(is_current=True), name="one_current_entry_a_round"
            ),
            models.UniqueConstraint(
                fields=["mark", "entered_by"], condition=Q(is_current=True), name="two_entries_by_two_people"
            ),
        ]


class MarkVersion(Model):
    """A signed result. The first is written when the chief signs; a correction adds another and the first stays."""

    mark = models.ForeignKey(Mark, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    points = models.JSONField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    attendance = models.CharField(max_length=20, choices=Attendance.choices)
    has_passed = models.BooleanField()
    reason = models.CharField(pgettext_lazy("mark", "更正理由"), max_length=1000, blank=True, default="")
    content = models.TextField()  # the canonical text that was signed
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    signed_by = models.CharField(max_length=200)
    signed_at = models.DateTimeField()

    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["mark", "number"], name="each_version_once_a_mark")]


class MarkSheet(Model):
    """The signature under all the marks of a sitting: one more or one less, and it does not hold any longer."""

    sitting = models.OneToOneField(Sitting, models.PROTECT, related_name="mark_sheet")
    content = models.TextField()
    digest = models.CharField(_("摘要"), max_length=64)
    signature = models.CharField(max_length=128)
    signer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    signed_by = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    released_by = models.CharField(max_length=200, blank=True, default="")
    released_at = models.DateTimeField(null=True)

    audited: ClassVar[bool] = True
