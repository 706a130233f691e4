"""Sittings: planned without clashes, staffed without colleagues, published, moved, cancelled; who learns of it."""

import datetime as dt
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Duty, Seat, Sitting, SittingStaff
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.cast import make_member, make_membership
from tests.evaluation.factories import Stage
from tests.evaluation.seating import Hall, fresh, make_hall, plan, published, seat, serve, waiting
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene

HOUR = dt.timedelta(hours=1)


@scene
def hall(stage: Stage) -> Hall:
    return make_hall(stage)


def move(hall: Hall, sitting: Sitting, **values: Any) -> Sitting:
    values = {"room": sitting.room, "starts_at": sitting.starts_at, "title": sitting.title, "by": hall.ye, **values}
    return actions.change_sitting(sitting, **values)


def titles(member: Any) -> set[str]:
    run_jobs()
    return set(Message.objects.filter(recipient_id=member.person.pk).values_list("title", flat=True))


class TestPlan:
    def test_an_exam_officer_plans_one(self, hall: Hall) -> None:
        sitting = plan(hall)
        assert (sitting.number, sitting.state) == ("KS2025-0001", "planned")
        assert last("evaluation.plan_sitting").subject_id == sitting.pk

    @pytest.mark.parametrize("who", ["lin", "sun", "zhao"])
    def test_others_cannot(self, hall: Hall, who: str) -> None:
        with pytest.raises(PermissionDenied):
            plan(hall, by=getattr(hall.stage.cast, who).actor)

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"part": "comprehensive"}, "由评审组评分"),
            ({"method": "on_site"}, "不适用"),
            ({"starts_at": dt.datetime(2025, 3, 1, 9, tzinfo=dt.UTC)}, "已经过去"),
        ],
    )
    def test_it_must_make_sense(self, hall: Hall, values: dict[str, Any], words: str) -> None:
        with pytest.raises(RuleBroken, match=words):
            plan(hall, **values)

    @pytest.mark.parametrize("minutes", [-104, 0, 104])
    def test_a_room_is_free_with_a_quarter_of_an_hour_between(self, hall: Hall, minutes: int) -> None:
        plan(hall)
        with pytest.raises(RuleBroken, match="已排场次 KS2025-0001"):
            plan(hall, starts_at=hall.starts_at + dt.timedelta(minutes=minutes))

    def test_after_the_quarter_of_an_hour_it_is_free(self, hall: Hall) -> None:
        plan(hall)
        assert plan(hall, starts_at=hall.starts_at + dt.timedelta(minutes=105)).number == "KS2025-0002"


class TestStaff:
    def test_a_chief_and_others(self, hall: Hall) -> None:
        sitting, cast = plan(hall), hall.stage.cast
        actions.assign_staff(
            sitting, staff={cast.sun.person.pk: "chief", cast.gao.person.pk: "invigilator"}, by=hall.ye
        )
        actions.assign_staff(sitting, staff={cast.sun.person.pk: "chief"}, by=hall.ye)
        assert sitting.staff.get().person == cast.sun.person
        assert last("evaluation.assign_staff").subject_id == sitting.pk

    @pytest.mark.parametrize("duties", [[], ["invigilator"], ["chief", "chief"]])
    def test_exactly_one_chief(self, hall: Hall, duties: list[str]) -> None:
        people = [member.person.pk for member in hall.stage.assessors]
        with pytest.raises(RuleBroken, match="一位主考"):
            actions.assign_staff(plan(hall), staff=dict(zip(people, duties, strict=False)), by=hall.ye)

    def test_nobody_serves_in_two_rooms(self, hall: Hall) -> None:
        serve(hall, plan(hall))
        with pytest.raises(RuleBroken, match="孙明华这段时间要在场次 KS2025-0001"):
            serve(hall, plan(hall, room=hall.other_room, starts_at=hall.starts_at + HOUR))

    def test_a_colleague_of_a_candidate_does_not_serve(self, hall: Hall) -> None:
        sitting = plan(hall)
        seat(hall, sitting, waiting(hall.stage))
        make_membership(hall.stage.cast.sun.person, hall.stage.cast.employer, "employer_staff")
        with pytest.raises(RuleBroken, match="孙明华要回避"):
            serve(hall, sitting)

    def test_assessors_do_not_assign(self, hall: Hall) -> None:
        sitting = plan(hall)
        with pytest.raises(PermissionDenied):
            actions.assign_staff(sitting, staff={}, by=hall.stage.cast.sun.actor)

    def test_after_the_day_nothing_is_arranged(self, hall: Hall) -> None:
        sitting = published(hall)
        actions.cancel_sitting(sitting, reason="停电", by=hall.ye)
        with pytest.raises(RuleBroken, match="不能再改安排"):
            serve(hall, sitting)


