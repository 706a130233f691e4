"""Today's events: a live show of this month, one announced for tomorrow, a fair on site next week, one that waits to be
looked at, and somebody who stayed away twice and says why."""

import datetime as dt
from typing import Any

from juxian.demo.market import DAY, HOUR, Market
from juxian.demo.today_candidates import apply
from juxian.fairs.actions import (
    add_card,
    add_participant,
    answer_question,
    approve_booth,
    ask_question,
    begin_take,
    check_in_reservation,
    draft_event,
    draw_floor,
    end_event,
    end_stream,
    explain_barring,
    note_viewers,
    open_stream,
    pin_card,
    publish_event,
    record_visits,
    request_booth,
    reserve_place,
    say,
    show_vacancies_for,
    start_event,
    submit_event,
)
from juxian.fairs.actions.visit import Seen
from juxian.fairs.queries import viewer_key
from juxian.fairs.queries.barring import barring_in_force
from juxian.kit import clock
from juxian.kit.draining import drain

ORGANISERS = "集美区人力资源和社会保障局"
HALL = "集美区人力资源市场一楼大厅"
ABSENT = 25  # of the applicants: booked twice, came never
COMMENTS = ["晚上好，第一次看直播找工作", "数控这个岗位要几年经验？", "包住吗？", "倒班是怎么排的", "投了，等消息"]
COMMENTS += ["有没有学徒岗", "五险一金入职就交吗", "师傅讲得真清楚"]


def fill_events(market: Market) -> None:
    """What is past, what is tomorrow, what is next week."""
    _stayed_away_twice(market)
    _show_of_this_month(market)
    _show_of_tomorrow(market)
    _fair_of_next_week(market)
    _to_be_reviewed(market)


def announced(
    market: Market, days_ago: float, kind: str, title: str, begins: dt.datetime, hours: float, **more: Any
) -> Any:
    """An event of the office: drafted by 林文静, published by 许国平."""
    lin, xu = market.district.officers["lin"], market.district.officers["xu"]
    with market.days_ago(days_ago):
        event = draft_event(
            market.district.office,
            kind=kind,
            title=title,
            organisers=ORGANISERS,
            starts_at=begins,
            ends_at=begins + hours * HOUR,
            by=lin,
            **more,
        )
        return publish_event(submit_event(event, by=lin), by=xu)


def seated(market: Market, event: Any, places: range) -> list[Any]:
    """Employers that the office invited, with all that they recruit for."""
    lin, booths = market.district.officers["lin"], []
    for place in places:
        booth = add_participant(event, organisation=market.recruiters[place].organisation, by=lin)
        show_vacancies_for(booth, vacancies=market.vacancies[place], by=lin)
        booths.append(booth)
    return booths


def _stayed_away_twice(market: Market) -> None:
    """Two fairs on site: all who booked came, but one person, twice."""
    for days in (36, 18):
        begins = market.at(-days, 9)
        event = announced(
            market,
            days + 10,
            "onsite_fair",
            f"{begins.month}月现场招聘会",
            begins,
            3,
            summary="二十家用人单位到场，带简历直接谈。",
            place=HALL,
            seats=200,
        )
        with market.days_ago(days + 4):
            seated(market, event, range(1, 7))
            for who in (*range(1, 13), ABSENT):
                reserve_place(event, by=market.applicants[who])
        with clock.at(begins + HOUR / 4):
            event = start_event(event, by=market.district.officers["lin"])
            for reservation in event.reservations.select_related("event"):
                if reservation.person_id != market.persons[ABSENT].pk:
                    check_in_reservation(reservation, by=market.district.officers["lin"])
        with clock.at(begins + 3 * HOUR):
            end_event(event, by=market.district.officers["lin"])
            drain()
    barring: Any = barring_in_force(person_id=market.persons[ABSENT].pk)
    with market.days_ago(1):
        text = "两次都临时被安排补考，没有来得及取消。附有教务处的通知，今后会提前取消预约。"
        explain_barring(barring, explanation=text, by=market.applicants[ABSENT])


