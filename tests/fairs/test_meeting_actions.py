"""The queue of a booth and the talk: from the last place to the outcome."""

import datetime as dt

import pytest

from juxian.fairs import actions
from juxian.fairs.hall_news import seat
from juxian.fairs.models import Booth, Event, Meeting
from juxian.fairs.queries.meeting import figures_of, lines_of, place_of
from juxian.fairs.tasks import miss_overdue_calls
from juxian.fairs.waiting import Wait, estimate
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.cast import Cast, citizen_actor, make_person
from tests.fairs.factories import make_booth, make_event, run_now
from tests.jobs import run_jobs


@pytest.fixture
def event(cast: Cast) -> Event:
    return make_event(cast, "online_fair", seats=None)


@pytest.fixture
def booth(cast: Cast, event: Event) -> Booth:
    """A booth that receives, at a fair that runs."""
    booth = make_booth(cast, event)
    run_now(event)
    actions.open_desk(booth, by=cast.wang.actor)
    booth.refresh_from_db()
    return booth


def join(booth: Booth, count: int = 1) -> list[Meeting]:
    """People who line up one second after another."""
    people = []
    for at in range(count):
        with clock.at(clock.now() + dt.timedelta(seconds=at)):
            people.append(actions.join_queue(booth, by=citizen_actor(make_person(f"求职者{at}"))))
    return people


def after(minutes: float):
    return clock.at(clock.now() + dt.timedelta(minutes=minutes))


def test_a_person_waits_is_called_talks_and_the_employer_writes_down_the_outcome(cast: Cast, booth: Booth) -> None:
    meeting = actions.join_queue(booth, by=cast.li.citizen)
    assert place_of(meeting).before == 0
    called = actions.call_next(booth, by=cast.wang.actor)
    assert called == meeting
    assert called.recruiter_id == cast.wang.person.pk
    entered = actions.enter_talk(called, by=cast.li.citizen)
    actions.say_in_talk(entered, text="您好", by=cast.li.citizen)
    actions.answer_in_talk(entered, text="请介绍一下自己", by=cast.wang.actor)
    ended = actions.end_talk(entered, outcome="invite", note="会看图纸", by=cast.wang.actor)
    assert (ended.state, ended.outcome, ended.lines.count()) == ("done", "invite", 2)
    run_jobs()
    told = set(Message.objects.filter(recipient_id=cast.li.person.pk).values_list("kind", flat=True))
    assert {"fairs.talk_near", "fairs.talk_call", "fairs.talk_invite"} <= told
    with pytest.raises(RuleBroken, match="已经和这个单位交谈过"):
        actions.join_queue(booth, by=cast.li.citizen)


def test_only_people_queue_and_only_the_booths_own_recruiters_call(cast: Cast, booth: Booth) -> None:
    with pytest.raises(PermissionDenied):
        actions.join_queue(booth, by=cast.wang.actor)
    meeting = actions.join_queue(booth, by=cast.li.citizen)
    for act in (actions.call_next, actions.pause_desk, actions.open_desk):
        with pytest.raises(PermissionDenied):
            act(booth, by=cast.stranger_employer.actor)
    with pytest.raises(PermissionDenied):
        actions.leave_queue(meeting, by=cast.chen.citizen)
    with pytest.raises(PermissionDenied):
        actions.refuse_meeting(meeting, reason="不合适", by=cast.stranger_employer.actor)


def test_nobody_queues_where_nobody_receives(cast: Cast, event: Event) -> None:
    booth = make_booth(cast, event)
    with pytest.raises(RuleBroken, match="没有在进行"):
        actions.join_queue(booth, by=cast.li.citizen)
    run_now(event)
    booth.event.refresh_from_db()
    with pytest.raises(RuleBroken, match="没有接待"):
        actions.join_queue(booth, by=cast.li.citizen)


