"""200 people and 50 places; eight employers and one booth: exactly what there is, whatever the order."""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from juxian.fairs import actions
from juxian.fairs.models import Booth, Event, Reservation
from juxian.fairs.numbers import new_code
from juxian.kit.errors import RuleBroken
from tests.cast import Cast, make_cast, make_member, make_organisation
from tests.fairs.factories import make_event
from tests.races.together import all_at_once

pytestmark = pytest.mark.race
SEATS, PEOPLE, ROUNDS, EMPLOYERS = 50, 200, 10, 8


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def members(cast: Cast) -> list[Any]:
    return [make_member(f"求职者{number}").citizen for number in range(PEOPLE)]


def refused(results: list[Any]) -> int:
    return sum(isinstance(one, RuleBroken) for one in results)


def in_waves(functions: list[Any]) -> list[Any]:
    """Run the functions in a few waves of twenty threads: a thread each would only wait for connections."""
    size = PEOPLE // ROUNDS
    return [result for at in range(0, len(functions), size) for result in all_at_once(functions[at : at + size])]


def test_two_hundred_take_exactly_fifty_places(cast: Cast, members: list[Any]) -> None:
    event = make_event(cast, seats=SEATS)
    results = in_waves([partial(actions.reserve_place, event, by=member) for member in members])
    event.refresh_from_db()
    assert refused(results) == PEOPLE - SEATS, [one for one in results if not isinstance(one, RuleBroken | Reservation)]
    assert (event.seats_taken, Reservation.objects.filter(event=event).count()) == (SEATS, SEATS)


def test_one_person_at_once_from_many_windows_has_one_place(cast: Cast, members: list[Any]) -> None:
    event = make_event(cast, seats=SEATS)
    results = all_at_once([partial(actions.reserve_place, event, by=members[0]) for _window in range(12)])
    event.refresh_from_db()
    assert (refused(results), event.seats_taken) == (11, 1), results


def test_places_given_back_twice_fall_free_once(cast: Cast, members: list[Any]) -> None:
    event = make_event(cast, seats=SEATS)
    place, _other = (actions.reserve_place(event, by=member) for member in members[:2])
    all_at_once([partial(actions.cancel_reservation, place, by=members[0]) for _window in range(8)])
    event.refresh_from_db()
    assert event.seats_taken == 1


def test_one_spot_is_given_to_one_employer_and_the_counter_agrees(cast: Cast) -> None:
    event = make_event(cast, booth_limit=3)
    actions.draw_floor(event, rows=1, columns=EMPLOYERS, by=cast.zhao.actor)
    spots = list(event.spots.filter(kind="booth"))
    employers = [make_organisation(f"演示参会单位{number}有限公司") for number in range(EMPLOYERS)]
    add = partial(actions.add_participant, event, by=cast.zhao.actor)
    results = all_at_once([partial(add, organisation=employer, spot=spots[0]) for employer in employers])
    assert refused(results) == EMPLOYERS - 1, results
    results = all_at_once(
        [partial(add, organisation=each, spot=spot) for each, spot in zip(employers, spots, strict=True)]
    )
    event.refresh_from_db()
    assert (event.booths_taken, Booth.objects.held().filter(event=event).count()) == (3, 3), results


def test_the_naive_way_would_sell_too_many(cast: Cast, members: list[Any]) -> None:
    """Negative control: look whether there is room, then insert and count up."""
    event = make_event(cast, seats=4)
    people = members[:8]
    everybody_has_looked = threading.Barrier(len(people))

    def naive(member: Any) -> Reservation:
        with transaction.atomic():
            row = Event.objects.get(pk=event.pk)
            everybody_has_looked.wait(20)
            if row.reservations.count() >= (row.seats or 0):
                raise RuleBroken("full")
            return Reservation.objects.create(event=row, person_id=member.person_id, code=new_code())

    all_at_once([partial(naive, member) for member in people])
    assert Reservation.objects.filter(event=event).count() > 4


def test_without_the_condition_the_database_itself_refuses(cast: Cast, members: list[Any]) -> None:
    """The check constraint stands behind the conditional update: a counter past the seats cannot be written."""
    event = make_event(cast, seats=1)
    actions.reserve_place(event, by=members[0])
    with pytest.raises(Exception, match="fairs_event_not_oversold"):
        Event.objects.filter(pk=event.pk).update(seats_taken=F("seats_taken") + 1)
