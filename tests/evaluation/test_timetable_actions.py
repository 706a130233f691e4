"""A whole timetable: what the preview showed is made in one go, or nothing is."""

import datetime as dt
import itertools
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Seat, Sitting
from juxian.evaluation.queries.timetable import Request, digest_of, draft, in_words
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from tests.cast import make_member, make_membership
from tests.evaluation.factories import Stage
from tests.evaluation.marking import THEORY
from tests.evaluation.seating import Hall, make_hall, plan, waiting
from tests.people.audit import last
from tests.scenes import scene

HOURS = [(dt.time(9), dt.time(12)), (dt.time(14), dt.time(17, 30))]
ETHICS = THEORY.__class__("ethics", "paper", 60)


@scene
def hall(stage: Stage) -> Hall:
    return make_hall(stage, THEORY, ETHICS)


def request(hall: Hall, *applications: Application, **values: Any) -> Request:
    staff = [member.person.pk for member in hall.stage.assessors]
    days = [clock.today() + dt.timedelta(days=3)]
    values = {"rooms": [hall.room], "days": days, "hours": HOURS, "staff": staff, **values}
    return Request(applications, **values)


def commit(hall: Hall, asked: Request, digest: str = "", by: Any = None) -> list[Sitting]:
    return actions.commit_timetable(None, request=asked, digest=digest or digest_of(draft(asked)), by=by or hall.ye)


def test_every_part_is_placed_with_staff_and_seats(hall: Hall) -> None:
    workers = [waiting(hall.stage), waiting(hall.stage, hall.stage.cast.chen)]
    sittings = commit(hall, request(hall, *workers))
    assert [(one.part, one.starts_at.astimezone().minute, one.seats.count()) for one in sittings] == [
        ("theory", 0, 2),
        ("ethics", 45, 2),
    ]
    assert all([duty.duty for duty in one.staff.order_by("duty")] == ["chief", "invigilator"] for one in sittings)
    assert {row.state for row in Application.objects.filter(pk__in=[one.pk for one in workers])} == {S.SCHEDULED}
    assert sittings[0].title == "焊工高级技师理论知识"
    assert last("evaluation.commit_timetable")


def test_a_second_timetable_goes_round_the_first(hall: Hall) -> None:
    commit(hall, request(hall, waiting(hall.stage)))
    again = commit(hall, request(hall, waiting(hall.stage, hall.stage.cast.chen)))
    times = sorted((one.starts_at, one.ends_at) for one in Sitting.objects.all())
    assert len(again) == 2
    assert all(end + dt.timedelta(minutes=15) <= begin for (_s, end), (begin, _e) in itertools.pairwise(times))


def test_a_colleague_of_the_candidate_is_not_chosen(hall: Hall) -> None:
    make_membership(hall.stage.assessors[0].person, hall.stage.cast.employer, "employer_staff")
    for sitting in commit(hall, request(hall, waiting(hall.stage))):
        assert hall.stage.assessors[0].person.pk not in sitting.staff.values_list("person", flat=True)


def test_if_the_world_has_changed_nothing_is_made(hall: Hall) -> None:
    asked = request(hall, waiting(hall.stage))
    digest = digest_of(draft(asked))
    window = asked.windows()[0]
    plan(hall, starts_at=window.starts_at, occupation=None, level="")
    with pytest.raises(RuleBroken, match="情况有变"):
        commit(hall, asked, digest)
    assert Sitting.objects.count() == 1
    assert not Seat.objects.exists()


def test_what_cannot_be_placed_is_said(hall: Hall) -> None:
    asked = request(hall, waiting(hall.stage), hours=[(dt.time(9), dt.time(10))])
    words = in_words(draft(asked))
    assert [(row["part"], str(row["why"])) for row in words["unplaced"]] == [("理论知识", "每段时间都不够长")]
    assert [row["part"] for row in words["planned"]] == ["职业道德"]


def test_nothing_to_place_is_refused(hall: Hall) -> None:
    asked = request(hall, waiting(hall.stage), hours=[(dt.time(9), dt.time(9, 30))])
    with pytest.raises(RuleBroken, match="没有一场能排下"):
        commit(hall, asked)


@pytest.mark.parametrize("who", ["lin", "sun", "huang"])
def test_others_cannot(hall: Hall, who: str) -> None:
    with pytest.raises(PermissionDenied):
        commit(hall, request(hall), digest="x", by=getattr(hall.stage.cast, who).actor)


def test_own_application_is_a_colleagues_business(hall: Hall) -> None:
    officer = make_member("考务兼考生", (hall.stage.cast.office, "exam_officer"))
    with pytest.raises(RuleBroken, match="您本人的申报"):
        commit(hall, request(hall, waiting(hall.stage, officer)), by=officer.actor)
    assert not Sitting.objects.exists()
