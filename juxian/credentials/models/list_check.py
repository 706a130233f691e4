"""A list of certificates that an employer or an officer had checked: kept for a while, with its purpose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience
from juxian.kit.models import Model, VisibleQuerySet


class ListCheckQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "ListCheckQuerySet":
        """The organisation's own; an officer's own."""
        if actor.audience is Audience.ORGANISATION:
            return self.filter(organisation=actor.organisation_id)
        if actor.audience is Audience.OFFICE:
            return self.filter(checked_by_id=actor.person_id)
        return self.none()


class ListCheck(Model):
    """The rows hold what was typed and the public verdict, nothing else; after 30 days they are cleared."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", null=True)
    purpose = models.CharField(_("查验用途"), max_length=100)
    file_name = models.CharField(max_length=200)
    row_count = models.PositiveIntegerField()
    valid_count = models.PositiveIntegerField()
    rows = models.JSONField(default=list)
    checked_by = models.CharField(max_length=200)
    checked_by_id = models.UUIDField()
    checked_at = models.DateTimeField()

    objects = ListCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-id"]
        indexes = [models.Index(fields=["organisation", "-checked_at"], name="list_checks_of_organisation")]
