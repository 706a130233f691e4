"""What an event or a booth hands out."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models.booth import Booth
from juxian.fairs.models.event import PUBLIC_STATES, Event
from juxian.fairs.permissions import Permission
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet


class MaterialQuerySet(VisibleQuerySet):
    def public(self) -> Self:
        return self.filter(event__state__in=PUBLIC_STATES, removed_at=None)

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        mine = Q(event__host=actor.organisation_id) | Q(booth__organisation=actor.organisation_id)
        return self.filter(mine) if actor.organisation_id else self.none()


class Material(Model):
    """A file with a title; taken away it stays in the record. `booth` None: of the event itself."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="materials")
    booth = models.ForeignKey(Booth, null=True, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(_("资料名称"), max_length=80)
    upload = models.ForeignKey("kit.Upload", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    audited = True
    objects: Any = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
