"""Schemes and sittings that are over, for tests of marks."""

import datetime as dt
from collections.abc import Sequence

from juxian.evaluation import actions
from juxian.evaluation.models import (
    Application,
    Attendance,
    Duty,
    Mark,
    Room,
    Scheme,
    ScoreQuery,
    Seat,
    Site,
    Sitting,
    SittingStaff,
)
from juxian.evaluation.queries.scheme import LineDraft, PartDraft
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.states import MarkState, SittingState
from juxian.kit import clock
from tests.evaluation.factories import Stage, bring_to

THEORY = PartDraft("theory", "computer", 90)
PRACTICE = PartDraft("practice", "on_site", 240, rubric=(LineDraft("操作", 60), LineDraft("成品", 40, minimum=60)))
DEFENCE = PartDraft("comprehensive", "defence", 30)
LEVEL = "senior_technician"


def make_scheme(stage: Stage, *parts: PartDraft, level: str = LEVEL) -> Scheme:
    """Theory (one number), practice (two lines, one with a minimum) and a defence, unless told otherwise."""
    return actions.define_scheme(
        None,
        occupation_id=stage.item.occupation_id,
        level=level,
        parts=parts or (THEORY, PRACTICE, DEFENCE),
        by=stage.cast.lin.actor,
    )


def scheduled(stage: Stage, worker: object = None) -> Application:
    """An application that waits for its examination."""
    application = bring_to(S.SECOND_REVIEWED, stage, worker)
    Application.objects.filter(pk=application.pk).update(state=S.SCHEDULED)
    application.refresh_from_db()
    return application


def ended_sitting(stage: Stage, applications: Sequence[Application], part: str = "theory", **absent: str) -> Sitting:
    """A sitting of this morning that is over, everybody present; 孙老师 was its chief."""
    site = Site.objects.create(name=f"演示考点{Site.objects.count() + 1}", address="演示路 1 号")
    room = Room.objects.create(site=site, name="一号考场", seat_count=30)
    number = Sitting.objects.count() + 1
    sitting = Sitting.objects.create(
        number=f"CC2025{number:03d}",
        title="焊工考试",
        part=part,
        method="computer" if part == "theory" else "on_site",
        room=room,
        starts_at=clock.now() - dt.timedelta(hours=3),
        minutes=90,
        state=SittingState.ENDED,
    )
    SittingStaff.objects.create(sitting=sitting, person=stage.cast.sun.person, duty=Duty.CHIEF)
    for at, application in enumerate(applications, 1):
        Seat.objects.create(
            sitting=sitting,
            application=application,
            number=at,
            code=f"T{number:03d}{at:03d}",
            attendance=Attendance.PRESENT,
        )
    return sitting


def enter_both(stage: Stage, sitting: Sitting, *points: int, second: Sequence[int] = ()) -> Mark:
    """叶芳 enters the first seat, 高建平 enters it again: the same points unless told otherwise."""
    seat = sitting.seats.get(number=1)
    actions.enter_mark(seat, round=1, points=list(points), by=stage.cast.ye.actor)
    return actions.enter_mark(seat, round=2, points=list(second or points), by=stage.cast.gao.actor)


def sign_and_release(stage: Stage, sitting: Sitting) -> None:
    actions.sign_marks(sitting, by=stage.cast.sun.actor)
    actions.release_results(sitting, by=stage.cast.lin.actor)


def queried_mark(stage: Stage, application: Application) -> ScoreQuery:
    """A released mark of an application in whatever state, and a query about it: rows alone, no scheme, no signature."""
    sitting = ended_sitting(stage, [application])
    seat = sitting.seats.get()
    mark = Mark.objects.create(
        application=application,
        part=sitting.part,
        seat=seat,
        measure=[{"name": "", "weight": 100, "minimum": 0}],
        state=MarkState.RELEASED,
        points=[50],
        score=50,
        has_passed=False,
        released_at=clock.now(),
    )
    return ScoreQuery.objects.create(
        mark=mark, reason=f"{application.applicant.name}请复核。", filed_at=clock.now(), due_at=clock.now()
    )
