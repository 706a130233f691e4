"""An interview slot: six applicants press the button at once, two places, two interviews."""

import datetime as dt
import threading
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from juxian.recruitment.actions.interview import book_interview, invite_to_interview
from juxian.recruitment.models import Interview, InterviewSlot
from juxian.recruitment.states import InterviewState
from tests.cast import make_cast, make_member
from tests.races.together import all_at_once
from tests.recruitment.applying import applied, slots
from tests.recruitment.hiring import opened

pytestmark = pytest.mark.race
PLACES, APPLICANTS = 2, 6
Invited = list[tuple[Any, Interview]]


@pytest.fixture
def invited(transactional_db: None) -> Invited:
    """Six invitations to one slot with two places."""
    cast = make_cast()
    vacancy = opened(cast, valid_until_on=clock.today() + dt.timedelta(days=60))
    slots(cast, vacancy, starts_at=clock.now() + dt.timedelta(days=1), count=1, places=PLACES)
    members = [make_member(f"甲{number}") for number in range(APPLICANTS)]
    sent = [(member, applied(cast, member, vacancy)) for member in members]
    return [(member, invite_to_interview(application, by=cast.wang.actor)) for member, application in sent]


def booked() -> int:
    return Interview.objects.filter(state=InterviewState.BOOKED).count()


def test_six_at_once_take_exactly_two_places(invited: Invited) -> None:
    slot = InterviewSlot.objects.get()
    results = all_at_once([partial(book_interview, row, slot=slot, by=member.citizen) for member, row in invited])
    assert sum(isinstance(result, Interview) for result in results) == PLACES
    assert sum(isinstance(result, RuleBroken) for result in results) == APPLICANTS - PLACES
    assert InterviewSlot.objects.get().taken == booked() == PLACES


def test_the_naive_way_would_overbook(invited: Invited) -> None:
    """Negative control: look first, then take."""
    slot = InterviewSlot.objects.get()
    everybody_has_looked = threading.Barrier(APPLICANTS)

    def naive(interview: Interview) -> None:
        with transaction.atomic():
            is_free = Interview.objects.filter(slot=slot, state=InterviewState.BOOKED).count() < slot.places
            everybody_has_looked.wait(20)
            if is_free:
                Interview.objects.filter(pk=interview.pk).update(slot=slot, state=InterviewState.BOOKED)

    all_at_once([partial(naive, row) for _member, row in invited])
    assert booked() > PLACES
