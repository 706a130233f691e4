"""The pages of the online fair, with and without JavaScript, for those who may see them and not for others."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from juxian.fairs import actions
from juxian.fairs.hall_news import count, draw_booths
from juxian.fairs.models import Booth, Event, Meeting, Visit
from juxian.fairs.queries.meeting import hall_topic
from tests.cast import Cast, client_as
from tests.fairs.factories import make_booth, make_event, make_vacancy, run_now
from tests.fairs.test_timetable_actions import terms
from tests.jobs import run_jobs


@pytest.fixture
def event(cast: Cast) -> Event:
    return make_event(cast, "online_fair", seats=None)


@pytest.fixture
def booth(cast: Cast, event: Event) -> Booth:
    booth = make_booth(cast, event)
    actions.show_vacancies(booth, vacancies=[make_vacancy(cast)], by=cast.wang.actor)
    return booth


def running(cast: Cast, booth: Booth) -> Booth:
    run_now(booth.event)
    fresh = Booth.objects.get(pk=booth.pk)
    actions.open_desk(fresh, by=cast.wang.actor)
    return fresh


def test_anybody_sees_the_hall_searches_it_and_reads_who_receives(cast: Cast, booth: Booth) -> None:
    running(cast, booth)
    hall = reverse("fairs:hall", args=[booth.event_id])
    page = Client().get(hall).content.decode()
    assert booth.organisation.name in page
    assert "正在接待" in page
    assert "焊工" in page
    assert booth.organisation.name in Client().get(hall, {"q": "焊", "open": "2"}).content.decode()
    assert "没有符合条件的展位" in Client().get(hall, {"q": "不存在的单位"}).content.decode()
    detail = Client().get(reverse("fairs:hall_booth", args=[booth.pk])).content.decode()
    assert "登录后排队" in detail
    assert "投递简历" in detail


def test_a_person_queues_talks_and_leaves_by_plain_forms(cast: Cast, booth: Booth) -> None:
    running(cast, booth)
    me, desk = client_as(cast.li.citizen), client_as(cast.wang.actor)
    joined = me.post(reverse("fairs:queue_join", args=[booth.pk]))
    meeting = Meeting.objects.get()
    place = reverse("fairs:my_meeting", args=[meeting.pk])
    assert joined.url == place
    assert "暂时估不出要等多久" in me.get(place).content.decode()
    called = desk.post(reverse("fairs:desk_next", args=[booth.pk]))
    talk = reverse("fairs:talk", args=[meeting.pk])
    assert called.url == talk
    assert "轮到您了" in me.get(place).content.decode()
    me.post(reverse("fairs:talk_enter", args=[meeting.pk]))
    me.post(reverse("fairs:talk_say", args=[meeting.pk]), {"text": "请问要几年经验？"})
    page = desk.get(talk).content.decode()
    assert "请问要几年经验？" in page
    assert cast.li.person.name not in page
    me.post(reverse("fairs:contact_share", args=[meeting.pk]))
    shown = desk.post(reverse("fairs:talk_contact", args=[meeting.pk])).content.decode()
    assert cast.li.person.name in shown
    ended = desk.post(reverse("fairs:talk_end", args=[meeting.pk]), {"outcome": "keep", "note": "会焊接"})
    assert ended.url == reverse("fairs:talk_desk", args=[booth.pk])
    assert "留待比较" in desk.get(ended.url).content.decode()
    assert "会焊接" not in me.get(place).content.decode()
    assert booth.organisation.name in me.get(reverse("fairs:my_meetings")).content.decode()


def test_nobody_reads_the_talk_of_others(cast: Cast, booth: Booth) -> None:
    meeting = actions.join_queue(running(cast, booth), by=cast.li.citizen)
    for actor, name in (
        (cast.chen.citizen, "fairs:my_meeting"),
        (cast.stranger_employer.actor, "fairs:talk"),
    ):
        assert client_as(actor).get(reverse(name, args=[meeting.pk])).status_code == 404
    assert client_as(cast.stranger_employer.actor).get(reverse("fairs:talk_desk", args=[booth.pk])).status_code == 404
    assert (
        client_as(cast.stranger_employer.actor).get(reverse("fairs:hall_desk", args=[booth.event_id])).status_code
        == 404
    )


def test_the_organiser_sees_who_waits_hears_calls_and_exports(cast: Cast, booth: Booth) -> None:
    booth = running(cast, booth)
    actions.join_queue(booth, by=cast.li.citizen)
    actions.call_help(booth, text="视频打不开", by=cast.wang.actor)
    office = client_as(cast.zhao.actor)
    desk = reverse("fairs:hall_desk", args=[booth.event_id])
    assert "视频打不开" in office.get(desk).content.decode()
    office.post(reverse("fairs:help_answer", args=[booth.pk]))
    assert "视频打不开" not in office.get(desk).content.decode()
    saved = office.post(
        reverse("fairs:hall_set", args=[booth.event_id]), {"talk_minutes": 99, "enter_minutes": 2, "queue_limit": 2}
    )
    assert saved.status_code == 422
    assert cast.li.person.name in office.get(reverse("fairs:hall_talks", args=[booth.event_id])).content.decode()
    assert office.post(reverse("fairs:hall_export", args=[booth.event_id]))["Content-Disposition"].startswith(
        "attachment"
    )


def test_news_of_many_booths_are_drawn_in_a_set_number_of_queries(
    cast: Cast, event: Event, booth: Booth, django_assert_num_queries
) -> None:
    other = actions.add_participant(event, organisation=cast.other_employer, by=cast.zhao.actor)
    for refs in ([str(booth.pk)], [str(booth.pk), str(other.pk)]):
        with django_assert_num_queries(4):
            assert set(draw_booths(refs)) == set(refs)


def test_both_sides_fill_in_preferences_and_the_organiser_publishes_by_plain_forms(
    cast: Cast, event: Event, booth: Booth
) -> None:
    office, me, desk = client_as(cast.zhao.actor), client_as(cast.li.citizen), client_as(cast.wang.actor)
    page = reverse("fairs:timetable_desk", args=[event.pk])
    assert "开始收集意向" in office.get(page).content.decode()
    values = {key: str(value).replace("+00:00", "")[:16] for key, value in terms(event).items() if key.endswith("_at")}
    sent = {**values, "slot_minutes": 15, "slot_count": 4, "break_slots": "x", "floor": 1}
    opening = reverse("fairs:timetable_open", args=[event.pk])
    assert "不是第几段" in office.post(opening, sent).content.decode()
    assert office.post(opening, {**sent, "break_slots": "2，3"}).url == page
    mine = reverse("fairs:my_timetable", args=[event.pk])
    assert "还没有选单位" in me.post(mine, {"slots": ["0"], "limit": 2}).content.decode()
    assert me.post(mine, {"slots": ["0", "3"], "limit": 2, f"rank_{booth.pk}": "1"}).url == mine
    side = reverse("fairs:booth_timetable", args=[booth.pk])
    entrant = event.timetable.entrants.get()
    form = desk.get(side).content.decode()
    assert f"rank_{entrant.pk}" in form
    assert cast.li.person.name not in form
    assert desk.post(side, {"interviewers": 1, "closed": ["0"], f"rank_{entrant.pk}": "1"}).url == side
    office.post(reverse("fairs:timetable_solve", args=[event.pk]))
    run_jobs()
    assert "已证明没有更好的排法" in office.get(page).content.decode()
    office.post(reverse("fairs:timetable_publish", args=[event.pk]))
    (appointment,) = entrant.appointments.all()
    assert appointment.slot == 3
    assert "加入日历" in me.get(mine).content.decode()
    assert me.get(reverse("fairs:appointment_ics", args=[appointment.pk])).content.startswith(b"BEGIN:VCALENDAR")
    assert cast.li.person.name in desk.get(side).content.decode()
    me.post(reverse("fairs:appointment_cancel", args=[appointment.pk]))
    office.post(reverse("fairs:change_propose", args=[event.pk]), {"reason": "有人取消", "may_move": "on"})
    shown = office.get(page).content.decode()
    assert "待确认的调整" in shown
    change = event.timetable.changes.get()
    assert office.post(reverse("fairs:change_drop", args=[change.pk])).url == page


def test_who_looks_into_the_hall_is_one_person_time_also_after_queueing(cast: Cast, booth: Booth) -> None:
    topic, me = hall_topic(booth.event_id), str(cast.li.person.pk)
    count(topic, 1, [me])
    assert not Visit.objects.exists()  # the fair has not begun
    fresh = running(cast, booth)
    count(topic, 3, [me, "someone", ""])
    count(topic, 1, ["someone"])
    actions.join_queue(fresh, by=cast.li.citizen)
    assert list(Visit.objects.values_list("source", flat=True)) == ["hall", "hall"]
    assert Event.objects.get(pk=booth.event_id).peak_viewers == 3


def test_a_browser_keeps_the_word_it_is_counted_by(cast: Cast, booth: Booth) -> None:
    hall, visitor = reverse("fairs:hall", args=[booth.event_id]), Client()
    word = visitor.get(hall).cookies["viewer"].value
    assert word
    again = visitor.get(reverse("fairs:hall_booth", args=[booth.pk]))
    assert "viewer" not in again.cookies
    assert "viewer" not in client_as(cast.li.citizen).get(hall).cookies


def test_the_big_screen_calls_numbers_and_names_nobody(cast: Cast, booth: Booth, frozen_time: Any) -> None:
    fresh = running(cast, booth)
    first = actions.join_queue(fresh, by=cast.chen.citizen)
    actions.leave_queue(first, by=cast.chen.citizen)
    frozen_time.shift(1)
    second = actions.join_queue(fresh, by=cast.li.citizen)
    mine = client_as(cast.li.citizen).get(reverse("fairs:my_meeting", args=[second.pk])).content.decode()
    assert "2 号" in mine
    screen = reverse("fairs:event_screen", args=[booth.event_id])
    assert "请进入交谈" not in Client().get(screen).content.decode()
    called = actions.call_next(fresh, by=cast.wang.actor)
    shown = Client().get(screen).content.decode()
    assert "请进入交谈" in shown
    assert "2 号" in shown
    assert cast.li.person.name not in shown
    actions.enter_talk(called, by=cast.li.citizen)
    assert "请进入交谈" not in Client().get(screen).content.decode()