class TestPublish:
    def test_candidates_and_staff_learn_of_it(self, hall: Hall) -> None:
        sitting = published(hall)
        assert (sitting.state, sitting.published_at) == ("published", clock.now())
        assert "考试安排：焊工高级技师理论知识" in titles(hall.stage.cast.lv)
        assert "考务安排：焊工高级技师理论知识" in titles(hall.stage.cast.sun)
        assert last("evaluation.publish_sitting").to_state == "published"

    def test_without_candidates_or_chief_it_is_not_ready(self, hall: Hall) -> None:
        sitting = plan(hall)
        with pytest.raises(RuleBroken, match="还没有考生"):
            actions.publish_sitting(sitting, by=hall.ye)
        seat(hall, sitting, waiting(hall.stage))
        with pytest.raises(RuleBroken, match="还没有主考"):
            actions.publish_sitting(sitting, by=hall.ye)

    def test_twice_is_once(self, hall: Hall) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.publish_sitting(published(hall), by=hall.ye)

    def test_the_chief_does_not_publish(self, hall: Hall) -> None:
        with pytest.raises(PermissionDenied):
            actions.publish_sitting(plan(hall), by=hall.stage.cast.sun.actor)

    def test_whoever_sits_in_it_does_not_publish_it(self, hall: Hall) -> None:
        officer = make_member("考务兼考生", (hall.stage.cast.office, "exam_officer"))
        sitting = plan(hall)
        seat(hall, sitting, waiting(hall.stage, officer))
        serve(hall, sitting)
        with pytest.raises(RuleBroken, match="您是这一场的考生"):
            actions.publish_sitting(sitting, by=officer.actor)


class TestMove:
    def test_a_new_time_is_told_with_its_reason(self, hall: Hall) -> None:
        sitting = published(hall)
        move(hall, sitting, starts_at=hall.starts_at + HOUR, reason="设备检修。")
        assert "考试安排有变：焊工高级技师理论知识" in titles(hall.stage.cast.lv)
        body = Message.objects.get(kind="evaluation.sitting_changed").body
        assert "10:00" in body
        assert "设备检修" in body
        assert last("evaluation.change_sitting").subject_id == sitting.pk

    def test_what_is_published_is_not_moved_without_a_reason(self, hall: Hall) -> None:
        sitting = published(hall)
        with pytest.raises(RuleBroken, match="写明原因"):
            move(hall, sitting, starts_at=hall.starts_at + HOUR)

    def test_a_note_needs_no_reason(self, hall: Hall) -> None:
        assert move(hall, published(hall), note="带手套").note == "带手套"

    def test_the_room_is_checked_again(self, hall: Hall) -> None:
        plan(hall)
        with pytest.raises(RuleBroken, match="已排场次"):
            move(hall, plan(hall, room=hall.other_room), room=hall.room)

    def test_the_candidates_are_checked_again(self, hall: Hall) -> None:
        first, later = plan(hall), plan(hall, room=hall.other_room, starts_at=hall.starts_at + 5 * HOUR)
        application = waiting(hall.stage)
        seat(hall, first, application)
        Seat.objects.create(sitting=later, application=application, number=1, code="X")
        with pytest.raises(RuleBroken, match="要参加场次 KS2025-0001"):
            move(hall, later, starts_at=hall.starts_at + HOUR)

    def test_the_staff_is_checked_again(self, hall: Hall) -> None:
        first, later = plan(hall), plan(hall, room=hall.other_room, starts_at=hall.starts_at + 5 * HOUR)
        serve(hall, first)
        serve(hall, later)
        with pytest.raises(RuleBroken, match="孙明华这段时间"):
            move(hall, later, starts_at=hall.starts_at)

    def test_a_smaller_room_must_hold_them(self, hall: Hall) -> None:
        sitting = plan(hall)
        seat(hall, sitting, waiting(hall.stage), waiting(hall.stage, hall.stage.cast.chen))
        small = actions.add_room(hall.site, name="小间", seat_count=1, methods=["computer"], by=hall.ye)
        with pytest.raises(RuleBroken, match="坐不下"):
            move(hall, sitting, room=small)

    def test_a_leader_does_not_move(self, hall: Hall) -> None:
        sitting = plan(hall)
        with pytest.raises(PermissionDenied):
            move(hall, sitting, by=hall.stage.cast.huang.actor)


class TestCancel:
    def test_seats_are_free_and_candidates_wait_again(self, hall: Hall) -> None:
        application = waiting(hall.stage)
        sitting = actions.cancel_sitting(published(hall, application), reason="停电。", by=hall.ye)
        application.refresh_from_db()
        assert (sitting.state, application.state, application.reason) == ("cancelled", S.SECOND_REVIEWED, "停电。")
        assert not Seat.objects.exists()
        assert "考试取消：焊工高级技师理论知识" in titles(hall.stage.cast.lv)
        assert last("evaluation.cancel_sitting").to_state == "cancelled"

    def test_room_and_staff_are_free_again(self, hall: Hall) -> None:
        actions.cancel_sitting(published(hall), reason="停电。", by=hall.ye)
        serve(hall, plan(hall))
        assert SittingStaff.objects.filter(duty=Duty.CHIEF).count() == 2

    def test_what_is_over_is_not_cancelled(self, hall: Hall) -> None:
        sitting = published(hall)
        Sitting.objects.update(state="ended")
        with pytest.raises(TransitionNotAllowed):
            actions.cancel_sitting(fresh(sitting), reason="x", by=hall.ye)

    def test_assessors_do_not_cancel(self, hall: Hall) -> None:
        with pytest.raises(PermissionDenied):
            actions.cancel_sitting(plan(hall), reason="x", by=hall.stage.cast.sun.actor)
