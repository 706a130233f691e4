"""The last places of a level: never one too many, however many leaders press the button at once."""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from juxian.evaluation.actions import recognise_application
from juxian.evaluation.models import Application, Place, PlanPlaces
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from tests.cast import Cast, make_cast, make_member
from tests.evaluation.factories import Stage, bring_to, make_stage, places
from tests.races.together import all_at_once

pytestmark = pytest.mark.race
LEVEL = "senior_technician"
PLACES, APPLICANTS = 3, 8


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    cast: Cast = make_cast()
    return make_stage(cast, year=clock.today().year, published_on=clock.today().replace(month=1, day=1))


@pytest.fixture
def waiting(stage: Stage) -> list[Application]:
    """Eight applications that wait for a decision, and three places."""
    PlanPlaces.objects.filter(level=LEVEL).update(places=PLACES)
    workers = [make_member(f"工人{number}") for number in range(APPLICANTS)]
    return [bring_to(ApplicationState.NOTICE_CLEARED, stage, worker, LEVEL) for worker in workers]


def test_eight_at_once_take_exactly_three_places(stage: Stage, waiting: list[Application]) -> None:
    leader = stage.cast.huang.actor
    results = all_at_once([partial(recognise_application, application, by=leader) for application in waiting])

    assert sum(isinstance(result, Application) for result in results) == PLACES
    assert sum(isinstance(result, RuleBroken) for result in results) == APPLICANTS - PLACES
    assert Application.objects.filter(state=ApplicationState.RECOGNISED).count() == PLACES
    assert places(LEVEL).taken == Place.objects.count() == PLACES


def test_the_naive_way_would_take_too_many(stage: Stage, waiting: list[Application]) -> None:
    """Negative control: look first, then take, as one would without having read reliability.md."""
    row = places(LEVEL)
    everybody_has_looked = threading.Barrier(APPLICANTS)

    def naive(application: Application) -> Any:
        with transaction.atomic():
            is_free = Place.objects.filter(plan_places=row).count() < row.places
            everybody_has_looked.wait(20)
            if not is_free:
                raise RuleBroken("full")
            return Place.objects.create(plan_places=row, person=application.applicant, application=application)

    all_at_once([partial(naive, application) for application in waiting])
    assert Place.objects.count() > PLACES
