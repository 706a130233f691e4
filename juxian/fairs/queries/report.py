"""What an event brought, and what all of them brought: every number is counted from rows that can be opened.

Participations (家次), vacancies (职位), openings (岗位) and person-times (人次) are four measures, never added up."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Booth, BoothVacancy, Card, Event, Visit
from juxian.fairs.queries.booth import Offer, offers_of
from juxian.fairs.states import EventState
from juxian.kit.access import Text
from juxian.recruitment.queries.by_source import applications_at, tallies
from juxian.recruitment.queries.job_application import Tally

# Under these sources an application names a booth, a card or the event itself.
SOURCES = ("live", "fair", "qr")
HELD = (EventState.RUNNING, EventState.ENDED)
MEASURES: dict[str, tuple[Text, Text]] = {
    "participations": (_("参会单位"), _("家次")),
    "vacancies": (_("职位"), _("个")),
    "openings": (_("岗位"), _("个")),
    "person_times": (_("参加"), _("人次")),
    "applied": (_("投递"), _("份")),
    "interviewed": (_("面试"), _("份")),
    "hired": (_("入职"), _("人")),
}


@dataclass(frozen=True)
class Line:
    """One event with its measures. `peak` is the highest number of viewers at one instant."""

    event: Event
    offer: Offer
    person_times: int
    tally: Tally

    @property
    def values(self) -> dict[str, int]:
        return {
            "participations": self.offer.participations,
            "vacancies": self.offer.vacancies,
            "openings": self.offer.openings,
            "person_times": self.person_times,
            "applied": self.tally.applied,
            "interviewed": self.tally.interviewed,
            "hired": self.tally.hired,
        }

    @property
    def named(self) -> list[tuple[Text, int]]:
        """Each measure with its word."""
        return [(MEASURES[key][0], value) for key, value in self.values.items()]

    @property
    def cells(self) -> list[int]:
        return list(self.values.values())


def lines_of(events: Iterable[Event]) -> list[Line]:
    """Return the measures of many events, in a set number of queries."""
    rows = list(events)
    offers, refs = offers_of(rows), refs_of(event.pk for event in rows)
    came = Visit.objects.filter(event__in=rows).order_by().values_list("event").annotate(Count("pk"))
    person_times, counted = dict(came), tallies(SOURCES, list(refs))
    return [
        Line(event, offers[event.pk], person_times.get(event.pk, 0), _sum(refs, counted, event.pk)) for event in rows
    ]


def totals(lines: Iterable[Line]) -> dict[str, int]:
    """Add up each measure by itself."""
    found = dict.fromkeys(MEASURES, 0)
    for line in lines:
        for key, value in line.values.items():
            found[key] += value
    return found


def refs_of(events: Iterable[UUID]) -> dict[str, UUID]:
    """Return every reference under which an application may name one of these events, with the event."""
    keys = list(events)
    found = {f"event:{key}": key for key in keys}
    booths = Booth.objects.filter(event__in=keys).values_list("pk", "event")
    found |= {f"booth:{key}": event for key, event in booths}
    cards = Card.objects.filter(stream__event__in=keys).values_list("pk", "stream__event")
    return found | {f"card:{key}": event for key, event in cards}


def booth_tallies(event: Event) -> dict[UUID, Tally]:
    """Return how far the applications handed in at each booth came."""
    refs = {f"booth:{key}": key for key in event.booths.values_list("pk", flat=True)}
    return {refs[ref]: tally for ref, tally in tallies(SOURCES, list(refs)).items()}


def rows_of(events: Collection[UUID], measure: str) -> QuerySet[Any]:
    """Return the rows that one measure counts. `openings` adds them up, the others count them."""
    booths = Booth.objects.participating().filter(event__in=events)
    if measure == "participations":
        return booths.select_related("event", "organisation").order_by("event__starts_at", "requested_at")
    if measure in ("vacancies", "openings"):
        shown = BoothVacancy.objects.filter(booth__in=booths)
        return shown.select_related("booth__event", "booth__organisation", "vacancy").order_by("shown_at", "pk")
    if measure == "person_times":
        return Visit.objects.filter(event__in=events).select_related("event").order_by("came_at", "pk")
    return applications_at(SOURCES, list(refs_of(events)), measure)


def held_events(year: int | None = None, kind: str = "") -> QuerySet[Event]:
    """Return the events that took place or are on, newest first."""
    rows = Event.objects.filter(state__in=HELD).select_related("host").order_by("-starts_at")
    if year:
        rows = rows.filter(starts_at__year=year)
    return rows.filter(kind=kind) if kind else rows


def years_held() -> list[int]:
    """Return the years in which something took place, newest first."""
    return [day.year for day in Event.objects.filter(state__in=HELD).dates("starts_at", "year", order="DESC")]


def _sum(refs: dict[str, UUID], counted: Any, event: UUID) -> Tally:
    found = [tally for ref, tally in counted.items() if refs[ref] == event]
    return Tally(
        sum(tally.applied for tally in found),
        sum(tally.interviewed for tally in found),
        sum(tally.offered for tally in found),
        sum(tally.hired for tally in found),
    )
