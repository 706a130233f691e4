"""Two rooms at the same hour: an assessor sits in one of them, however many officers convene at once."""

import datetime as dt
import threading
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from juxian.evaluation.actions import convene_panel
from juxian.evaluation.models import Application, Panel, PanelMember
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.errors import RuleBroken
from tests.cast import Cast, make_cast, make_member
from tests.evaluation.factories import Stage, bring_to, make_stage
from tests.races.together import all_at_once

pytestmark = pytest.mark.race
ROOMS = 3


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    cast: Cast = make_cast()
    return make_stage(cast, year=clock.today().year, published_on=clock.today().replace(month=1, day=1))


@pytest.fixture
def waiting(stage: Stage) -> list[Application]:
    workers = [make_member(f"工人{number}") for number in range(ROOMS)]
    return [bring_to(ApplicationState.SECOND_REVIEWED, stage, worker) for worker in workers]


def tomorrow() -> dt.datetime:
    return clock.now() + dt.timedelta(days=1)


def test_three_rooms_at_once_find_one_panel(stage: Stage, waiting: list[Application]) -> None:
    convene = partial(
        convene_panel,
        None,
        convened_on=tomorrow().date(),
        assessors=[member.person.pk for member in stage.assessors],
        reason="同时",
        starts_at=tomorrow(),
        by=stage.cast.lin.actor,
    )
    results = all_at_once(
        [partial(convene, title=f"第{number}组", applications=[row]) for number, row in enumerate(waiting)]
    )

    assert sum(isinstance(result, Panel) for result in results) == 1, results
    assert sum(isinstance(result, RuleBroken) for result in results) == ROOMS - 1, results
    assert PanelMember.objects.count() == len(stage.assessors)
    assert Application.objects.filter(state=ApplicationState.IN_PANEL).count() == 1


def test_the_naive_way_would_seat_somebody_twice(stage: Stage) -> None:
    """Negative control: look for another panel first, then sit, without the constraint's range."""
    person, starts_at = stage.assessors[0].person, tomorrow()
    everybody_has_looked = threading.Barrier(ROOMS)

    def naive(number: int) -> Any:
        with transaction.atomic():
            elsewhere = PanelMember.objects.filter(assessor=person, panel__starts_at=starts_at).exists()
            everybody_has_looked.wait(20)
            if elsewhere:
                raise RuleBroken("busy")
            panel = Panel.objects.create(
                title=f"第{number}组", convened_on=starts_at.date(), starts_at=starts_at, convened_by="林"
            )
            return PanelMember.objects.create(panel=panel, assessor=person)

    all_at_once([partial(naive, number) for number in range(ROOMS)])
    assert PanelMember.objects.filter(assessor=person, panel__starts_at=starts_at).count() > 1
