"""The last seats of a sitting, the last free hour of a room and of an invigilator: never given twice."""

import datetime as dt
import threading
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Duty, Seat, Sitting, SittingStaff
from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from tests.cast import make_cast, make_member
from tests.evaluation.factories import make_stage
from tests.evaluation.seating import Hall, make_hall, plan, waiting
from tests.races.together import all_at_once

pytestmark = pytest.mark.race
SEATS, CANDIDATES = 2, 4


@pytest.fixture
def hall(transactional_db: None) -> Hall:
    today = clock.today()
    stage = make_stage(make_cast(), year=today.year, published_on=today.replace(month=1, day=1))
    return make_hall(stage, seats=SEATS)


@pytest.fixture
def candidates(hall: Hall) -> list[Application]:
    return [waiting(hall.stage, make_member(f"工人{number}")) for number in range(CANDIDATES)]


def refused(results: list[Any]) -> int:
    return sum(isinstance(one, RuleBroken) for one in results)


def test_four_at_once_take_exactly_two_seats(hall: Hall, candidates: list[Application]) -> None:
    sitting = plan(hall)
    results = all_at_once(
        [partial(actions.seat_candidates, sitting, applications=[one], by=hall.ye) for one in candidates]
    )
    assert refused(results) == CANDIDATES - SEATS, results
    assert sorted(Seat.objects.values_list("number", flat=True)) == [1, 2]


def test_one_candidate_is_not_seated_in_two_rooms_at_once(hall: Hall, candidates: list[Application]) -> None:
    sittings = [plan(hall), plan(hall, room=hall.other_room)]
    results = all_at_once(
        [partial(actions.seat_candidates, one, applications=candidates[:1], by=hall.ye) for one in sittings]
    )
    assert (refused(results), Seat.objects.count()) == (1, 1), results


def test_one_room_is_not_planned_twice_at_once(hall: Hall) -> None:
    later = hall.starts_at + dt.timedelta(minutes=30)
    results = all_at_once([partial(plan, hall), partial(plan, hall, starts_at=later)])
    assert (refused(results), Sitting.objects.count()) == (1, 1), results


def test_one_invigilator_is_not_in_two_rooms_at_once(hall: Hall) -> None:
    sittings = [plan(hall), plan(hall, room=hall.other_room)]
    chief = {hall.stage.cast.sun.person.pk: Duty.CHIEF}
    results = all_at_once([partial(actions.assign_staff, one, staff=chief, by=hall.ye) for one in sittings])
    assert (refused(results), SittingStaff.objects.count()) == (1, 1), results


def test_the_naive_way_would_seat_too_many(hall: Hall, candidates: list[Application]) -> None:
    """Negative control: count first, then seat, without holding the sitting."""
    sitting = plan(hall)
    everybody_has_looked = threading.Barrier(CANDIDATES)

    def naive(number: int, application: Application) -> Any:
        with transaction.atomic():
            is_free = sitting.seats.count() < hall.room.seat_count
            everybody_has_looked.wait(20)
            if not is_free:
                raise RuleBroken("full")
            return Seat.objects.create(sitting=sitting, application=application, number=number, code=f"N{number}")

    all_at_once([partial(naive, number, one) for number, one in enumerate(candidates, 1)])
    assert Seat.objects.count() > SEATS
