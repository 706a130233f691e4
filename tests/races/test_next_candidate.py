"""The next in line: two recruiters never call the same person, two booths never call one person at once."""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from juxian.fairs import actions
from juxian.fairs.models import Booth, Meeting
from juxian.fairs.states import MEETING
from juxian.kit.access import Actor
from juxian.kit.errors import RuleBroken
from tests.cast import Cast, citizen_actor, make_cast, make_member, make_person
from tests.fairs.factories import make_booth, make_event, run_now
from tests.races.together import all_at_once

pytestmark = pytest.mark.race
RECRUITERS = 3


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def booth(cast: Cast) -> Booth:
    booth = make_booth(cast, make_event(cast, "online_fair", seats=None))
    run_now(booth.event)
    booth.refresh_from_db()
    actions.open_desk(booth, by=cast.wang.actor)
    return Booth.objects.select_related("event").get(pk=booth.pk)


def recruiters(cast: Cast) -> list[Actor]:
    members = [make_member(f"招聘{at}", (cast.employer, "employer_staff")) for at in range(RECRUITERS)]
    return [member.actor for member in members]


def line_up(booth: Booth, count: int) -> list[Any]:
    people = [make_person(f"求职者{at}") for at in range(count)]
    for person in people:
        actions.join_queue(booth, by=citizen_actor(person))
    return people


def test_three_recruiters_at_once_call_three_different_people(cast: Cast, booth: Booth) -> None:
    line_up(booth, RECRUITERS + 1)
    results = all_at_once([partial(actions.call_next, booth, by=one) for one in recruiters(cast)])
    assert len({meeting.pk for meeting in results}) == RECRUITERS, results
    assert Meeting.objects.waiting().count() == 1


def test_a_naive_desk_gives_one_person_to_all_of_them(cast: Cast, booth: Booth) -> None:
    """The negative control: read the first in line, then save. Each believes the person is theirs."""
    line_up(booth, RECRUITERS + 1)
    read = threading.Barrier(RECRUITERS)

    def naive(actor: Actor) -> Any:
        with transaction.atomic():
            meeting = Meeting.objects.waiting().filter(booth=booth).in_line().first()
            read.wait(10)
            MEETING.move(meeting, "call")
            meeting.recruiter_id = actor.person_id
            meeting.save()
        connection.close()
        return meeting.pk

    results = all_at_once([partial(naive, one) for one in recruiters(cast)])
    assert len(set(results)) == 1, results


def test_two_booths_at_once_never_call_one_person_twice(cast: Cast, booth: Booth) -> None:
    other = actions.add_participant(booth.event, organisation=cast.other_employer, by=cast.zhao.actor)
    actions.open_desk(other, by=cast.stranger_employer.actor)
    (person,) = line_up(booth, 1)
    actions.join_queue(other, by=citizen_actor(person))
    results = all_at_once(
        [
            partial(actions.call_next, booth, by=cast.wang.actor),
            partial(actions.call_next, other, by=cast.stranger_employer.actor),
        ]
    )
    assert sum(isinstance(one, RuleBroken) for one in results) == 1, results
    assert Meeting.objects.together().count() == 1


def test_one_person_at_once_in_two_queues_keeps_the_limit(cast: Cast, booth: Booth) -> None:
    other = actions.add_participant(booth.event, organisation=cast.other_employer, by=cast.zhao.actor)
    actions.open_desk(other, by=cast.stranger_employer.actor)
    actions.set_hall(booth.event, talk_minutes=10, enter_minutes=3, queue_limit=1, by=cast.zhao.actor)
    results = all_at_once([partial(actions.join_queue, one, by=cast.li.citizen) for one in (booth, other)])
    assert sum(isinstance(one, RuleBroken) for one in results) == 1, results
    assert Meeting.objects.open().count() == 1
