"""How employers answer, as it was worked out last: what the public list orders by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.recruitment.permissions import Permission


class VisibilityLevel(models.TextChoices):
    """What the rate does to an employer's vacancies in the public list (`replying.Visibility`)."""

    FULL = "full", _("正常显示")
    LOWERED = "lowered", _("排在后面")
    HIDDEN = "hidden", _("暂不显示")


class ReplyRecordQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "ReplyRecordQuerySet":
        """Figures of employers are public; the list of them is for the office."""
        if allows(actor, Permission.READ_FIGURES):
            return self
        return self.filter(organisation=actor.organisation_id) if actor.organisation_id else self.none()


class ReplyRecord(Model):
    """One employer's figure on a day. Worked out from the applications, never typed."""

    organisation = models.OneToOneField("people.Organisation", models.PROTECT, related_name="reply_record")
    due = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    rate = models.PositiveSmallIntegerField(null=True)
    median_days = models.FloatField(null=True)
    visibility = models.CharField(
        max_length=8, choices=VisibilityLevel.choices, default=VisibilityLevel.FULL, db_index=True
    )
    computed_at = models.DateTimeField(default=clock.now)

    objects = ReplyRecordQuerySet.as_manager()
    audited = True

    class Meta:
        ordering = ["rate"]
