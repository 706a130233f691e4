"""Sites and rooms: made, changed, closed, and by Excel twice the same."""

from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Room, Site
from juxian.kit.errors import PermissionDenied, RuleBroken
from tests.cast import Cast
from tests.evaluation.factories import Stage
from tests.evaluation.seating import BOTH, Hall, make_hall, plan, seat, waiting
from tests.people.audit import last
from tests.scenes import scene

SITE = {"name": "演示学校", "address": "演示路 2 号"}
ROW = {"site": "甲校", "address": "路 1 号", "street_code": "", "contact": "", "room": "一号", "seat_count": 20}


def rows(**changes: Any) -> list[dict[str, Any]]:
    return [{**ROW, "methods": ["paper"], **changes}, {**ROW, "room": "二号", "methods": ["on_site"]}]


@scene
def hall(stage: Stage) -> Hall:
    return make_hall(stage)


class TestSite:
    def test_an_exam_officer_makes_one(self, cast: Cast) -> None:
        site = actions.create_site(None, **SITE, by=cast.ye.actor)
        assert (site.is_open, last("evaluation.create_site").subject_id) == (True, site.pk)

    @pytest.mark.parametrize("who", ["zhao", "lin", "sun", "wang", "huang"])
    def test_others_cannot(self, cast: Cast, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.create_site(None, **SITE, by=getattr(cast, who).actor)

    def test_a_name_stands_once(self, hall: Hall) -> None:
        with pytest.raises(RuleBroken, match="已有名为") as refused:
            actions.create_site(None, name=hall.site.name, address="别处", by=hall.ye)
        assert refused.value.field == "name"

    def test_it_is_changed(self, hall: Hall) -> None:
        actions.change_site(hall.site, name="新名", address="新址", contact="林老师", by=hall.ye)
        assert Site.objects.get().contact == "林老师"
        assert last("evaluation.change_site").subject_id == hall.site.pk

    def test_a_site_with_a_coming_sitting_is_not_closed(self, hall: Hall) -> None:
        plan(hall)
        with pytest.raises(RuleBroken, match="还有1场考试"):
            actions.close_site(hall.site, by=hall.ye)

    def test_a_closed_site_takes_no_sitting_until_it_opens_again(self, hall: Hall) -> None:
        actions.close_site(hall.site, by=hall.ye)
        with pytest.raises(RuleBroken, match="已停用"):
            plan(hall, room=Room.objects.get(pk=hall.room.pk))
        actions.reopen_site(hall.site, by=hall.ye)
        assert plan(hall, room=Room.objects.get(pk=hall.room.pk)).room == hall.room


class TestRoom:
    def test_a_room_needs_a_method(self, hall: Hall) -> None:
        with pytest.raises(RuleBroken, match="适用的考核方式") as refused:
            actions.add_room(hall.site, name="空", seat_count=5, methods=[], by=hall.ye)
        assert refused.value.field == "methods"

    def test_a_name_stands_once_in_a_site(self, hall: Hall) -> None:
        with pytest.raises(RuleBroken, match="已有名为"):
            actions.add_room(hall.site, name=hall.room.name, seat_count=5, methods=BOTH, by=hall.ye)

    def test_a_counter_officer_cannot(self, hall: Hall) -> None:
        with pytest.raises(PermissionDenied):
            actions.change_room(hall.room, name="x", seat_count=1, methods=BOTH, by=hall.stage.cast.zhao.actor)

    def test_it_never_has_fewer_seats_than_candidates(self, hall: Hall) -> None:
        sitting = plan(hall)
        seat(hall, sitting, waiting(hall.stage), waiting(hall.stage, hall.stage.cast.chen))
        with pytest.raises(RuleBroken, match="第1座以后"):
            actions.change_room(hall.room, name="第一考场", seat_count=1, methods=BOTH, by=hall.ye)
        room = actions.change_room(hall.room, name="大考场", seat_count=2, methods=["computer"], by=hall.ye)
        assert (room.methods, last("evaluation.change_room").subject_id) == (["computer"], room.pk)


class TestImport:
    def test_the_same_rows_twice_change_nothing(self, cast: Cast) -> None:
        first = actions.import_sites(None, rows=rows(), by=cast.ye.actor)
        second = actions.import_sites(None, rows=rows(), by=cast.ye.actor)
        assert (first, second) == ({"new": 2, "changed": 0, "same": 0}, {"new": 0, "changed": 0, "same": 2})
        assert (Site.objects.count(), Room.objects.count()) == (1, 2)

    def test_a_changed_row_changes_its_room(self, cast: Cast) -> None:
        actions.import_sites(None, rows=rows(), by=cast.ye.actor)
        counts = actions.import_sites(None, rows=rows(seat_count=25), by=cast.ye.actor)
        assert counts == {"new": 0, "changed": 1, "same": 1}
        assert Room.objects.get(name="一号").seat_count == 25
        assert last("evaluation.import_sites")

    def test_a_reviewer_cannot(self, cast: Cast) -> None:
        with pytest.raises(PermissionDenied):
            actions.import_sites(None, rows=rows(), by=cast.lin.actor)
