"""The ten cloud events of 2023 (rules §11, row 12): 265 participations and just under 10,000 person-times, as streams
reported them."""

import datetime as dt
from typing import Any

from juxian.demo.cast import TIME_ZONE, District
from juxian.demo.recruiters import Recruiter
from juxian.fairs.actions import (
    add_participant,
    draft_event,
    end_event,
    note_viewers,
    publish_event,
    record_visits,
    show_vacancies_for,
    start_event,
    submit_event,
)
from juxian.fairs.actions.visit import Seen
from juxian.fairs.queries import viewer_key
from juxian.kit import clock
from juxian.recruitment.queries.open_vacancies import open_vacancies

# day, form, name, participations, person-times. Sums: 265 and 9,876.
EVENTS = [
    (dt.date(2023, 3, 18), "live_show", "聚贤集美·云招首场直播带岗", 30, 1_406),
    (dt.date(2023, 4, 15), "live_show", "机械装备专场直播带岗", 28, 1_152),
    (dt.date(2023, 5, 13), "online_fair", "毕业季线上双选会", 40, 1_633),
    (dt.date(2023, 5, 27), "live_show", "软件和信息服务专场直播带岗", 22, 904),
    (dt.date(2023, 6, 10), "live_show", "新材料专场直播带岗", 20, 731),
    (dt.date(2023, 6, 24), "info_session", "青年人才空中宣讲", 18, 688),
    (dt.date(2023, 7, 15), "live_show", "商贸物流专场直播带岗", 24, 810),
    (dt.date(2023, 9, 16), "online_fair", "开学季线上双选会", 35, 1_240),
    (dt.date(2023, 10, 14), "live_show", "文化创意与旅游专场直播带岗", 23, 702),
    (dt.date(2023, 10, 28), "live_show", "金蓝领专场直播带岗", 25, 610),
]
HOURS = 2
STAYS = (3, 8, 14, 21, 35, 52, 6, 11)  # minutes of one viewer


def hold_cloud_events(month: dt.date, joining: list[Recruiter], district: District) -> None:
    """The events of one month, each proposed, looked at by another officer, opened, watched and ended. Those who take
    part are among the month's employers: they have something to show."""
    for place, (day, kind, title, participations, person_times) in enumerate(EVENTS):
        if (day.year, day.month) == (month.year, month.month):
            begins = dt.datetime.combine(day, dt.time(19, 30), tzinfo=TIME_ZONE)
            chosen = [joining[(place * 7 + turn) % len(joining)] for turn in range(participations)]
            event = _announced(district, begins, kind, title, chosen)
            _held(district, event, begins, kind, person_times)


def _announced(district: District, begins: dt.datetime, kind: str, title: str, joining: list[Recruiter]) -> Any:
    lin, xu = district.officers["lin"], district.officers["xu"]
    with clock.at(begins - dt.timedelta(days=10)):
        event = draft_event(
            district.office,
            kind=kind,
            title=title,
            summary=f"{len(joining)}家用人单位在线介绍岗位，边看边投。",
            organisers="集美区人力资源和社会保障局",
            starts_at=begins,
            ends_at=begins + dt.timedelta(hours=HOURS),
            by=lin,
        )
        event = publish_event(submit_event(event, by=lin), by=xu)
        for recruiter in joining:
            booth = add_participant(event, organisation=recruiter.organisation, by=lin)
            show_vacancies_for(booth, vacancies=open_vacancies(recruiter.organisation.pk), by=lin)
    return event


def _held(district: District, event: Any, begins: dt.datetime, kind: str, person_times: int) -> None:
    by = district.officers["lin"]
    with clock.at(begins):
        event = start_event(event, by=by)
    seconds = HOURS * 3600 * 3 // 4  # nobody new comes in the last quarter
    source = "hall" if kind == "online_fair" else "live"
    visits = [
        Seen(
            source,
            viewer_key(event.pk, f"demo {number}"),
            begins + dt.timedelta(seconds=number * seconds // person_times),
            STAYS[number % len(STAYS)],
        )
        for number in range(person_times)
    ]
    with clock.at(begins + dt.timedelta(hours=HOURS)):
        record_visits(event, visits=visits)
        peak, at = _peak(visits)
        event = note_viewers(event, viewers=peak, at=at)
        end_event(event, by=by)


def _peak(visits: list[Seen]) -> tuple[int, dt.datetime]:
    """Return the most viewers at once and when, as the visits themselves say."""
    changes = [(visit.came_at, 1) for visit in visits]
    changes += [(visit.came_at + dt.timedelta(minutes=visit.minutes), -1) for visit in visits]
    now = most = 0
    at = visits[0].came_at
    for instant, change in sorted(changes):
        now += change
        if now > most:
            most, at = now, instant
    return most, at
