"""An application that two officers have reviewed waits at one desk: the exam officers' or the conveners'."""

from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission as P
from juxian.evaluation.queries.deadlines import desk_of, officers_for
from juxian.evaluation.queries.sitting_work import to_seat
from juxian.evaluation.queries.work_queue import to_be_convened
from juxian.evaluation.states import ApplicationState as S
from tests.evaluation.factories import Stage, bring_to
from tests.evaluation.marking import (
    DEFENCE,
    THEORY,
    ended_sitting,
    enter_both,
    make_scheme,
    scheduled,
    sign_and_release,
)
from tests.scenes import scene


@scene
def reviewed(stage: Stage) -> Application:
    return bring_to(S.SECOND_REVIEWED, stage)


def desks(stage: Stage) -> tuple[list, list]:
    """Whom the exam officers find to be seated, and whom the conveners find for a panel."""
    seats, panels = to_seat(stage.cast.ye.actor), to_be_convened(stage.cast.lin.actor)
    return [row.key for row in seats], [row.key for row in panels]


def test_without_a_scheme_it_waits_for_a_panel_alone(stage: Stage, reviewed: Application) -> None:
    assert desks(stage) == ([], [reviewed.pk])
    assert desk_of(reviewed) == P.CONVENE
    assert stage.cast.ye.person.pk not in officers_for(reviewed)


def test_with_a_part_to_sit_for_it_waits_for_a_seat_alone(stage: Stage, reviewed: Application) -> None:
    make_scheme(stage, THEORY, DEFENCE)
    assert desks(stage) == ([reviewed.pk], [])
    assert desk_of(reviewed) == P.ARRANGE
    assert officers_for(reviewed) == {stage.cast.ye.person.pk, stage.cast.gao.person.pk}


def test_a_scheme_that_only_a_panel_looks_at_needs_no_seat(stage: Stage, reviewed: Application) -> None:
    make_scheme(stage, DEFENCE)
    assert desks(stage) == ([], [reviewed.pk])


def test_after_the_examination_it_waits_for_a_panel(stage: Stage) -> None:
    make_scheme(stage, THEORY, DEFENCE)
    application = scheduled(stage)
    sitting = ended_sitting(stage, [application])
    enter_both(stage, sitting, 80)
    sign_and_release(stage, sitting)
    application.refresh_from_db()
    assert application.state == S.SCORED
    assert desks(stage) == ([], [application.pk])
    assert desk_of(application) == P.CONVENE
