"""What every table of the platform has in common."""

from typing import Any

from django.db import models

from juxian.kit.identifiers import uuid7


class Model(models.Model):
    """A row with a time-ordered key that the client makes, and the instant at which it was made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    # True on tables that decide rights or money: triggers record every change of a row (docs/security/audit.md).
    audited = False
    # Fields whose values stay out of that record; encrypted ones stay out anyway.
    audited_by_name: tuple[str, ...] = ()

    class Meta:
        abstract = True


class VisibleQuerySet(models.QuerySet):
    """The only way from a view to rows. A table that forgets to say who sees it shows nothing."""

    def visible_to(self, actor: Any) -> "VisibleQuerySet":
        """Return the rows that this actor may know of. Everything else is a 404."""
        return self.none()
