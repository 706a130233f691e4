"""Who stayed away twice: no reservations for a year, unless a written explanation is accepted."""

import datetime as dt
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.fairs.permissions import Permission
from juxian.fairs.states import BARRING, BarringState
from juxian.fairs.states.barring import IN_FORCE_STATES
from juxian.kit import clock
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human

TONES = {BarringState.ACTIVE: "stop", BarringState.EXPLAINED: "wait", BarringState.LIFTED: "ok"}


class BarringQuerySet(VisibleQuerySet):
    def in_force(self) -> Self:
        return self.filter(state__in=IN_FORCE_STATES)

    def in_force_on(self, day: dt.date) -> Self:
        return self.in_force().filter(until_on__gte=day)

    def of_person(self, person_id: Any) -> Self:
        return self.filter(person__in=same_human(person_id))

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.of_person(actor.person_id)
        return self.filter(organisation=actor.organisation_id) if actor.organisation_id else self.none()


class Barring(Model):
    """Of a person or of an organisation. `reservation_ids` are the places they did not take."""

    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    reservation_ids = ArrayField(models.UUIDField())
    from_on = models.DateField()
    until_on = models.DateField()  # the last day on which it holds
    explanation = models.TextField(_("书面说明"), max_length=1000, blank=True, default="")
    explained_at = models.DateTimeField(null=True)
    answer = models.CharField(_("审核意见"), max_length=300, blank=True, default="")
    decided_by = models.CharField(max_length=200, blank=True, default="")
    state = BARRING.field()
    state_since_at = models.DateTimeField(default=clock.now)

    audited = True
    states = BARRING
    objects: Any = BarringQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            BARRING.constraint("fairs_barring_state"),
            models.CheckConstraint(
                condition=Q(person=None, organisation__isnull=False) | Q(person__isnull=False, organisation=None),
                name="fairs_barring_of_one",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=IN_FORCE_STATES), name="fairs_barring_person_once"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state__in=IN_FORCE_STATES), name="fairs_barring_organisation_once"
            ),
        ]

    @property
    def name(self) -> str:
        """Whom it keeps out."""
        if self.person is not None:
            return str(self.person.surviving().name)
        return str(self.organisation.name) if self.organisation else ""

    @property
    def tone(self) -> str:
        return TONES.get(BarringState(self.state), "plain")
