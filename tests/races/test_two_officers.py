"""Two officers accept one application at the same instant: one does, the other is told."""

import threading
from functools import partial
from typing import Any

import pytest

from juxian.evaluation.actions import accept_application
from juxian.evaluation.models import Application
from juxian.evaluation.states import APPLICATION, ApplicationState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.errors import TransitionNotAllowed
from juxian.kit.models import AuditEvent
from tests.cast import make_cast, make_member
from tests.evaluation.factories import Stage, bring_to, make_stage
from tests.races.together import all_at_once

pytestmark = pytest.mark.race


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return make_stage(make_cast(), year=clock.today().year, published_on=clock.today().replace(month=1, day=1))


@pytest.fixture
def officers(stage: Stage) -> list[Actor]:
    second = make_member("郑窗口", (stage.cast.office, "counter_officer"))
    return [stage.cast.zhao.actor, second.actor]


def test_one_accepts_and_the_other_is_told(stage: Stage, officers: list[Actor]) -> None:
    application = bring_to(ApplicationState.SUBMITTED, stage)
    results = all_at_once([partial(accept_application, application, by=officer) for officer in officers])

    assert sorted(type(result).__name__ for result in results) == ["Application", "TransitionNotAllowed"]
    told = next(result for result in results if isinstance(result, TransitionNotAllowed))
    assert "待初审" in told.message
    assert AuditEvent.objects.filter(name="evaluation.accept_application").count() == 1
    winner = next(result for result in results if isinstance(result, Application))
    application.refresh_from_db()
    assert application.accepted_by == winner.accepted_by


def test_the_naive_way_lets_both_believe_they_did(stage: Stage, officers: list[Actor]) -> None:
    """Negative control: look at the state, then save, without a lock."""
    application = bring_to(ApplicationState.SUBMITTED, stage)
    both_have_looked = threading.Barrier(2)

    def naive(officer: Actor) -> Any:
        row = Application.objects.get(pk=application.pk)
        APPLICATION.move(row, "accept")
        both_have_looked.wait(20)
        row.accepted_by = officer.label
        row.save()
        return row

    results = all_at_once([partial(naive, officer) for officer in officers])
    assert sum(isinstance(result, Application) for result in results) == 2