def _show_of_this_month(market: Market) -> None:
    """Twelve days ago: chat, questions, three vacancies spoken about, and who applied from their cards."""
    lin, begins = market.district.officers["lin"], market.at(-12, 19, 30)
    summary = "八家制造企业的班组长讲岗位，边看边投。"
    event = announced(market, 22, "live_show", "智能制造专场直播带岗", begins, 2, summary=summary)
    with clock.at(begins - 2 * DAY):
        seated(market, event, range(8))
        stream = open_stream(event, title=event.title, starts_at=begins, source="camera", by=lin)
        cards = [add_card(stream, vacancy=market.vacancies[place][0], by=lin) for place in range(8)]
    with clock.at(begins):
        stream = begin_take(stream, number=1, protocol="browser", second=0)
    for turn, text in enumerate(COMMENTS):
        with clock.at(begins + dt.timedelta(minutes=4 + 3 * turn)):
            say(stream, text=text, is_bullet=turn % 3 == 2, by=market.applicants[turn + 1])
    for turn, card in enumerate(cards[:3]):
        with clock.at(begins + dt.timedelta(minutes=10 + 25 * turn)):
            pin_card(card, by=lin)
        days = (market.now - begins - dt.timedelta(minutes=12 + 25 * turn)) / DAY
        for who in range(1 + turn * 3, 4 + turn * 3):
            if turn:  # the first card is 王建国's: his candidates have come by other ways
                apply(market, who, turn, days, source="live", source_ref=f"card:{card.pk}")
    with clock.at(begins + dt.timedelta(minutes=40)):
        say(stream, text="大家的问题我们逐条回答，岗位卡片点开就能投。", by=lin)
        asked = ask_question(event, question="没有工作经验，可以报机器人运维吗？", by=market.applicants[9])
        answer_question(asked, answer="可以，企业有半年学徒期，由师傅带教。", by=lin)
    with clock.at(begins + 2 * HOUR):
        _watched(event, begins, 326)
        end_stream(stream, by=lin)
        event.refresh_from_db()
        end_event(event, by=lin)
        drain()


def _watched(event: Any, begins: dt.datetime, count: int) -> None:
    visits = [
        Seen(
            "live", viewer_key(event.pk, f"demo {number}"), begins + dt.timedelta(seconds=15 * number), 5 + number % 40
        )
        for number in range(count)
    ]
    record_visits(event, visits=visits)
    note_viewers(event, viewers=118, at=begins + HOUR)


def _show_of_tomorrow(market: Market) -> None:
    """Announced, booked, with a question and a comment that a person has to read first."""
    lin, begins = market.district.officers["lin"], market.at(1, 19, 30)
    summary = "软件和供应链企业的招聘负责人在线讲岗位，预约后开播前提醒。"
    event = announced(market, 8, "live_show", "软件和供应链专场直播带岗", begins, 2, summary=summary, seats=500)
    with market.days_ago(5):
        seated(market, event, range(6, 12))
        stream = open_stream(event, title=event.title, starts_at=begins, source="camera", by=lin)
        for place in range(6, 10):
            add_card(stream, vacancy=market.vacancies[place][0], by=lin)
    with market.days_ago(0.9):
        for by in market.applicants[:18]:
            reserve_place(event, by=by)
        ask_question(event, question="前端岗位可以先实习再签吗？", by=market.applicants[3])
        ask_question(event, question="直播结束以后还能投吗？", by=market.applicants[4])
        say(stream, text="已预约，明晚见", by=market.applicants[5])
        say(stream, text="我听说有的岗位男性优先，是不是真的", by=market.applicants[6])


def _fair_of_next_week(market: Market) -> None:
    """On site: a floor plan, booths confirmed and asked for, places booked."""
    begins = market.at(7, 9)
    event = announced(
        market,
        9,
        "onsite_fair",
        "冬季现场招聘会",
        begins,
        4,
        summary="二十四个展位，现场面试，扫码投递；带身份证和技能证书。",
        place=HALL,
        seats=300,
        booth_limit=24,
    )
    with market.days_ago(6):
        draw_floor(event, rows=4, columns=6, by=market.district.officers["lin"])
        spots = list(event.spots.filter(kind="booth").order_by("label"))
        for turn, place in enumerate((0, 1, 2, 3, 5, 7, 9, 16)):
            recruiter = market.recruiters[place]
            booth = request_booth(
                recruiter.organisation,
                event=event,
                spot=spots[turn * 2],
                intro=f"{recruiter.trade.kind}岗位现场面试，当天答复。",
                representatives=recruiter.contact,
                by=recruiter.actor,
            )
            if turn < 5:
                booth = approve_booth(booth, by=market.district.officers["lin"])
                show_vacancies_for(booth, vacancies=market.vacancies[place], by=market.district.officers["lin"])
    with market.days_ago(3):
        for by in market.applicants[:15]:
            reserve_place(event, by=by)
        ask_question(event, question="没有预约可以直接进场吗？", by=market.applicants[10])


def _to_be_reviewed(market: Market) -> None:
    """An employer and the school each propose one; another officer decides."""
    recruiter, teacher = market.recruiters[3], market.teacher
    assert teacher is not None
    summary = "工程师带看产线，介绍装调和运维岗位。"
    proposals = [
        (recruiter.organisation, recruiter.actor, "info_session", "走进机器人工厂空中宣讲", summary),
        (market.school, teacher, "online_fair", "校园线上双选会", "面向本校应届毕业生，企业在线面谈。"),
    ]
    with market.days_ago(2):
        for host, by, kind, title, text in proposals:
            begins = market.at(12, 14)
            event = draft_event(
                host, kind=kind, title=title, summary=text, starts_at=begins, ends_at=begins + 2 * HOUR, by=by
            )
            submit_event(event, by=by)
