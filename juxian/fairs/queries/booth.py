"""Booths with what they look for, in a set number of queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from juxian.fairs.models import Booth, BoothVacancy, Event, Material, Reservation
from juxian.fairs.states import ReservationState
from juxian.recruitment.queries.cards import pay_label


@dataclass(frozen=True)
class BoothCard:
    """A booth as visitors see it. `openings` counts wanted people, `vacancies` posts."""

    booth: Booth
    vacancies: list[Any] = field(default_factory=list)

    @property
    def openings(self) -> int:
        return sum(shown.openings for shown in self.vacancies)

    @property
    def name(self) -> str:
        return str(self.booth.organisation.name)


@dataclass(frozen=True)
class Offer:
    """What an event offers: three measures that are never mixed."""

    participations: int
    vacancies: int
    openings: int


def booth_cards(booths: Any) -> list[BoothCard]:
    """Return the booths with the vacancies they show, by the number on their sign and then by name."""
    rows = list(booths.select_related("organisation", "spot", "event"))
    shown: dict[UUID, list[BoothVacancy]] = defaultdict(list)
    for row in BoothVacancy.objects.shown().filter(booth__in=rows).select_related("vacancy"):
        row.pay = pay_label(row.vacancy)
        shown[row.booth_id].append(row)
    cards = [BoothCard(booth, shown[booth.pk]) for booth in rows]
    return sorted(cards, key=lambda card: (not card.booth.is_open, card.booth.label or "~", card.name))


def offer_of(event: Event) -> Offer:
    """Return what was offered at one event, also by booths that were closed in its middle."""
    return offers_of([event])[event.pk]


def offers_of(events: Iterable[Event]) -> dict[UUID, Offer]:
    """Return the offers of many events in two queries."""
    keys = [event.pk for event in events]
    booths = Booth.objects.participating().filter(event__in=keys).order_by().values_list("event")
    participations = dict(booths.annotate(Count("pk")))
    shown = BoothVacancy.objects.filter(booth__in=Booth.objects.participating().filter(event__in=keys)).order_by()
    counted = shown.values_list("booth__event").annotate(Count("vacancy", distinct=True), Sum("openings"))
    posts = {key: (vacancies, openings) for key, vacancies, openings in counted}
    return {key: Offer(participations.get(key, 0), *posts.get(key, (0, 0))) for key in keys}


def employer_place(booth: Booth) -> Reservation | None:
    """Return the place with the code for the door, where the event has doors."""
    return booth.reservations.exclude(state=ReservationState.CANCELLED).order_by("-booked_at").first()


def may_read_material(actor: Any, upload: Any) -> bool:
    """Everybody reads what a public event hands out; before that its own people do."""
    rows = Material.objects.filter(upload=upload)
    return Material.objects.public().filter(upload=upload).exists() or rows.visible_to(actor).exists()


def may_read_cover(actor: Any, upload: Any) -> bool:
    """The picture of an event whoever sees the event sees."""
    return Event.objects.visible_to(actor).filter(cover=upload).exists()
