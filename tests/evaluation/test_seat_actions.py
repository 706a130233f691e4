"""Seats: given to those who wait for the part, released, and once given back by the candidate."""

import datetime as dt

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Channel, DateRequest, Seat, Sitting
from juxian.evaluation.numbers import new_ticket_code, ticket_code_in
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.models import Message
from tests.cast import actor_for, make_member, make_membership
from tests.evaluation.factories import Stage
from tests.evaluation.marking import THEORY, make_scheme
from tests.evaluation.seating import Hall, fresh, make_hall, plan, published, seat, serve, waiting
from tests.evaluation.test_scheme_actions import PRACTICE
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene


@scene
def hall(stage: Stage) -> Hall:
    return make_hall(stage)


class TestSeat:
    def test_a_candidate_with_all_parts_seated_waits_for_the_examination(self, hall: Hall) -> None:
        application, sitting = waiting(hall.stage), plan(hall)
        (given,) = seat(hall, sitting, application)
        assert (given.number, ticket_code_in(given.code), fresh(application).state) == (1, given.code, S.SCHEDULED)
        assert last("evaluation.seat_candidates").subject_id == sitting.pk

    def test_with_a_part_to_come_the_application_still_waits(self, stage: Stage) -> None:
        hall = make_hall(stage, THEORY, PRACTICE)
        application = waiting(stage)
        seat(hall, plan(hall), application)
        assert fresh(application).state == S.SECOND_REVIEWED

    def test_numbers_follow_the_order_of_choice_and_fill_gaps(self, hall: Hall) -> None:
        sitting, people = plan(hall), [waiting(hall.stage, make_member(f"工{n}")) for n in range(3)]
        seats = seat(hall, sitting, people[1], people[0])
        assert [one.application_id for one in seats] == [people[1].pk, people[0].pk]
        actions.release_seat(seats[0], reason="调整", by=hall.ye)
        assert seat(hall, sitting, people[2])[0].number == 1

    @pytest.mark.parametrize("who", ["lin", "sun"])
    def test_others_cannot(self, hall: Hall, who: str) -> None:
        with pytest.raises(PermissionDenied):
            seat(hall, plan(hall), waiting(hall.stage), by=getattr(hall.stage.cast, who).actor)

    def test_never_more_than_the_room_holds(self, hall: Hall) -> None:
        people = [waiting(hall.stage, make_member(f"工{n}")) for n in range(4)]
        with pytest.raises(RuleBroken, match="只剩3个座位，选了4位"):
            seat(hall, plan(hall), *people)
        assert not Seat.objects.exists()

    @pytest.mark.parametrize("change", [{"state": S.ACCEPTED}, {"level": "senior"}, {"channel": Channel.COMPETITION}])
    def test_who_does_not_wait_for_this_part_is_refused(self, hall: Hall, change: dict[str, str]) -> None:
        application = waiting(hall.stage)
        Application.objects.filter(pk=application.pk).update(**change)
        with pytest.raises(RuleBroken, match="不等着考这一场"):
            seat(hall, plan(hall), application)

    def test_the_same_part_is_seated_once(self, hall: Hall) -> None:
        application = waiting(hall.stage)
        seat(hall, plan(hall), application)
        with pytest.raises(RuleBroken, match="不等着考这一场"):
            seat(hall, plan(hall, room=hall.other_room), application)

    def test_two_parts_of_one_candidate_leave_a_break(self, stage: Stage) -> None:
        hall = make_hall(stage, THEORY, PRACTICE)
        hall.other_room.methods = ["on_site"]
        hall.other_room.save()
        application = waiting(stage)
        seat(hall, plan(hall), application)
        practice = {"part": "practice", "method": "on_site", "minutes": 240, "room": hall.other_room}
        close = plan(hall, starts_at=hall.starts_at + dt.timedelta(minutes=100), **practice)
        with pytest.raises(RuleBroken, match="要参加场次 KS2025-0001"):
            seat(hall, close, application)

    def test_a_colleague_who_serves_stops_it(self, hall: Hall) -> None:
        sitting = serve(hall, plan(hall))
        make_membership(hall.stage.cast.sun.person, hall.stage.cast.employer, "employer_staff")
        with pytest.raises(RuleBroken, match="孙明华要回避"):
            seat(hall, sitting, waiting(hall.stage))

    def test_a_mixed_sitting_takes_another_level(self, hall: Hall) -> None:
        make_scheme(hall.stage, THEORY, level="technician")
        application = waiting(hall.stage)
        Application.objects.filter(pk=application.pk).update(level="technician")
        assert seat(hall, plan(hall, occupation=None, level=""), application)

    def test_nobody_seats_themselves(self, hall: Hall) -> None:
        application = waiting(hall.stage)
        make_membership(hall.stage.cast.lv.person, hall.stage.cast.office, "exam_officer")
        by = actor_for(hall.stage.cast.lv.person, hall.stage.cast.office, "exam_officer")
        with pytest.raises(RuleBroken, match="您本人的申报"):
            seat(hall, plan(hall), application, by=by)


