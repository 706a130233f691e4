"""Complaints about a vacancy or its employer, from anybody."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import EncryptedTextField
from juxian.people.queries import same_human
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import REPORT, ReportState


class ReportReason(models.TextChoices):
    """What is wrong with it."""

    FALSE_PAY = "false_pay", _("工资或者待遇不实")
    FEE = "fee", _("收取押金、费用或者扣押证件")
    DISCRIMINATION = "discrimination", _("性别、婚育、民族、户籍等歧视")
    NOT_THERE = "not_there", _("职位不存在或者早已招满")
    NOT_EMPLOYER = "not_employer", _("冒用单位名义")
    PRIVACY = "privacy", _("泄露或者滥用个人信息")
    OTHER = "other", _("其他")


class ReportQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "ReportQuerySet":
        """People see their own; the office all. An employer never learns who complained."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.filter(person__in=same_human(actor.person_id))
        return self.none()

    def open(self) -> "ReportQuerySet":
        return self.filter(state__in=[ReportState.FILED, ReportState.ACCEPTED])


class VacancyReport(Model):
    """One complaint. Whoever is not signed in reads the answer with the number and the code given at the end."""

    number = models.CharField(_("举报编号"), max_length=20, unique=True)
    vacancy = models.ForeignKey("recruitment.Vacancy", models.PROTECT, related_name="reports")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("举报事由"), max_length=20, choices=ReportReason.choices)
    text = models.TextField(_("情况说明"), max_length=2000)
    evidence = models.ForeignKey("kit.Upload", models.PROTECT, null=True, blank=True, related_name="+")
    contact_phone: Any = EncryptedTextField(key_class="phone", null=True, blank=True)
    code_digest = models.CharField(max_length=64)
    state = REPORT.field()
    state_since_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField(_("办理期限"), null=True)
    answer = models.TextField(_("答复"), max_length=2000, blank=True, default="")
    handler = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()
    states = REPORT
    audited: ClassVar[bool] = True
    audited_by_name = ("text", "code_digest")

    class Meta:
        ordering = ["-filed_at"]
        constraints = [
            REPORT.constraint("vacancy_report_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["upheld", "dismissed"]) | ~Q(answer=""),
                name="an_ended_report_has_its_answer",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="vacancy_report_queue")]

    def __str__(self) -> str:
        return self.number

    @property
    def tone(self) -> str:
        tones = {ReportState.UPHELD: "stop", ReportState.DISMISSED: "plain"}
        return tones.get(ReportState(self.state), "wait")
