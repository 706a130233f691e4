"""Interviews: times offered, one booked, moved, cancelled, held, or somebody does not come."""

import datetime as dt

import pytest
from icalendar import Calendar

from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.messages import inbox_of
from juxian.recruitment.actions.interview import (
    book_interview,
    cancel_interview,
    hold_interview,
    invite_to_interview,
    move_interview,
    offer_slots,
    record_no_show,
    take_back_slot,
)
from juxian.recruitment.models import Interview, InterviewSlot, JobApplication
from juxian.recruitment.queries.calling import seat
from juxian.recruitment.queries.interview import calendar_of
from tests.jobs import run_jobs
from tests.recruitment.applying import TOMORROW, applied, booked, invited, slots
from tests.recruitment.hiring import opened


def first_slot() -> InterviewSlot:
    return InterviewSlot.objects.order_by("starts_at")[0]


def fresh(interview: Interview) -> Interview:
    return Interview.objects.select_related("slot", "application").get(pk=interview.pk)


def test_an_invitation_is_the_answer_and_needs_times(cast):
    application = applied(cast)
    with pytest.raises(RuleBroken, match="还没有可选的面试时段"):
        invite_to_interview(application, by=cast.wang.actor)
    slots(cast, application.vacancy)
    invite_to_interview(application, by=cast.wang.actor)
    application.refresh_from_db()
    assert application.state == "interviewing"
    assert application.answered_at is not None
    with pytest.raises(RuleBroken, match="已有一场"):
        invite_to_interview(application, by=cast.wang.actor)
    with pytest.raises(PermissionDenied):
        invite_to_interview(application, by=cast.stranger_employer.actor)


def test_a_time_is_booked_and_both_sides_hear_of_it(cast):
    interview = booked(cast)
    assert (interview.state, interview.sequence, first_slot().taken) == ("booked", 1, 1)
    assert interview.application.due_on == dt.date(2025, 3, 27)  # ten working days after the interview
    run_jobs()
    for member in (cast.li, cast.wang):
        assert inbox_of(member.person.pk).filter(kind="recruitment.interview_book").count() == 1


def test_the_last_place_is_given_once(cast):
    interview = booked(cast)
    other = applied(cast, cast.lv, interview.application.vacancy)
    second = invite_to_interview(other, by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="刚被别人选走"):
        book_interview(second, slot=first_slot(), by=cast.lv.citizen)
    assert fresh(second).state == "proposed"


def test_a_time_of_another_vacancy_and_a_stranger_are_refused(cast):
    interview = invited(cast)
    foreign = slots(cast, opened(cast, title="钳工"))[0]
    with pytest.raises(RuleBroken, match="不属于这次面试"):
        book_interview(interview, slot=foreign, by=cast.li.citizen)
    with pytest.raises(PermissionDenied):
        book_interview(interview, slot=first_slot(), by=cast.chen.citizen)


def test_on_the_telephone_one_shows_ones_number(cast):
    interview = invited(cast, kind="telephone", place="0592-6060000")
    with pytest.raises(RuleBroken, match="电话面试"):
        book_interview(interview, slot=first_slot(), by=cast.li.citizen)
    book_interview(interview, slot=first_slot(), shares_contact=True, by=cast.li.citizen)
    assert JobApplication.objects.get().shows_contact


def test_moving_gives_the_time_back(cast):
    interview = booked(cast)
    with pytest.raises(RuleBroken, match="原因"):
        move_interview(interview, reason=" ", by=cast.li.citizen)
    moved = move_interview(interview, reason="有课", by=cast.li.citizen)
    assert (moved.state, moved.slot, moved.sequence, first_slot().taken) == ("proposed", None, 2, 0)
    with pytest.raises(TransitionNotAllowed):
        move_interview(moved, reason="有课", by=cast.wang.actor)


def test_a_cancelled_interview_is_cancelled_in_the_calendar_too(cast):
    interview = booked(cast)
    asked = Calendar.from_ical(calendar_of(fresh(interview)))
    cancelled = cancel_interview(interview, reason="职位取消", by=cast.wang.actor)
    taken_back = Calendar.from_ical(calendar_of(fresh(cancelled)))
    assert (asked["METHOD"], taken_back["METHOD"]) == ("REQUEST", "CANCEL")
    before, after = asked.walk("VEVENT")[0], taken_back.walk("VEVENT")[0]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)
    assert before.decoded("DTSTART") == TOMORROW
    assert after["STATUS"] == "CANCELLED"
    assert first_slot().taken == 0


def test_each_side_says_of_the_other_that_it_did_not_come(cast, frozen_time):
    interview = booked(cast)
    with pytest.raises(RuleBroken, match="还没有到"):
        record_no_show(interview, by=cast.wang.actor)
    frozen_time.move_to(TOMORROW + dt.timedelta(hours=1))
    assert record_no_show(interview, by=cast.li.citizen).state == "employer_missed"
    run_jobs()
    assert inbox_of(cast.wang.person.pk).filter(kind="recruitment.interview_miss_employer").exists()


def test_a_held_interview_makes_the_employer_owe_a_result(cast, frozen_time):
    interview = booked(cast)
    frozen_time.move_to(TOMORROW + dt.timedelta(hours=1))
    hold_interview(interview, by=cast.wang.actor)
    assert JobApplication.objects.get().due_on == dt.date(2025, 3, 27)
    with pytest.raises(TransitionNotAllowed):
        record_no_show(interview, by=cast.wang.actor)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts_at": TOMORROW - dt.timedelta(days=2)}, "已经过去"),
        ({"count": 61}, "最多放出60个"),
        ({"kind": "site"}, "写明地点"),
    ],
)
def test_times_that_make_no_sense_are_refused(cast, change, words):
    with pytest.raises(RuleBroken, match=words):
        slots(cast, opened(cast), **change)


def test_the_same_times_twice_are_offered_once_and_can_be_taken_back(cast):
    vacancy = opened(cast)
    slots(cast, vacancy)
    slots(cast, vacancy, count=3)
    assert InterviewSlot.objects.count() == 3
    take_back_slot(first_slot(), by=cast.wang.actor)
    assert InterviewSlot.objects.open().count() == 2
    with pytest.raises(PermissionDenied):
        offer_slots(vacancy, kind="video", starts_at=TOMORROW, minutes=30, count=1, by=cast.stranger_employer.actor)


def test_the_video_room_has_two_seats_and_no_third(cast):
    interview = booked(cast)
    host, guest = seat(cast.wang.actor, interview.pk), seat(cast.li.citizen, interview.pk)
    assert (host.side, guest.side, guest.other_name) == ("host", "guest", cast.employer.name)
    assert seat(cast.chen.citizen, interview.pk) is None
    assert seat(cast.stranger_employer.actor, interview.pk) is None
    assert seat(cast.lin.actor, interview.pk) is None
    cancel_interview(interview, reason="改期", by=cast.wang.actor)
    assert seat(cast.wang.actor, interview.pk) is None
