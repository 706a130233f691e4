"""Who waits for a sitting, what is occupied when, and who must not invigilate whom."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from juxian.evaluation.models import (
    Application,
    Channel,
    DateRequest,
    Room,
    Scheme,
    SchemePart,
    Seat,
    Site,
    Sitting,
    SittingStaff,
)
from juxian.evaluation.models.sitting import ANNOUNCED, LIVE
from juxian.evaluation.queries.scheme import sitting_parts_due_of
from juxian.evaluation.states import ApplicationState, SittingState
from juxian.evaluation.timetable import BREAK
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.people.queries import member_ids, office_members, persons
from juxian.people.queries.employers import assessors

LONGEST = dt.timedelta(minutes=600)  # of a sitting, held by the database
DAYS_TO_ASK = dt.timedelta(days=3)  # before the sitting, to ask for another date; the project's assumption
COMING = (SittingState.PLANNED, SittingState.PUBLISHED, SittingState.UNDER_WAY)


def coming_in(site: Site) -> int:
    """Return how many sittings are still to be held at the site."""
    return Sitting.objects.filter(room__site=site, state__in=COMING).count()


def near(starts_at: dt.datetime, ends_at: dt.datetime, *, but: Iterable[UUID] = ()) -> list[Sitting]:
    """Return the live sittings that overlap the time or leave less than a break before or after it."""
    rows = Sitting.objects.live().filter(starts_at__gt=starts_at - LONGEST - BREAK, starts_at__lt=ends_at + BREAK)
    return [one for one in rows.exclude(pk__in=list(but)) if one.ends_at + BREAK > starts_at]


def may_sit(application: Application) -> bool:
    """Tell whether the application waits for an examination: reviewed, by contribution, not before a panel."""
    return application.state == ApplicationState.SECOND_REVIEWED and application.channel == Channel.CONTRIBUTION


def parts_to_seat(applications: Collection[Application]) -> dict[UUID, list[SchemePart]]:
    """Return for each application the parts that are still to be sat and for which it has no seat yet."""
    seated = seated_parts(one.pk for one in applications)
    due = sitting_parts_due_of(applications)
    return {one.pk: [part for part in due[one.pk] if part.part not in seated[one.pk]] for one in applications}


def seated_parts(applications: Iterable[UUID]) -> Mapping[UUID, set[str]]:
    """Return the parts for which each application has a seat in a sitting that was not cancelled."""
    found: dict[UUID, set[str]] = defaultdict(set)
    seats = Seat.objects.filter(application__in=list(applications), sitting__state__in=LIVE)
    for application, part in seats.values_list("application", "sitting__part"):
        found[application].add(part)
    return found


def waiting_for_sittings(actor: Actor) -> list[Application]:
    """Return the applications that have parts to be seated, oldest deadline first; each with `to_seat`."""
    rows = Application.objects.visible_to(actor).exclude(applicant=actor.person_id)
    rows = rows.filter(state=ApplicationState.SECOND_REVIEWED, channel=Channel.CONTRIBUTION)
    found = list(rows.select_related("applicant", "employer", "item__occupation").order_by("due_at", "number"))
    wanted = parts_to_seat(found)
    for one in found:
        one.to_seat = wanted[one.pk]  # type: ignore[attr-defined]
    return [one for one in found if wanted[one.pk]]


def fits(sitting: Sitting, application: Application, wanted: Iterable[SchemePart]) -> bool:
    """Tell whether the sitting holds one of the parts that the application wants."""
    occupation = application.item.occupation_id if application.item else None
    if sitting.occupation_id and sitting.occupation_id != occupation:
        return False
    if sitting.level and sitting.level != application.level:
        return False
    what = (sitting.part, sitting.method, sitting.minutes)
    return any((part.part, part.method, part.minutes) == what for part in wanted)


def parts_to_hold(actor: Actor) -> QuerySet[SchemePart]:
    """Return the parts of every scheme, for which a sitting may be planned."""
    return SchemePart.objects.filter(scheme__in=Scheme.objects.visible_to(actor))


def seatable(sitting: Sitting, actor: Actor) -> list[Application]:
    """Return who waits for a part that this sitting holds."""
    return [one for one in waiting_for_sittings(actor) if fits(sitting, one, one.to_seat)]  # type: ignore[attr-defined]


def avoided_by(applications: Iterable[Application]) -> dict[UUID, set[UUID]]:
    """Return for each application who may not serve before it: the applicant, and everybody of their employer."""
    rows = list(applications)
    of_employer = {key: set(member_ids(key)) for key in {one.employer_id for one in rows if one.employer_id}}
    return {one.pk: {one.applicant_id} | of_employer.get(one.employer_id, set()) for one in rows}


def candidates_of(sitting: Sitting) -> list[Application]:
    """Return the applications that are seated in a sitting."""
    return list(Application.objects.filter(seats__sitting=sitting).order_by("pk"))


def staff_ids(sitting: Sitting) -> set[UUID]:
    return set(SittingStaff.objects.filter(sitting=sitting).values_list("person", flat=True))


def staff_choices() -> list[tuple[str, str]]:
    """Who may serve in a sitting: assessors and exam officers, by name."""
    people = {person.pk: person.name for person in assessors()}
    people |= {key: person.name for key, person in persons(office_members("exam_officer")).items()}
    return [(str(key), name) for key, name in sorted(people.items(), key=lambda item: item[1])]


def with_counts(rows: QuerySet[Sitting]) -> Any:
    """Add to each sitting how many seats are taken, with room, site and occupation."""
    counted = rows.annotate(seat_total=Count("seats", distinct=True))
    return counted.select_related("room__site", "occupation").order_by("starts_at", "number")


def announced_seats(application: Application) -> QuerySet[Seat]:
    """Return the seats that the applicant may know of, in the order of time."""
    rows = Seat.objects.filter(application=application, sitting__state__in=ANNOUNCED)
    return rows.select_related("sitting__room__site").order_by("sitting__starts_at")


def seats_to_give_back(application: Application) -> list[UUID]:
    """Return the seats for which the applicant may ask another date: once for an application, days before."""
    if DateRequest.objects.filter(application=application).exists():
        return []
    rows = Seat.objects.filter(application=application, sitting__state=SittingState.PUBLISHED)
    return list(rows.filter(sitting__starts_at__gte=clock.now() + DAYS_TO_ASK).values_list("pk", flat=True))


def sittings_of_day(rows: QuerySet[Sitting], day: dt.date) -> QuerySet[Sitting]:
    """Narrow to the sittings of one day in the district."""
    return rows.filter(starts_at__date=day).live()


def tomorrow() -> list[Sitting]:
    """Return the published sittings of the next day."""
    day = clock.today() + dt.timedelta(days=1)
    return list(Sitting.objects.filter(state=SittingState.PUBLISHED, starts_at__date=day))


def free_numbers(sitting: Sitting, room: Room) -> list[int]:
    """Return the seats of the room that nobody has, from the first."""
    taken = set(sitting.seats.values_list("number", flat=True))
    return [number for number in range(1, room.seat_count + 1) if number not in taken]
