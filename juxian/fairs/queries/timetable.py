"""The timetable as the solver reads it, and as people read it."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from juxian.fairs import timetable as pure
from juxian.fairs.models import Appointment, Booth, BoothSide, Entrant, Event, Timetable, TimetableChange
from juxian.fairs.states import AppointmentState, TimetableChangeState
from juxian.kit import clock
from juxian.people.queries import same_human

GIVEN_UP = (AppointmentState.CANCELLED, AppointmentState.MISSED)  # not offered again to the same two


@dataclass(frozen=True)
class Change:
    """One line of a proposed change, in the words of people. A slot is None where there is no appointment."""

    kind: str
    person: str
    employer: str
    before_at: dt.datetime | None
    after_at: dt.datetime | None


def timetable_of(event: Event) -> Timetable | None:
    return Timetable.objects.filter(event=event).select_related("event").first()


def entrant_of(timetable: Timetable, person_id: Any) -> Entrant | None:
    return Entrant.objects.filter(timetable=timetable, person__in=same_human(person_id)).first()


def side_of(booth: Booth) -> BoothSide | None:
    return BoothSide.objects.filter(booth=booth).select_related("timetable__event", "booth__event").first()


def asking_for(booth: Booth) -> list[Entrant]:
    """Return who wants to talk to this booth; those who put it first come first."""
    key = str(booth.pk)
    rows = Entrant.objects.filter(timetable__event=booth.event_id, booths__contains=[key]).select_related("person")
    return sorted(rows, key=lambda row: (row.booths.index(key), str(row.pk)))


def appointments_of(timetable: Timetable) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(timetable=timetable)
    return rows.select_related("booth__organisation", "booth__event", "entrant__person").order_by("starts_at", "booth")


def my_appointments(person_id: Any, event: Event) -> QuerySet[Appointment]:
    rows = Appointment.objects.told().filter(booth__event=event, entrant__person__in=same_human(person_id))
    return rows.select_related("booth__organisation", "booth__event", "entrant__person").order_by("starts_at")


def booth_appointments(booth: Booth) -> QuerySet[Appointment]:
    rows = Appointment.objects.told().filter(booth=booth)
    return rows.select_related("entrant__person", "booth__event", "booth__organisation").order_by("starts_at")


def first_open_slot(timetable: Timetable) -> int:
    """Return the first slot that may still be changed: it begins a whole slot from now, so that people can come."""
    since = clock.now() + dt.timedelta(minutes=timetable.slot_minutes)
    return next((slot for slot, at in timetable.slots() if at >= since), timetable.slot_count)


def problem_of(timetable: Timetable, *, since: int = 0) -> pure.Problem:
    """Return the question as it is now. Slots before `since` are closed; what was told for them is held."""
    rows = list(Appointment.objects.filter(timetable=timetable))
    given_up: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        if row.state in GIVEN_UP:
            given_up[row.entrant_id].add(str(row.booth_id))
    closed = set(timetable.break_slots) | set(range(since))
    held = [row for row in rows if row.state == AppointmentState.HELD or _is_frozen(row, since)]
    sides = BoothSide.objects.filter(timetable=timetable, booth__in=Booth.objects.approved())
    return pure.Problem(
        tuple(_booth(side, closed) for side in sides),
        tuple(_candidate(one, closed, given_up[one.pk]) for one in Entrant.objects.filter(timetable=timetable)),
        pure.Terms(seed=timetable.seed, floor=timetable.floor),
        tuple(key_of(row) for row in held),
    )


def told_from(timetable: Timetable, since: int) -> list[pure.Appointment]:
    """Return what people were told for slots that can still be changed."""
    rows = Appointment.objects.filter(timetable=timetable, state=AppointmentState.TOLD, slot__gte=since)
    return sorted(key_of(row) for row in rows)


def fingerprint(told: list[pure.Appointment]) -> str:
    """Return a mark by which a proposal knows whether anything happened since."""
    return hashlib.sha256(json.dumps([[one.candidate, one.booth, one.slot] for one in told]).encode()).hexdigest()


def open_change(timetable: Timetable) -> TimetableChange | None:
    return TimetableChange.objects.filter(timetable=timetable, state=TimetableChangeState.PROPOSED).first()


def lines_of(change: TimetableChange) -> list[Change]:
    """Return a proposal in the words of people, in the order of the day."""
    timetable, proposal = change.timetable, change.proposal
    names = {str(row.pk): row.person.name for row in timetable.entrants.select_related("person")}
    employers = {str(row.pk): row.organisation.name for row in timetable.event.booths.select_related("organisation")}
    lines = [
        Change(kind, names[who], employers[where], _at(timetable, before), _at(timetable, after))
        for kind in ("moved", "added", "lost")
        for who, where, before, after in proposal[kind]
    ]
    return sorted(lines, key=lambda line: (line.after_at or line.before_at, line.person))


def shortfall_lines(timetable: Timetable) -> list[tuple[str, dict[str, Any]]]:
    """Return who has less than the floor, by name, with what is known of the reason."""
    names = {str(row.pk): row.person.name for row in timetable.entrants.select_related("person")}
    return [(names[row["entrant"]], row) for row in timetable.shortfalls if row["entrant"] in names]


def key_of(row: Appointment) -> pure.Appointment:
    return pure.Appointment(str(row.entrant_id), str(row.booth_id), row.slot)


def _is_frozen(row: Appointment, since: int) -> bool:
    return row.state == AppointmentState.TOLD and row.slot < since


def _booth(side: BoothSide, closed: set[int]) -> pure.Booth:
    seats = tuple(0 if slot in closed else int(count) for slot, count in enumerate(side.seats))
    return pure.Booth(str(side.booth_id), seats, tuple(side.entrants), frozenset(side.refused))


def _candidate(one: Entrant, closed: set[int], given_up: set[str]) -> pure.Candidate:
    slots = frozenset() if one.is_absent else frozenset(one.slots) - closed
    return pure.Candidate(str(one.pk), slots, tuple(key for key in one.booths if key not in given_up), one.limit)


def _at(timetable: Timetable, slot: int | None) -> dt.datetime | None:
    return None if slot is None else timetable.begins_at(slot)
