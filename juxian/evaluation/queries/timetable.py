"""What a timetable is made from: who waits for which part, what is occupied already, who may serve before whom."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Application, Part, Room, Seat, Sitting, SittingStaff
from juxian.evaluation.queries.sitting import LONGEST, avoided_by, parts_to_seat
from juxian.evaluation.timetable import (
    BREAK,
    Cause,
    Demand,
    Hall,
    Occupied,
    Planned,
    Resources,
    Server,
    Timetable,
    Window,
    make_timetable,
)
from juxian.kit.access import Text
from juxian.kit.punctuation import listed
from juxian.people.queries import persons

SERVERS_EACH = 2  # a chief and one who invigilates


@dataclass(frozen=True)
class Request:
    """What the officer chose: who is to sit, in which rooms, on which days and at which hours, and who may serve."""

    applications: Sequence[Application]
    rooms: Sequence[Room]
    days: Sequence[dt.date]
    hours: Sequence[tuple[dt.time, dt.time]]
    staff: Sequence[UUID] = field(default_factory=tuple)
    mixes_groups: bool = False

    def windows(self) -> list[Window]:
        """Return the hours of each day as instants of the district."""
        return [Window(_instant(day, begins), _instant(day, ends)) for day in self.days for begins, ends in self.hours]


def draft(request: Request) -> Timetable:
    """Compute the timetable from the tables as they are now. Nothing is written."""
    windows = request.windows()
    resources = Resources(
        [Hall(str(room.pk), room.seat_count, frozenset(room.methods)) for room in request.rooms],
        windows,
        _servers(request),
        SERVERS_EACH,
    )
    return make_timetable(_demands(request), resources, _occupied(windows), mixes_groups=request.mixes_groups)


def digest_of(timetable: Timetable) -> str:
    """Return a fingerprint of what would be made: what was shown is what is done, or nothing is."""
    return hashlib.sha256(repr(timetable.planned).encode()).hexdigest()


CAUSES: dict[str, Text] = {
    Cause.NO_HALL: _("选的考场都不适用这种考核方式"),
    Cause.TOO_LONG: _("每段时间都不够长"),
    Cause.HALLS_FULL: _("适用的考场都排满了"),
    Cause.STAFF_SHORT: _("没有可以回避的考务人员有空"),
    Cause.CANDIDATE_BUSY: _("考场有空的时间，考生都在考别的"),
}


def in_words(timetable: Timetable) -> dict[str, Any]:
    """Return the timetable as the preview shows it: names for keys, and why a part was not placed."""
    rooms = Room.objects.select_related("site").in_bulk({one.hall for one in timetable.planned})
    people = persons({key for one in timetable.planned for key in one.servers})
    names = {key: person.name for key, person in people.items()}
    wanted = {one.demand.candidate for one in timetable.unplaced}
    rows = Application.objects.select_related("applicant").in_bulk(wanted)
    return {
        "planned": [
            {
                "starts_at": one.starts_at,
                "ends_at": one.ends_at,
                "part": Part(one.part).label,
                "room": rooms[UUID(one.hall)],
                "count": len(one.candidates),
                "staff": listed(names[UUID(key)] for key in one.servers),
            }
            for one in sorted(timetable.planned, key=lambda one: (one.starts_at, one.hall))
        ],
        "unplaced": [
            {
                "number": rows[UUID(one.demand.candidate)].number,
                "name": rows[UUID(one.demand.candidate)].applicant.name,
                "part": Part(one.demand.part).label,
                "why": CAUSES[one.cause],
            }
            for one in timetable.unplaced
        ],
    }


def group_of(application: Application) -> str:
    """Occupation and level as one key."""
    return f"{application.item.occupation_id if application.item else ''}/{application.level}"


def sitting_key(planned: Planned) -> tuple[str, str]:
    """Return occupation and level of a planned sitting, empty where several sit together."""
    occupation, _slash, level = planned.group.partition("/")
    return occupation, level


def _demands(request: Request) -> Iterator[Demand]:
    wanted = parts_to_seat(request.applications)
    for one in request.applications:
        for part in wanted[one.pk]:
            yield Demand(str(one.pk), part.part, part.method, part.minutes, group_of(one))


def _servers(request: Request) -> list[Server]:
    """Turn round who avoids whom: for each server the candidates before whom they may not serve."""
    avoided: dict[UUID, set[str]] = defaultdict(set)
    for application, people in avoided_by(request.applications).items():
        for person in people:
            avoided[person].add(str(application))
    return [Server(str(key), frozenset(avoided[key])) for key in request.staff]


def _occupied(windows: Collection[Window]) -> list[Occupied]:
    """Return when rooms, candidates and staff are taken by sittings that stand already, around these windows."""
    if not windows:
        return []
    first, last = min(one.starts_at for one in windows), max(one.ends_at for one in windows)
    rows = Sitting.objects.live().filter(starts_at__gt=first - LONGEST - BREAK, starts_at__lt=last + BREAK)
    times = {row.pk: (row.starts_at, row.ends_at) for row in rows}
    found = [Occupied(str(row.room_id), *times[row.pk]) for row in rows]
    seats = Seat.objects.filter(sitting__in=times).values_list("application", "sitting")
    staff = SittingStaff.objects.filter(sitting__in=times).values_list("person", "sitting")
    return found + [Occupied(str(key), *times[sitting]) for key, sitting in (*seats, *staff)]


def _instant(day: dt.date, at: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, at))
