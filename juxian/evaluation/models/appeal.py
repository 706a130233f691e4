"""Appeals (申诉): an applicant whom a panel turned down asks that another panel look again."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models.application import Application
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import APPEAL, AppealState
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human


class AppealQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "AppealQuerySet":
        """The office sees all, a person their own. Assessors never learn that a case is an appeal."""
        if actor.audience is Audience.PERSON:
            return self.filter(application__applicant__in=same_human(actor.person_id))
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def open(self) -> "AppealQuerySet":
        return self.filter(state__in=[AppealState.FILED, AppealState.ACCEPTED])

    def with_words(self) -> "AppealQuerySet":
        return self.select_related("application__applicant", "application__item__occupation")


class Appeal(Model):
    """One appeal; an application has one at most."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="appeal")
    state = APPEAL.field()
    state_since_at = models.DateTimeField(null=True)
    reasons = models.TextField(_("申诉理由"), max_length=2000)
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField(_("办理期限"), null=True)
    answer = models.TextField(_("答复"), blank=True, default="")
    handled_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    objects = AppealQuerySet.as_manager()
    states = APPEAL
    audited: ClassVar[bool] = True
    audited_by_name = ("reasons",)  # somebody's own words

    class Meta:
        ordering = ["-filed_at"]
        constraints = [
            APPEAL.constraint("appeal_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "dismissed", "upheld"]) | ~Q(answer=""),
                name="an_ended_appeal_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)

    @property
    def applicant(self) -> Any:
        """Whose appeal it is: rules about one's own ask for this."""
        return self.application.applicant
