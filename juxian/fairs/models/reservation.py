"""A place at an event with the code that opens it: of a person, or of an employer's booth."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from juxian.fairs.models.booth import Booth
from juxian.fairs.models.event import Event
from juxian.fairs.permissions import Permission
from juxian.fairs.states import RESERVATION, ReservationState
from juxian.fairs.states.reservation import PLACE_STATES
from juxian.kit import clock
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human

TONES = {
    ReservationState.BOOKED: "wait",
    ReservationState.CHECKED_IN: "ok",
    ReservationState.NO_SHOW: "stop",
}


class ReservationQuerySet(VisibleQuerySet):
    """Reservations as the business speaks of them."""

    def places(self) -> Self:
        """What holds a place: booked or already inside."""
        return self.filter(state__in=PLACE_STATES)

    def visible_to(self, actor: Actor) -> Self:
        """A person their own, an organisation its booths' and those of events it hosts, officers all."""
        if allows(actor, Permission.SEE_ALL):
            return self
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.filter(person__in=same_human(actor.person_id))
        if not actor.organisation_id:
            return self.none()
        return self.filter(Q(event__host=actor.organisation_id) | Q(booth__organisation=actor.organisation_id))


class Reservation(Model):
    """One place. `code` is ten characters that can be read aloud; the QR code holds an address with it."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="reservations")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    booth = models.ForeignKey(Booth, null=True, on_delete=models.PROTECT, related_name="reservations")
    code = models.CharField(max_length=16, unique=True)
    state = RESERVATION.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=300, blank=True, default="")
    booked_at = models.DateTimeField(default=clock.now)
    checked_in_at = models.DateTimeField(null=True)
    checked_in_by = models.CharField(max_length=200, blank=True, default="")

    audited = True
    audited_by_name = ("code",)
    states = RESERVATION
    objects: Any = ReservationQuerySet.as_manager()

    class Meta:
        ordering = ["booked_at", "id"]
        constraints = [
            RESERVATION.constraint("fairs_reservation_state"),
            models.CheckConstraint(
                condition=Q(person=None, booth__isnull=False) | Q(person__isnull=False, booth=None),
                name="fairs_reservation_of_one",
            ),
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(state__in=PLACE_STATES), name="fairs_reservation_once"
            ),
            models.UniqueConstraint(
                fields=["booth"], condition=Q(state__in=PLACE_STATES), name="fairs_reservation_booth_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="fairs_reservation_person")]

    @property
    def tone(self) -> str:
        return TONES.get(ReservationState(self.state), "plain")
