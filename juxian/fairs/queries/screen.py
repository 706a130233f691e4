"""What the big screen in the hall says: counts and booths. No name, no number of a person ever gets here."""

from dataclasses import dataclass

from juxian.fairs.models import Event, Meeting
from juxian.fairs.queries.booth import BoothCard, Offer, booth_cards, offer_of
from juxian.fairs.queries.meeting import called_in
from juxian.fairs.states import ReservationState

MOST_CALLED = 8  # more nobody reads from afar


@dataclass(frozen=True)
class Screen:
    """One picture of the hall. `inside` counts people who checked in, `expected` those with a place."""

    offer: Offer
    inside: int
    expected: int
    employers_inside: int
    cards: list[BoothCard]
    called: list[Meeting]


def screen_of(event: Event) -> Screen:
    """Return what is true now."""
    visitors = event.reservations.filter(person__isnull=False)
    employers = event.reservations.filter(booth__isnull=False, state=ReservationState.CHECKED_IN)
    return Screen(
        offer=offer_of(event),
        inside=visitors.filter(state=ReservationState.CHECKED_IN).count(),
        expected=visitors.places().count(),
        employers_inside=employers.count(),
        cards=booth_cards(event.booths.approved()),
        called=called_in(event, MOST_CALLED) if event.is_online else [],
    )
