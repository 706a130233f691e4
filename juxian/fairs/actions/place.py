"""Places that come and go with a booth, within the action that gives or takes it."""

from juxian.fairs.models import Booth, Event, Reservation
from juxian.fairs.numbers import new_code
from juxian.fairs.states import RESERVATION, ReservationState


def give_place(event: Event, *, booth: Booth) -> Reservation:
    """Return the code with which an employer enters; it takes none of the visitors' places."""
    return Reservation.objects.create(event=event, booth=booth, code=new_code())


def take_place_back(booth: Booth) -> None:
    """Let a place go that is not needed any more; whoever is inside stays counted."""
    for reservation in booth.reservations.select_for_update(of=("self",)).filter(state=ReservationState.BOOKED):
        RESERVATION.move(reservation, "cancel")
        reservation.save()
