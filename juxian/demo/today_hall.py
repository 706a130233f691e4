"""The online fair of today: a timetable that was solved and published, a hall that is open, talks done and people who
wait."""

import datetime as dt
from typing import Any

from juxian.demo.market import DAY, HOUR, Market
from juxian.demo.today_fairs import announced, seated
from juxian.fairs.actions import (
    answer_in_talk,
    begin_solving,
    call_next,
    end_talk,
    enter_talk,
    join_queue,
    open_desk,
    open_timetable,
    publish_timetable,
    record_visits,
    say_in_talk,
    set_hall,
    share_contact,
    start_event,
    state_preferences,
)
from juxian.fairs.actions.visit import Seen
from juxian.fairs.queries import viewer_key
from juxian.kit import clock
from juxian.kit.draining import drain

BOOTHS, SLOTS = 6, 16
HOURS_OPEN = 14


def open_the_hall(market: Market) -> None:
    """Begun an hour ago, open until the evening."""
    lin = market.district.officers["lin"]
    begins = (market.now - HOUR).replace(minute=0, second=0, microsecond=0)
    summary = "在手机上排队，轮到您时和招聘负责人一对一交谈；也可以按时间表面谈。"
    event = announced(market, 9, "online_fair", "青年人才线上双选会", begins, HOURS_OPEN, summary=summary)
    with market.days_ago(8):
        booths = seated(market, event, range(BOOTHS))
        set_hall(event, talk_minutes=15, enter_minutes=3, queue_limit=3, by=lin)
    _timetable(market, event, booths, begins)
    with clock.at(begins):
        start_event(event, by=lin)
        for place, booth in enumerate(booths):
            booth.refresh_from_db()
            open_desk(booth, by=market.recruiters[place].actor)
        _came(event, begins)
    _talks(market, booths)


def _timetable(market: Market, event: Any, booths: list[Any], begins: dt.datetime) -> None:
    """Sixteen people said whom they want to meet; every wish is weighed, and both sides know their times."""
    lin = market.district.officers["lin"]
    with market.days_ago(7):
        timetable = open_timetable(
            event,
            first_at=begins + 2 * HOUR,
            preferences_until_at=market.now - 2 * DAY,
            slot_count=SLOTS,
            break_slots=[6, 7],
            by=lin,
        )
    with market.days_ago(4):
        for who, by in enumerate(market.applicants[:16]):
            wanted = [str(booths[(who + turn) % BOOTHS].pk) for turn in range(3)]
            state_preferences(timetable, booths=wanted, slots=range(who % 4, SLOTS - who % 3), limit=2, by=by)
    with clock.at(market.now - 2 * DAY + HOUR):
        begin_solving(timetable, by=lin)
        drain()
    with market.days_ago(1):
        timetable.refresh_from_db()
        publish_timetable(timetable, by=lin)


def _talks(market: Market, booths: list[Any]) -> None:
    """At 王建国's booth two talks are over, one goes on and three wait; others wait elsewhere."""
    queue = [(0, who) for who in (11, 12, 13, 14, 15, 16)] + [(place, 16 + place) for place in range(1, BOOTHS)]
    for turn, (place, who) in enumerate(queue):
        with clock.at(market.now - dt.timedelta(minutes=58 - turn)):
            join_queue(booths[place], by=market.applicants[who])
    for turn, (outcome, note) in enumerate((("invite", "操作规范，约线下看机床。"), ("keep", "下一批学徒优先。"))):
        meeting = _talk(market, booths[0], 40 - 18 * turn, 11 + turn)
        with clock.at(market.now - dt.timedelta(minutes=28 - 18 * turn)):
            end_talk(meeting, outcome=outcome, note=note, by=market.recruiters[0].actor)
    _talk(market, booths[0], 4, 13)


def _talk(market: Market, booth: Any, minutes_ago: int, who: int) -> Any:
    """Called, entered, and some lines written."""
    by, person = market.recruiters[0].actor, market.applicants[who]
    with clock.at(market.now - dt.timedelta(minutes=minutes_ago)):
        meeting = enter_talk(call_next(booth, by=by), by=person)
    with clock.at(market.now - dt.timedelta(minutes=minutes_ago - 2)):
        say_in_talk(meeting, text="您好，我学数控的，在实训中心跟了半年的班。", by=person)
        answer_in_talk(meeting, text="你好，平时用什么系统？能看懂工艺卡吗？", by=by)
        return share_contact(meeting, by=person)


def _came(event: Any, begins: dt.datetime) -> None:
    visits = [
        Seen(
            "hall", viewer_key(event.pk, f"demo {number}"), begins + dt.timedelta(seconds=20 * number), 3 + number % 20
        )
        for number in range(87)
    ]
    record_visits(event, visits=visits)
