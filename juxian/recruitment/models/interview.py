"""Interviews, and the times an employer offers for them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human
from juxian.recruitment.models.job_application import JobApplication
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import INTERVIEW, InterviewState

TONES = {
    InterviewState.PROPOSED: "wait",
    InterviewState.BOOKED: "ok",
    InterviewState.CANDIDATE_MISSED: "stop",
    InterviewState.EMPLOYER_MISSED: "stop",
}


class InterviewKind(models.TextChoices):
    """How one meets."""

    SITE = "site", _("现场")
    TELEPHONE = "telephone", _("电话")
    VIDEO = "video", _("视频")


class SlotQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "SlotQuerySet":
        """The employer's own; a person those of the vacancies to whose interviews they are invited."""
        if actor.organisation_id:
            may = allows(actor, Permission.HANDLE_APPLICATION)
            return self.filter(vacancy__organisation=actor.organisation_id) if may else self.none()
        if actor.audience is Audience.PERSON and actor.person_id:
            mine = Interview.objects.visible_to(actor)
            return self.filter(vacancy__in=mine.values("application__vacancy"))
        return self.none()

    def open(self) -> "SlotQuerySet":
        """Still to come, offered, and not full."""
        return self.filter(starts_at__gt=clock.now(), is_offered=True, taken__lt=F("places"))


class InterviewSlot(Model):
    """One span of time in which some applicants to a vacancy can be met."""

    vacancy = models.ForeignKey("recruitment.Vacancy", models.PROTECT, related_name="slots")
    kind = models.CharField(_("方式"), max_length=10, choices=InterviewKind.choices)
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    # Where to come, or what to bear in mind; of a call on the telephone the number from which it comes.
    place = models.CharField(_("地点或说明"), max_length=200, blank=True, default="")
    places = models.PositiveSmallIntegerField(_("人数"), default=1)
    taken = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    objects = SlotQuerySet.as_manager()
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["starts_at", "kind"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="slot_not_overbooked"),
            models.CheckConstraint(condition=Q(places__gt=0), name="slot_has_places"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_span"),
            models.UniqueConstraint(fields=["vacancy", "kind", "starts_at"], name="slot_once_a_vacancy"),
        ]
        indexes = [models.Index(fields=["vacancy", "starts_at"], name="slot_of_vacancy")]

    @property
    def is_past(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def left(self) -> int:
        return self.places - self.taken


class InterviewQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "InterviewQuerySet":
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.filter(application__person__in=same_human(actor.person_id))
        return self.filter(application__in=JobApplication.objects.visible_to(actor))

    def open(self) -> "InterviewQuerySet":
        return self.filter(state__in=[InterviewState.PROPOSED, InterviewState.BOOKED])


class Interview(Model):
    """One interview of one application. `sequence` counts what calendars are told (RFC 5545)."""

    application = models.ForeignKey(JobApplication, models.PROTECT, related_name="interviews")
    slot = models.ForeignKey(InterviewSlot, models.PROTECT, null=True, blank=True, related_name="interviews")
    message = models.CharField(_("对求职者说的话"), max_length=300, blank=True, default="")
    sequence = models.PositiveSmallIntegerField(default=0)
    # Why it was moved, cancelled or did not take place.
    reason = models.CharField(max_length=300, blank=True, default="")
    state = INTERVIEW.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = InterviewQuerySet.as_manager()
    states = INTERVIEW
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            INTERVIEW.constraint("interview_state_known"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=[InterviewState.PROPOSED, InterviewState.BOOKED]),
                name="one_open_interview_an_application",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[InterviewState.PROPOSED, InterviewState.CANCELLED]) | Q(slot__isnull=False),
                name="a_booked_interview_has_a_time",
            ),
        ]

    @property
    def tone(self) -> str:
        return TONES.get(InterviewState(self.state), "plain")

    @property
    def is_open(self) -> bool:
        return self.state in (InterviewState.PROPOSED, InterviewState.BOOKED)
