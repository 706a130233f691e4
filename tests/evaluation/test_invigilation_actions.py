"""The day of the sitting: who is let in, when, by whom; absence and violations; the log."""

import datetime as dt
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Seat, Sitting
from juxian.evaluation.violations import VIOLATIONS
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import make_member
from tests.evaluation.factories import Stage
from tests.evaluation.seating import Hall, fresh, make_hall, published, waiting
from tests.people.audit import last
from tests.scenes import scene


@scene
def hall(stage: Stage) -> Hall:
    return make_hall(stage)


@scene
def sitting(hall: Hall) -> Sitting:
    """Two candidates: 吕师傅 on seat 1, 陈某 on seat 2; 孙老师 is chief."""
    return published(hall, waiting(hall.stage), waiting(hall.stage, hall.stage.cast.chen))


@scene
def chief(hall: Hall) -> Actor:
    return hall.stage.cast.sun.actor


def at(sitting: Sitting, minutes: int) -> Any:
    """Minutes after the planned beginning."""
    return clock.at(sitting.starts_at + dt.timedelta(minutes=minutes))


def lv(sitting: Sitting) -> Seat:
    return sitting.seats.get(number=1)


def check_in(sitting: Sitting, by: Actor, code: str = "") -> Seat:
    return actions.check_in(fresh(sitting), code=code or lv(sitting).code, by=by)


class TestCheckIn:
    def test_the_chief_lets_a_candidate_in(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, -20):
            seat = check_in(sitting, chief)
        assert (seat.attendance, seat.number) == ("present", 1)
        assert last("evaluation.check_in").subject_id == seat.pk

    def test_an_exam_officer_does_too(self, hall: Hall, sitting: Sitting) -> None:
        with at(sitting, -20):
            assert check_in(sitting, hall.ye).checked_in_at == sitting.starts_at - dt.timedelta(minutes=20)

    @pytest.mark.parametrize("who", ["lin", "zhao", "lv"])
    def test_others_do_not(self, hall: Hall, sitting: Sitting, who: str) -> None:
        with at(sitting, -20), pytest.raises(PermissionDenied):
            check_in(sitting, getattr(hall.stage.cast, who).actor)

    def test_an_assessor_of_another_room_does_not(self, hall: Hall, sitting: Sitting) -> None:
        stranger = make_member("别场监考", (hall.stage.cast.office, "assessor"))
        with at(sitting, -20), pytest.raises(PermissionDenied):
            check_in(sitting, stranger.actor)

    def test_an_exam_officer_who_sits_here_does_not(self, hall: Hall) -> None:
        officer = make_member("考务兼考生", (hall.stage.cast.office, "exam_officer"))
        sitting = published(hall, waiting(hall.stage, officer))
        with at(sitting, -20), pytest.raises(PermissionDenied):
            check_in(sitting, officer.actor)

    @pytest.mark.parametrize(("minutes", "words"), [(-61, "起才能签到"), (31, "迟到超过30分钟")])
    def test_neither_too_early_nor_too_late(self, sitting: Sitting, chief: Actor, minutes: int, words: str) -> None:
        with at(sitting, minutes), pytest.raises(RuleBroken, match=words):
            check_in(sitting, chief)

    def test_half_an_hour_late_is_let_in(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, 30):
            assert check_in(sitting, chief).attendance == "present"

    def test_practice_has_no_such_limit(self, sitting: Sitting, chief: Actor) -> None:
        Sitting.objects.filter(pk=sitting.pk).update(part="practice")
        with at(sitting, 45):
            assert check_in(sitting, chief).attendance == "present"

    def test_twice_is_said(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, -20):
            check_in(sitting, chief)
            with pytest.raises(RuleBroken, match="1座吕志强已经是“已签到”"):
                check_in(sitting, chief)

    def test_a_mistyped_code_is_noticed(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, -20), pytest.raises(RuleBroken, match="准考证码不对"):
            check_in(sitting, chief, code=lv(sitting).code[:-1] + "?")

    def test_a_released_seat_is_no_ticket(self, hall: Hall, sitting: Sitting, chief: Actor) -> None:
        code = lv(sitting).code
        actions.release_seat(lv(sitting), reason="x", by=hall.ye)
        with at(sitting, -20), pytest.raises(RuleBroken, match="没有这张准考证"):
            check_in(sitting, chief, code=code)

    def test_a_ticket_of_another_room_says_where_to_go(self, hall: Hall, sitting: Sitting, chief: Actor) -> None:
        worker = waiting(hall.stage, make_member("走错门"))
        other = actions.plan_sitting(
            hall.other_room,
            title="另一场",
            part="theory",
            method="computer",
            starts_at=hall.starts_at,
            minutes=90,
            by=hall.ye,
        )
        (seat,) = actions.seat_candidates(other, applications=[worker], by=hall.ye)
        with at(sitting, -20), pytest.raises(RuleBroken, match="第二考场"):
            check_in(sitting, chief, code=seat.code)

    def test_it_is_taken_back_with_a_line_in_the_log(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, -20):
            seat = actions.undo_check_in(sitting, seat=check_in(sitting, chief), by=chief)
            with pytest.raises(RuleBroken, match="还没有签到"):
                actions.undo_check_in(sitting, seat=seat, by=chief)
        assert (seat.attendance, seat.checked_in_at) == ("expected", None)
        assert "改回未签到" in sitting.log.get().text

    def test_reviewers_take_nothing_back(self, hall: Hall, sitting: Sitting) -> None:
        with pytest.raises(PermissionDenied):
            actions.undo_check_in(sitting, seat=lv(sitting), by=hall.stage.cast.lin.actor)


