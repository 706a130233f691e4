"""What an employer says of somebody on its staff: still here, or gone since a day."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models.entitlement import Entitlement
from juxian.benefits.permissions import Permission
from juxian.benefits.states import STAFF_REPORT, StaffReportState
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet


class StaffReportQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "StaffReportQuerySet":
        """The office sees all, an employer what it wrote itself."""
        if actor.audience is Audience.ORGANISATION and allows(actor, Permission.CONFIRM_STAFF):
            return self.filter(organisation=actor.organisation_id)
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def open(self) -> "StaffReportQuerySet":
        return self.filter(state=StaffReportState.REPORTED)


class StaffReport(Model):
    """The employer says that somebody left on a day. It stops no money by itself: an officer checks the registers."""

    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="staff_reports")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    left_on = models.DateField(_("离职日期"))
    state = STAFF_REPORT.field()
    state_since_at = models.DateTimeField(null=True)
    reported_by = models.CharField(max_length=200)
    answer = models.TextField(_("核实结果"), blank=True, default="")
    settled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    objects = StaffReportQuerySet.as_manager()
    states = STAFF_REPORT
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            STAFF_REPORT.constraint("staff_report_state_known"),
            models.UniqueConstraint(
                fields=["entitlement", "organisation"],
                condition=Q(state=StaffReportState.REPORTED),
                name="one_open_staff_report",
            ),
            models.CheckConstraint(
                condition=~Q(state=StaffReportState.SETTLED) | ~Q(answer=""),
                name="a_settled_staff_report_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement} · {self.left_on}"

    @property
    def applicant(self) -> Any:
        """Whom it is about: rules about one's own ask for this."""
        return self.entitlement.person