class TestRelease:
    def test_the_candidate_waits_again_and_is_told(self, hall: Hall) -> None:
        sitting = published(hall)
        application = actions.release_seat(sitting.seats.get(), reason="考场调整。", by=hall.ye)
        run_jobs()
        assert (application.state, sitting.seats.count()) == (S.SECOND_REVIEWED, 0)
        assert "考场调整" in Message.objects.get(kind="evaluation.sitting_cancelled").body
        assert last("evaluation.release_seat").subject_id == application.pk

    def test_a_reviewer_cannot(self, hall: Hall) -> None:
        sitting = published(hall)
        with pytest.raises(PermissionDenied):
            actions.release_seat(sitting.seats.get(), reason="x", by=hall.stage.cast.lin.actor)

    def test_not_once_it_has_begun(self, hall: Hall) -> None:
        sitting = published(hall)
        Sitting.objects.update(state="under_way")
        with pytest.raises(RuleBroken, match="不能再改安排"):
            actions.release_seat(sitting.seats.get(), reason="x", by=hall.ye)

    def test_twice_is_said(self, hall: Hall) -> None:
        given = published(hall).seats.get()
        actions.release_seat(given, reason="x", by=hall.ye)
        with pytest.raises(RuleBroken, match="已经取消"):
            actions.release_seat(given, reason="x", by=hall.ye)


class TestAnotherDate:
    def ask(self, hall: Hall, sitting: Sitting, by: object = None) -> Application:
        given = sitting.seats.get()
        return actions.ask_another_date(
            given.application, seat=given, reason="当天住院。", by=by or hall.stage.cast.lv.citizen
        )

    def test_the_seat_is_free_and_the_wish_on_record(self, hall: Hall) -> None:
        sitting = published(hall)
        assert self.ask(hall, sitting).state == S.SECOND_REVIEWED
        assert DateRequest.objects.get().reason == "当天住院。"
        assert last("evaluation.ask_another_date")

    def test_once_for_an_application(self, hall: Hall) -> None:
        application = self.ask(hall, published(hall))
        again = published(hall, application, starts_at=hall.starts_at + dt.timedelta(days=1))
        with pytest.raises(RuleBroken, match="只能申请改期一次"):
            self.ask(hall, again)

    def test_not_within_three_days(self, hall: Hall) -> None:
        sitting = published(hall)
        with clock.at(hall.starts_at - dt.timedelta(days=2)), pytest.raises(RuleBroken, match="不到三天"):
            self.ask(hall, sitting)

    def test_nobody_asks_for_another(self, hall: Hall) -> None:
        with pytest.raises(PermissionDenied):
            self.ask(hall, published(hall), by=hall.stage.cast.chen.citizen)

    def test_not_with_somebody_elses_seat(self, hall: Hall) -> None:
        sitting = published(hall)
        mine = waiting(hall.stage, hall.stage.cast.chen)
        with pytest.raises(RuleBroken, match="不是您的座位"):
            actions.ask_another_date(mine, seat=sitting.seats.get(), reason="x", by=hall.stage.cast.chen.citizen)


class TestCodes:
    def test_a_code_is_read_as_typed_and_from_an_address(self) -> None:
        code = new_ticket_code()
        assert ticket_code_in(code.lower()) == ticket_code_in(f"https://x.example/office/tickets/{code}/") == code

    @pytest.mark.parametrize("place", range(11))
    def test_any_wrong_sign_is_noticed(self, place: int) -> None:
        code = new_ticket_code()
        for wrong in "0A7Z":
            if code[place] != wrong:
                assert ticket_code_in(code[:place] + wrong + code[place + 1 :]) == ""
