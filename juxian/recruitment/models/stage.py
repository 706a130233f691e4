"""The stages of one employer's selection: a list that it names and orders itself, each mapped to a state."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import JobApplicationState


class StageKind(models.TextChoices):
    """The state in which an application is while it stands at the stage."""

    SCREENING = JobApplicationState.SCREENING.value, _("筛选（简历、笔试、测评）")
    INTERVIEWING = JobApplicationState.INTERVIEWING.value, _("面试")


class StageQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "StageQuerySet":
        if actor.organisation_id and allows(actor, Permission.HANDLE_APPLICATION):
            return self.filter(organisation=actor.organisation_id)
        return self.none()

    def used(self) -> "StageQuerySet":
        return self.filter(is_used=True)


class Stage(Model):
    """One stage. A stage that is no longer used stays: old applications stood there."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(_("阶段名称"), max_length=20)
    kind = models.CharField(_("性质"), max_length=20, choices=StageKind.choices)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    is_used = models.BooleanField(_("启用"), default=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(is_used=True), name="stage_name_once_an_employer"
            ),
        ]

    def __str__(self) -> str:
        return self.name
