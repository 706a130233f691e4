"""Merges of duplicate persons, with what is needed to undo them."""

from django.db import models

from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.permissions import Permission


class PersonMergeQuerySet(VisibleQuerySet):
    """Merges as officers see them."""

    def visible_to(self, actor: Actor) -> "PersonMergeQuerySet":
        return self.all() if allows(actor, Permission.MERGE_PERSONS) else self.none()


class PersonMerge(Model):
    """`merged` was found to be the same human as `kept`. The snapshot names the rows that moved, never a secret."""

    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="merged_by")
    reason = models.CharField(max_length=500)
    merged_by_label = models.CharField(max_length=200)
    snapshot = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True, default="")
    undo_reason = models.CharField(max_length=500, blank=True, default="")

    audited = True
    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_at=None), name="people_person_merged_once"
            )
        ]