def test_a_person_waits_once_at_a_booth_and_at_no_more_booths_than_allowed(
    cast: Cast, event: Event, booth: Booth
) -> None:
    other = actions.add_participant(event, organisation=cast.other_employer, by=cast.zhao.actor)
    other.event.refresh_from_db()
    actions.open_desk(other, by=cast.stranger_employer.actor)
    actions.set_hall(event, talk_minutes=10, enter_minutes=2, queue_limit=1, by=cast.zhao.actor)
    first = actions.join_queue(booth, by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="最多同时在1个展位"):
        actions.join_queue(other, by=cast.li.citizen)
    actions.leave_queue(first, by=cast.li.citizen)
    actions.set_hall(event, talk_minutes=10, enter_minutes=2, queue_limit=3, by=cast.zhao.actor)
    actions.join_queue(other, by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="已经在这个展位排队"):
        actions.join_queue(other, by=cast.li.citizen)


def test_who_talks_elsewhere_keeps_the_place_and_the_next_one_is_called(cast: Cast, event: Event, booth: Booth) -> None:
    other = actions.add_participant(event, organisation=cast.other_employer, by=cast.zhao.actor)
    other.event.refresh_from_db()
    actions.open_desk(other, by=cast.stranger_employer.actor)
    busy = actions.join_queue(booth, by=cast.li.citizen)
    actions.join_queue(other, by=cast.li.citizen)
    next_one = actions.join_queue(booth, by=cast.chen.citizen)
    actions.call_next(other, by=cast.stranger_employer.actor)
    assert actions.call_next(booth, by=cast.wang.actor) == next_one
    busy.refresh_from_db()
    assert busy.state == "waiting"
    with pytest.raises(RuleBroken, match="还有一位"):
        actions.call_next(booth, by=cast.wang.actor)


def test_a_missed_call_makes_room_and_may_be_made_good_once(cast: Cast, booth: Booth) -> None:
    meeting = actions.join_queue(booth, by=cast.li.citizen)
    actions.call_next(booth, by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="还在等待进入"):
        actions.miss_meeting(meeting, by=cast.wang.actor)
    assert miss_overdue_calls() == 0
    with after(4):
        assert miss_overdue_calls() == 1
    meeting.refresh_from_db()
    assert meeting.state == "missed"
    with pytest.raises(RuleBroken, match="错过了这个展位的叫号"):
        actions.join_queue(booth, by=cast.li.citizen)
    meeting = actions.return_to_queue(meeting, by=cast.li.citizen)
    actions.call_next(booth, by=cast.wang.actor)
    with after(4):
        meeting = actions.miss_meeting(meeting, by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="只能重新排队一次"):
        actions.return_to_queue(meeting, by=cast.li.citizen)


def test_a_refused_person_reads_why_and_does_not_come_again(cast: Cast, booth: Booth) -> None:
    meeting = actions.join_queue(booth, by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="谢绝的原因"):
        actions.refuse_meeting(meeting, reason=" ", by=cast.wang.actor)
    actions.refuse_meeting(meeting, reason="专业不对口", by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="已谢绝"):
        actions.join_queue(booth, by=cast.li.citizen)
    with pytest.raises(TransitionNotAllowed):
        actions.leave_queue(meeting, by=cast.li.citizen)
    run_jobs()
    message = Message.objects.get(recipient_id=cast.li.person.pk, kind="fairs.talk_refuse")
    assert "专业不对口" in message.body


def test_contact_data_are_shown_after_the_person_agreed_and_each_look_is_on_record(cast: Cast, booth: Booth) -> None:
    meeting = actions.join_queue(booth, by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="还没有开始交谈"):
        actions.share_contact(meeting, by=cast.li.citizen)
    actions.call_next(booth, by=cast.wang.actor)
    actions.enter_talk(meeting, by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="还没有同意"):
        actions.reveal_contact_of_talk(meeting, by=cast.wang.actor)
    actions.share_contact(meeting, by=cast.li.citizen)
    assert actions.reveal_contact_of_talk(meeting, by=cast.wang.actor).name == cast.li.person.name


