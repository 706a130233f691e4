"""A timetable for sittings: parts of candidates are given rooms and times without a clash, or it is said why not.

Greedy and deterministic: the longest parts first; each sitting takes the time at which most of its candidates can come,
among these the earliest, among these the smallest room. Pure: the caller brings what is already occupied.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

BREAK = dt.timedelta(minutes=15)  # between two sittings of one candidate, one room or one person who serves
STEP = dt.timedelta(minutes=15)  # sittings begin at quarters of an hour, counted from the window's beginning


@dataclass(frozen=True)
class Demand:
    """One part that one candidate has still to sit. `group` is occupation × level."""

    candidate: str
    part: str
    method: str
    minutes: int
    group: str


@dataclass(frozen=True)
class Hall:
    """A room: its seats and the methods for which it is equipped."""

    key: str
    seat_count: int
    methods: frozenset[str]


@dataclass(frozen=True)
class Window:
    """A stretch of a day in which sittings may be held."""

    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class Server:
    """Somebody who can serve, and the candidates before whom they may not (colleagues of one employer)."""

    key: str
    avoids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Occupied:
    """A candidate, a room or a server is taken for a time. Keys of the three kinds never meet: they are row keys."""

    key: str
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class Planned:
    """One sitting of the timetable. `group` is empty where several occupations or levels sit together; the first of
    `servers` is the chief."""

    part: str
    method: str
    minutes: int
    group: str
    hall: str
    starts_at: dt.datetime
    candidates: tuple[str, ...]
    servers: tuple[str, ...] = ()

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class Cause(StrEnum):
    """Why a part was not placed."""

    NO_HALL = "no_hall"  # no chosen room is equipped for the method
    TOO_LONG = "too_long"  # no window is as long as the part
    HALLS_FULL = "halls_full"  # every fitting room is taken all the time
    STAFF_SHORT = "staff_short"  # rooms are free, but nobody who may serve is
    CANDIDATE_BUSY = "candidate_busy"  # room and staff are free only while the candidate sits elsewhere


@dataclass(frozen=True)
class Unplaced:
    """A demand that found no place, and why."""

    demand: Demand
    cause: Cause


@dataclass(frozen=True)
class Resources:
    """What there is to place in. `servers_each`: how many serve in each sitting; with no servers, none are named."""

    halls: Sequence[Hall]
    windows: Sequence[Window]
    servers: Sequence[Server] = ()
    servers_each: int = 2


@dataclass
class Timetable:
    """What was placed, and what was not."""

    planned: list[Planned] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)


@dataclass
class Calendar:
    """When each candidate, room and server is taken."""

    taken: dict[str, list[tuple[dt.datetime, dt.datetime]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, key: str, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
        self.taken[key].append((starts_at, ends_at))

    def is_free(self, key: str, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
        """Tell whether the key has nothing then, and a break before and after."""
        return all(ends_at + BREAK <= other or until + BREAK <= starts_at for other, until in self.taken[key])


@dataclass(frozen=True)
class Option:
    """A time and a room in which these candidates could sit, with those who would serve."""

    starts_at: dt.datetime
    hall: Hall
    free: tuple[str, ...]
    servers: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, dt.datetime, int, str]:
        """Most candidates, then earliest, then the smallest room; the key makes it deterministic."""
        return (-len(self.free), self.starts_at, self.hall.seat_count, self.hall.key)


def make_timetable(
    demands: Iterable[Demand], resources: Resources, occupied: Iterable[Occupied] = (), *, mixes_groups: bool = False
) -> Timetable:
    """Place each demand once or report it. With `mixes_groups`, candidates of several occupations or levels may sit
    together where part, method and minutes are the same."""
    timetable, calendar = Timetable(), Calendar()
    for one in occupied:
        calendar.take(one.key, one.starts_at, one.ends_at)
    for batch in _batches(demands, mixes_groups):
        _place(batch, resources, calendar, timetable)
    return timetable


def _batches(demands: Iterable[Demand], mixes_groups: bool) -> list[list[Demand]]:
    """Demands that may sit together: the longest parts first, then the largest crowds."""
    batches: dict[tuple[object, ...], dict[str, Demand]] = defaultdict(dict)
    for one in demands:
        group = "" if mixes_groups else one.group
        batches[(one.part, one.method, one.minutes, group)].setdefault(one.candidate, one)
    ordered = sorted(batches.items(), key=lambda item: (-int(str(item[0][2])), -len(item[1]), str(item[0])))
    return [list(batch.values()) for _key, batch in ordered]


def _place(batch: Sequence[Demand], resources: Resources, calendar: Calendar, timetable: Timetable) -> None:
    """Open sittings for the batch until everybody sits or no option is left."""
    waiting = {one.candidate: one for one in batch}
    while waiting:
        first = next(iter(waiting.values()))
        best = min(_options(first, list(waiting), resources, calendar), key=lambda option: option.rank, default=None)
        if best is None:
            timetable.unplaced += [Unplaced(one, _cause(one, resources, calendar)) for one in waiting.values()]
            return
        seated = [waiting.pop(candidate) for candidate in best.free]
        sitting = _sitting(seated, best)
        _occupy(sitting, calendar)
        timetable.planned.append(sitting)


def _sitting(seated: Sequence[Demand], option: Option) -> Planned:
    first, groups = seated[0], {one.group for one in seated}
    return Planned(
        first.part,
        first.method,
        first.minutes,
        first.group if len(groups) == 1 else "",
        option.hall.key,
        option.starts_at,
        option.free,
        option.servers,
    )


def _occupy(sitting: Planned, calendar: Calendar) -> None:
    for key in (sitting.hall, *sitting.candidates, *sitting.servers):
        calendar.take(key, sitting.starts_at, sitting.ends_at)


def _options(demand: Demand, candidates: Sequence[str], resources: Resources, calendar: Calendar) -> Iterator[Option]:
    """Every time and free room at which at least one candidate can sit and enough people can serve."""
    for starts_at, ends_at, halls in _openings(demand, resources, calendar):
        free = [one for one in candidates if calendar.is_free(one, starts_at, ends_at)]
        on_duty = [one for one in resources.servers if calendar.is_free(one.key, starts_at, ends_at)]
        staffed = _staffed(free, on_duty, resources, calendar)
        if staffed is None:
            continue
        seated, servers = staffed
        for hall in halls:
            yield Option(starts_at, hall, tuple(seated[: hall.seat_count]), servers)


def _openings(
    demand: Demand, resources: Resources, calendar: Calendar
) -> Iterator[tuple[dt.datetime, dt.datetime, list[Hall]]]:
    """Times at which a room for the method is free, with these rooms."""
    length = dt.timedelta(minutes=demand.minutes)
    halls = [hall for hall in resources.halls if demand.method in hall.methods]
    for window in resources.windows:
        starts_at = window.starts_at
        while starts_at + length <= window.ends_at:
            free = [hall for hall in halls if calendar.is_free(hall.key, starts_at, starts_at + length)]
            if free:
                yield starts_at, starts_at + length, free
            starts_at += STEP


def _staffed(
    free: Sequence[str], on_duty: Sequence[Server], resources: Resources, calendar: Calendar
) -> tuple[list[str], tuple[str, ...]] | None:
    """Return candidates with those who may serve before all of them, or None where nobody of the free can be served.
    The first candidate who can be served leads; whoever must avoid fewest, then who has least to do, serves."""
    if not resources.servers:
        return (list(free), ()) if free else None
    crowd = set(free)
    ranked = sorted(on_duty, key=lambda one: (len(one.avoids & crowd), len(calendar.taken[one.key]), one.key))
    for lead in free:
        chosen = [one for one in ranked if lead not in one.avoids][: resources.servers_each]
        if len(chosen) == resources.servers_each:
            avoided = frozenset().union(*(one.avoids for one in chosen))
            return [one for one in free if one not in avoided], tuple(one.key for one in chosen)
    return None


def _cause(demand: Demand, resources: Resources, calendar: Calendar) -> Cause:
    """Say why nothing was left for the demand, the plainest cause first."""
    if not any(demand.method in hall.methods for hall in resources.halls):
        return Cause.NO_HALL
    length = dt.timedelta(minutes=demand.minutes)
    if all(window.ends_at - window.starts_at < length for window in resources.windows):
        return Cause.TOO_LONG
    openings = [(begins, ends) for begins, ends, _halls in _openings(demand, resources, calendar)]
    if not openings:
        return Cause.HALLS_FULL
    if not any(_can_be_served(demand.candidate, *opening, resources, calendar) for opening in openings):
        return Cause.STAFF_SHORT
    return Cause.CANDIDATE_BUSY


def _can_be_served(
    candidate: str, starts_at: dt.datetime, ends_at: dt.datetime, resources: Resources, calendar: Calendar
) -> bool:
    on_duty = [one for one in resources.servers if calendar.is_free(one.key, starts_at, ends_at)]
    return _staffed([candidate], on_duty, resources, calendar) is not None
