"""The day on which certificates are handed over on a stage: who comes when, and who sits where."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models.credential import Credential
from juxian.credentials.permissions import Permission
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet


class CeremonyQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "CeremonyQuerySet":
        return self if allows(actor, Permission.SEE_ALL) else self.none()


class Ceremony(Model):
    """One ceremony. Its certificates are public from its day on."""

    title = models.CharField(_("名称"), max_length=100)
    held_on = models.DateField(_("日期"))
    place = models.CharField(_("地点"), max_length=100)
    seats_a_row = models.PositiveSmallIntegerField(_("每排座位"), default=12)

    objects = CeremonyQuerySet.as_manager()
    audited = True

    class Meta:
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return self.title


class CeremonyEntry(Model):
    """One holder's turn. The order on the stage is the order of the seats, and of the printed pile."""

    ceremony = models.ForeignKey(Ceremony, models.PROTECT, related_name="entries")
    credential = models.OneToOneField(Credential, models.PROTECT, related_name="ceremony_entry")
    position = models.PositiveIntegerField()

    audited = True

    class Meta:
        ordering = ["position"]
        constraints = [
            # Deferred: an order is changed by writing all positions anew.
            models.UniqueConstraint(
                fields=["ceremony", "position"], name="one_turn_at_a_time", deferrable=models.Deferrable.DEFERRED
            )
        ]

    @property
    def row(self) -> int:
        """Rows and seats count from one; the first of the order sits at the left of the first row."""
        return (self.position - 1) // self.ceremony.seats_a_row + 1

    @property
    def seat(self) -> int:
        return (self.position - 1) % self.ceremony.seats_a_row + 1
