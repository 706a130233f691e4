"""Job applications (投递), and what employers write about them for themselves."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human
from juxian.recruitment.permissions import Permission
from juxian.recruitment.resume.shape import Resume, from_data
from juxian.recruitment.states import JOB_APPLICATION, JobApplicationState

A = JobApplicationState
# Somebody has to do something: the employer, or with an offer the applicant.
OPEN = (A.SENT, A.SCREENING, A.INTERVIEWING, A.OFFERED, A.ACCEPTED)
# The employer has not said anything yet.
UNANSWERED = (A.SENT, A.SCREENING)
ON_CLOCK = (A.SENT, A.SCREENING, A.INTERVIEWING, A.OFFERED)
TONES = {
    A.INTERVIEWING: "wait",
    A.OFFERED: "ok",
    A.ACCEPTED: "ok",
    A.HIRED: "ok",
    A.REFUSED: "stop",
    A.ANSWERED: "stop",
    A.SENT: "wait",
    A.SCREENING: "wait",
}


class ApplicationSource(models.TextChoices):
    """Where the applicant was when they applied."""

    SEARCH = "search", _("职位搜索")
    LIVE = "live", _("直播间")
    FAIR = "fair", _("双选会")
    QR = "qr", _("扫码")
    CAMPAIGN = "campaign", _("招聘专场")


class RefusalReason(models.TextChoices):
    """Why somebody is not taken, in words that do not hurt and do not break the law."""

    SKILL = "skill", _("技能或证书与职位不符")
    EXPERIENCE = "experience", _("工作经验与职位不符")
    EDUCATION = "education", _("学历或专业与职位不符")
    PAY = "pay", _("薪资期望与职位不符")
    TIME = "time", _("到岗时间或班次不合适")
    FILLED = "filled", _("职位已招满")
    BETTER_FIT = "better_fit", _("有更合适的人选")
    OTHER = "other", _("其他（见说明）")


class JobApplicationQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "JobApplicationQuerySet":
        """The office that reads all, the employer to whom they were sent, and the person who sent them."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.organisation_id:
            may = allows(actor, Permission.HANDLE_APPLICATION)
            return self.filter(organisation=actor.organisation_id) if may else self.none()
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.filter(person__in=same_human(actor.person_id))
        return self.none()

    def open(self) -> "JobApplicationQuerySet":
        return self.filter(state__in=OPEN)

    def unanswered(self) -> "JobApplicationQuerySet":
        return self.filter(state__in=UNANSWERED)

    def overdue(self) -> "JobApplicationQuerySet":
        """The day on which an answer was due is over."""
        return self.filter(state__in=ON_CLOCK, due_on__lt=clock.today())


class JobApplication(Model):
    """One person's application to one vacancy. `snapshot` is the profile as it was sent; `due_on` the last day on
    which the next answer may come (of the employer, with an offer of the applicant)."""

    vacancy = models.ForeignKey("recruitment.Vacancy", models.PROTECT, related_name="applications")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="job_applications")
    source = models.CharField(_("投递来源"), max_length=10, choices=ApplicationSource.choices)
    source_ref = models.CharField(max_length=80, blank=True, default="")
    letter = models.TextField(_("想对单位说的话"), max_length=500, blank=True, default="")
    snapshot: Any = models.JSONField(default=dict)
    stage = models.ForeignKey("recruitment.Stage", models.PROTECT, null=True, blank=True, related_name="applications")
    tags = ArrayField(models.CharField(max_length=20), verbose_name=_("标签"), default=list, blank=True)
    rating = models.PositiveSmallIntegerField(_("评分"), null=True, blank=True)
    sent_at = models.DateTimeField(default=clock.now)
    # The first answer of the employer; stays empty where the platform had to answer.
    answered_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    # Contact data are shown while this is set; the applicant may take it back.
    contact_agreed_at = models.DateTimeField(null=True)
    refusal = models.CharField(_("不录用的原因"), max_length=12, choices=RefusalReason.choices, blank=True, default="")
    # What the applicant reads of the end, word for word.
    reason = models.CharField(max_length=500, blank=True, default="")
    state = JOB_APPLICATION.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = JobApplicationQuerySet.as_manager()
    states = JOB_APPLICATION
    audited: ClassVar[bool] = True
    audited_by_name = ("snapshot", "letter")

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            JOB_APPLICATION.constraint("job_application_state_known"),
            models.UniqueConstraint(
                fields=["vacancy", "person"],
                condition=~Q(state=JobApplicationState.WITHDRAWN),
                name="apply_once_a_vacancy",
            ),
            models.CheckConstraint(condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="rating_of_five"),
            models.CheckConstraint(
                condition=~Q(state__in=[A.REFUSED, A.ANSWERED]) | ~Q(reason=""), name="who_is_refused_reads_why"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "sent_at"], name="job_application_of_employer"),
            models.Index(fields=["source", "source_ref"], name="job_application_source"),
            models.Index(fields=["due_on"], condition=Q(state__in=ON_CLOCK), name="job_application_due"),
        ]

    def __str__(self) -> str:
        return str(self.vacancy)

    @property
    def tone(self) -> str:
        return TONES.get(A(self.state), "plain")

    @property
    def resume(self) -> Resume:
        """The résumé as it was sent."""
        return from_data(self.snapshot.get("resume", {}))

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def shows_contact(self) -> bool:
        return self.contact_agreed_at is not None


class NoteQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "NoteQuerySet":
        """Inside the employer only: neither the applicant nor the office reads them."""
        if actor.organisation_id and allows(actor, Permission.HANDLE_APPLICATION):
            return self.filter(application__organisation=actor.organisation_id)
        return self.none()


class ApplicationNote(Model):
    """What an employer writes down for itself about an applicant. Only ever added."""

    application = models.ForeignKey(JobApplication, models.PROTECT, related_name="notes")
    text = models.CharField(_("备注"), max_length=500)
    noted_at = models.DateTimeField(default=clock.now)
    noted_by = models.CharField(max_length=200)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_at"]
