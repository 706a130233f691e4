"""A site with two rooms, and sittings in any state, made through the actions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Duty, Room, Scheme, Seat, Site, Sitting
from juxian.evaluation.numbers import new_ticket_code
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from tests.cast import Member
from tests.evaluation.factories import Stage, bring_to
from tests.evaluation.marking import THEORY, make_scheme

BOTH = ("computer", "paper")
NEXT_WEEK = dt.timedelta(days=7)


@dataclass
class Hall:
    """The stage with a place to sit: a scheme with theory alone, a site, two rooms."""

    stage: Stage
    scheme: Scheme
    site: Site
    room: Room
    other_room: Room

    @property
    def ye(self) -> Any:
        return self.stage.cast.ye.actor

    @property
    def starts_at(self) -> dt.datetime:
        """Wednesday in a week at nine."""
        return (clock.now() + NEXT_WEEK).replace(hour=1, minute=0, second=0, microsecond=0)


def make_hall(stage: Stage, *parts: Any, seats: int = 3) -> Hall:
    by = stage.cast.ye.actor
    scheme = make_scheme(stage, *(parts or (THEORY,)))
    site = actions.create_site(None, name="演示实训中心", address="集美区演示路 1 号", by=by)
    rooms = [
        actions.add_room(site, name=name, seat_count=seats, methods=BOTH, by=by) for name in ("第一考场", "第二考场")
    ]
    return Hall(stage, scheme, site, *rooms)


def waiting(stage: Stage, worker: Member | None = None) -> Application:
    return bring_to(S.SECOND_REVIEWED, stage, worker)


def plan(hall: Hall, room: Room | None = None, **values: Any) -> Sitting:
    """A sitting in theory for the scheme's occupation and level."""
    values = {
        "title": "焊工高级技师理论知识",
        "part": "theory",
        "method": "computer",
        "starts_at": hall.starts_at,
        "minutes": 90,
        "occupation": hall.scheme.occupation,
        "level": hall.scheme.level,
        "by": hall.ye,
        **values,
    }
    return actions.plan_sitting(room or hall.room, **values)


def seat(hall: Hall, sitting: Sitting, *applications: Application, by: Any = None) -> Sequence[Seat]:
    return actions.seat_candidates(sitting, applications=applications, by=by or hall.ye)


def serve(hall: Hall, sitting: Sitting, chief: Member | None = None) -> Sitting:
    person = (chief or hall.stage.cast.sun).person
    return actions.assign_staff(sitting, staff={person.pk: Duty.CHIEF}, by=hall.ye)


def published(hall: Hall, *applications: Application, **values: Any) -> Sitting:
    """A sitting with 孙老师 as chief and these candidates, whose tickets are out."""
    sitting = plan(hall, **values)
    seat(hall, sitting, *(applications or (waiting(hall.stage),)))
    serve(hall, sitting)
    return actions.publish_sitting(sitting, by=hall.ye)


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def announced_seat(application: Application, chief: Member, name: str) -> Seat:
    """Straight into the tables: a published sitting of next week, with one candidate whatever their state."""
    site = Site.objects.create(name=f"{name}考点", address="演示路 1 号")
    room = Room.objects.create(site=site, name="一号考场", seat_count=5, methods=["computer"])
    sitting = Sitting.objects.create(
        number=f"KS{Sitting.objects.count() + 1:04d}",
        title=f"{name}理论知识",
        part="theory",
        method="computer",
        room=room,
        starts_at=clock.now() + NEXT_WEEK,
        minutes=90,
        state="published",
    )
    sitting.staff.create(person=chief.person, duty=Duty.CHIEF)
    return Seat.objects.create(sitting=sitting, application=application, number=1, code=new_ticket_code())