class TestViolation:
    def note(self, sitting: Sitting, by: Actor, code: str = "device", seat: Seat | None = None) -> Seat:
        return actions.record_violation(fresh(sitting), seat=seat or lv(sitting), code=code, note="手机在桌内。", by=by)

    def test_it_stands_at_the_seat_and_in_the_log(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, 10):
            seat = self.note(sitting, chief)
        assert (seat.attendance, seat.violation_code) == ("violation", "device")
        line = sitting.log.get()
        assert (line.kind, str(VIOLATIONS["device"]) in line.text) == ("violation", True)
        assert last("evaluation.record_violation").subject_id == seat.pk

    def test_only_by_a_code_of_the_list(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, 10), pytest.raises(RuleBroken, match="没有这种违纪情形"):
            self.note(sitting, chief, code="yawning")

    def test_only_in_the_room(self, hall: Hall, sitting: Sitting, chief: Actor) -> None:
        Seat.objects.filter(pk=lv(sitting).pk).delete()
        stray = Seat(number=9)
        with at(sitting, 10), pytest.raises(RuleBroken, match="不在本场"):
            self.note(sitting, chief, seat=stray)

    def test_not_by_others(self, hall: Hall, sitting: Sitting) -> None:
        with at(sitting, 10), pytest.raises(PermissionDenied):
            self.note(sitting, hall.stage.cast.zhao.actor)

    def test_not_after_the_end(self, sitting: Sitting, chief: Actor) -> None:
        Sitting.objects.update(state="ended")
        with at(sitting, 100), pytest.raises(RuleBroken, match="不能签到或登记"):
            self.note(sitting, chief)


class TestStartAndEnd:
    def test_from_the_first_bell_to_the_last(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, -5):
            check_in(sitting, chief)
        with at(sitting, 0):
            assert actions.start_sitting(sitting, by=chief).state == "under_way"
        with at(sitting, 90):
            ended = actions.end_sitting(sitting, by=chief)
        assert (ended.state, ended.ended_at) == ("ended", sitting.ends_at)
        assert [seat.attendance for seat in sitting.seats.order_by("number")] == ["present", "absent"]
        assert [line.kind for line in sitting.log.all()] == ["start", "end"]
        assert last("evaluation.end_sitting").to_state == "ended"

    def test_not_before_its_time(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, -1), pytest.raises(RuleBroken, match="还没到开考时间"):
            actions.start_sitting(sitting, by=chief)

    def test_what_has_not_begun_does_not_end(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, 90), pytest.raises(TransitionNotAllowed):
            actions.end_sitting(sitting, by=chief)

    def test_what_is_under_way_does_not_begin_again(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, 0):
            actions.start_sitting(sitting, by=chief)
            with pytest.raises(TransitionNotAllowed):
                actions.start_sitting(fresh(sitting), by=chief)

    @pytest.mark.parametrize("act", [actions.start_sitting, actions.end_sitting])
    def test_not_by_others(self, hall: Hall, sitting: Sitting, act: Any) -> None:
        with at(sitting, 0), pytest.raises(PermissionDenied):
            act(sitting, by=hall.stage.cast.huang.actor)


class TestLog:
    def test_a_line_says_what_and_who(self, sitting: Sitting, chief: Actor) -> None:
        with at(sitting, 15):
            line = actions.write_log(sitting, text="停电五分钟。", kind="incident", by=chief)
        assert (line.text, line.by) == ("停电五分钟。", chief.label)
        assert last("evaluation.write_log").subject_id == line.pk

    def test_not_before_the_day(self, sitting: Sitting, chief: Actor) -> None:
        with pytest.raises(RuleBroken, match="请到时再来"):
            actions.write_log(sitting, text="x", by=chief)

    def test_not_by_others(self, hall: Hall, sitting: Sitting) -> None:
        with at(sitting, 15), pytest.raises(PermissionDenied):
            actions.write_log(sitting, text="x", by=hall.stage.cast.lin.actor)