def test_only_the_two_who_talk_have_a_seat_in_the_call(cast: Cast, booth: Booth) -> None:
    meeting = actions.join_queue(booth, by=cast.li.citizen)
    assert seat(cast.li.citizen, meeting.pk) is None
    actions.call_next(booth, by=cast.wang.actor)
    actions.enter_talk(meeting, by=cast.li.citizen)
    guest, host = seat(cast.li.citizen, meeting.pk), seat(cast.wang.actor, meeting.pk)
    assert (guest.side, host.side) == ("guest", "host")
    assert cast.li.person.name not in (host.other_name, guest.name)
    for nobody in (cast.chen.citizen, cast.stranger_employer.actor, cast.zhao.actor):
        assert seat(nobody, meeting.pk) is None


def test_a_withdrawn_company_lets_its_queue_go_and_everybody_is_told(cast: Cast, booth: Booth) -> None:
    waiting = join(booth, 3)
    actions.withdraw_booth(booth, reason="设备故障，提前离场", by=cast.zhao.actor)
    run_jobs()
    assert {meeting.state for meeting in Meeting.objects.filter(booth=booth)} == {"left"}
    told = Message.objects.filter(kind="fairs.talk_release", recipient_id__in=[one.person_id for one in waiting])
    assert told.count() == 3
    assert all("设备故障" in message.body and "/hall/" in message.link for message in told)


def test_the_last_two_before_somebody_bring_one_reminder(cast: Cast, booth: Booth) -> None:
    people = join(booth, 4)
    run_jobs()
    last = people[3].person_id
    assert not Message.objects.filter(kind="fairs.talk_near", recipient_id=last).exists()
    actions.leave_queue(people[0], by=citizen_actor(people[0].person))
    actions.call_next(booth, by=cast.wang.actor)
    run_jobs()
    assert Message.objects.filter(kind="fairs.talk_near", recipient_id=last).count() == 1


def test_the_wait_is_known_from_todays_talks_or_said_not_to_be_known(cast: Cast, booth: Booth) -> None:
    assert estimate(4, [10, 12], 1) is None
    assert estimate(4, [10, 10, 10], 0) is None
    assert estimate(0, [10, 10, 10], 1) == Wait(0, 10)
    assert estimate(4, [8, 10, 12, 14], 1) == Wait(35, 65)
    assert estimate(4, [8, 10, 12, 14], 2) == Wait(15, 40)
    join(booth, 3)
    for _turn in range(3):
        meeting = actions.call_next(booth, by=cast.wang.actor)
        actions.enter_talk(meeting, by=citizen_actor(meeting.person))
        with after(10):
            actions.end_talk(meeting, by=cast.wang.actor)
    line = lines_of([booth])[booth.pk]
    assert (line.done, line.waiting, line.wait) == (3, 0, Wait(0, 10))
    figures = figures_of(Meeting.objects.all())[None]
    assert (figures.came, figures.talks, figures.waited) == (3, 3, 0)


def test_a_booth_pauses_and_calls_for_help(cast: Cast, booth: Booth) -> None:
    meeting = actions.join_queue(booth, by=cast.li.citizen)
    actions.pause_desk(booth, note="午休", by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="暂停接待"):
        actions.call_next(booth, by=cast.wang.actor)
    meeting.refresh_from_db()
    assert meeting.state == "waiting"
    with pytest.raises(RuleBroken, match="写明遇到的问题"):
        actions.call_help(booth, text=" ", by=cast.wang.actor)
    assert actions.call_help(booth, text="视频打不开", by=cast.wang.actor).help_at
    with pytest.raises(PermissionDenied):
        actions.answer_help(booth, by=cast.stranger_employer.actor)
    assert actions.answer_help(booth, by=cast.zhao.actor).help_at is None
