"""Person-times: who was there, without saying who."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models.booth import Booth
from juxian.fairs.models.event import Event
from juxian.fairs.permissions import Permission
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet


class VisitSource(models.TextChoices):
    ONSITE = "onsite", _("现场签到")
    LIVE = "live", _("观看直播")
    HALL = "hall", _("线上展厅")
    REPLAY = "replay", _("观看回放")


class VisitQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        return self.filter(event__host=actor.organisation_id) if actor.organisation_id else self.none()


class Visit(Model):
    """One person-time (人次). `viewer_key` is a digest under a key of this event: nobody can be found by it, and the
    same visitor of another event has another one. `minutes` are whole minutes of presence."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="visits")
    booth = models.ForeignKey(Booth, null=True, on_delete=models.PROTECT, related_name="visits")
    source = models.CharField(max_length=8, choices=VisitSource.choices)
    viewer_key = models.CharField(max_length=64)
    came_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(default=0)

    objects: Any = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["came_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "source", "viewer_key"], name="fairs_visit_once"),
        ]
