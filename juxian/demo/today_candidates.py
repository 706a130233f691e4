"""Today's recruiting, the applicants' side: 李晓雨's applications as far as one can come, 王建国's candidates in every
stage, an employer that never answered, two agreements that wait for a signature, a saved search."""

from typing import Any

from juxian.demo.market import Market
from juxian.demo.today_jobs import SILENT
from juxian.kit.draining import drain
from juxian.recruitment.actions.agreement import invite_to_agreement, sign_agreement
from juxian.recruitment.actions.candidate import (
    add_note,
    move_to_stage,
    rate_application,
    refuse_application,
    screen_application,
)
from juxian.recruitment.actions.interview import book_interview, hold_interview, invite_to_interview, offer_slots
from juxian.recruitment.actions.job_application import (
    answer_for,
    apply_to_vacancy,
    withdraw_application,
)
from juxian.recruitment.actions.offer import accept_offer, confirm_hire, make_offer, say_pay, turn_down_offer
from juxian.recruitment.actions.saved_search import save_search, set_alert
from juxian.recruitment.actions.stage import adopt_usual_stages
from juxian.recruitment.queries.agreement import first_terms, sheet_of
from juxian.recruitment.queries.reply import overdue_applications

LI = 0
PROMISING, REFUSING, WAITING_FOR = 2, 6, 4  # employers of 李晓雨's other applications


def fill_candidates(market: Market) -> None:
    """王建国's candidates, 李晓雨's ways, and the silent employer."""
    wang = market.recruiters[0]
    with market.days_ago(38):
        stages = adopt_usual_stages(wang.organisation, by=wang.actor)
    _sent(market)
    _screened(market, stages)
    _interviewed(market, stages)
    _promised(market)
    _over(market)
    _of_li(market)
    _silent(market)


def apply(market: Market, who: int, employer: int, days_ago: float, post: int = 0, **how: Any) -> Any:
    """Somebody of the applicants sends their profile."""
    with market.days_ago(days_ago):
        return apply_to_vacancy(market.vacancies[employer][post], by=market.applicants[who], **how)


def _sent(market: Market) -> None:
    """Seven wait for a first look."""
    for who in range(1, 8):
        apply(market, who, 0, who * 0.8, who % 5, letter="看了贵单位的介绍，想来一线学技术。" if who % 2 else "")


def _screened(market: Market, stages: list[Any]) -> None:
    """Five are looked at; two sit a test."""
    by = market.recruiters[0].actor
    for who in range(8, 13):
        application = apply(market, who, 0, 8, who % 5)
        with market.days_ago(6):
            application = screen_application(application, by=by)
            application = move_to_stage(application, stage=stages[who % 2], by=by)
            rate_application(application, rating=3 + who % 3, tags=["实训扎实"] if who % 2 else [], by=by)
            add_note(application, text="证书和实训记录齐全，先看机床操作。", by=by)


def _interviewed(market: Market, stages: list[Any]) -> None:
    """李晓雨 talks by video tomorrow; one was met already, one has a time on site, one has not chosen yet."""
    by, vacancy = market.recruiters[0].actor, market.vacancies[0][0]
    with market.days_ago(7):
        past = offer_slots(
            vacancy, kind="site", place="三号车间会议室", starts_at=market.at(-3, 9), minutes=30, count=2, by=by
        )
        video = offer_slots(vacancy, kind="video", starts_at=market.at(1, 10), minutes=30, count=4, by=by)
        offer_slots(
            vacancy, kind="site", place="三号车间会议室", starts_at=market.at(2, 14), minutes=30, count=4, by=by
        )
    slots = {13: past[0], 14: video[1], LI: video[0], 15: None}
    for who, slot in slots.items():
        application = apply(market, who, 0, 9)
        with market.days_ago(6):
            interview = invite_to_interview(application, message="请选一个方便的时间，带上技能证书。", by=by)
        if slot is not None:
            with market.days_ago(5):
                interview = book_interview(interview, slot=slot, by=market.applicants[who])
        if slot is past[0]:
            with market.days_ago(1):
                hold_interview(interview, by=by)
                application.refresh_from_db()
                move_to_stage(application, stage=stages[3], by=by)


def _promised(market: Market) -> None:
    """One thinks about an offer, one accepted and signs an agreement, one works here, one said no."""
    waiting = _offered(market, 16, sent=8, offered=2)
    rate_application(waiting, rating=5, tags=["班组推荐"], by=market.recruiters[0].actor)
    accepted = _accepted(market, 17)
    _sign(market, accepted)
    hired = _accepted(market, 18)
    with market.days_ago(6):
        hire = confirm_hire(hired, started_on=market.day(-7), base_pay_fen=650_000, by=market.recruiters[0].actor)
    with market.days_ago(4):
        say_pay(hire, person_pay_fen=650_000, by=market.applicants[18])
    declined = _offered(market, 19, sent=20, offered=15)
    with market.days_ago(14):
        turn_down_offer(declined, reason="已在离家近的单位定下来。", by=market.applicants[19])


def _offered(market: Market, who: int, *, sent: int, offered: int, employer: int = 0) -> Any:
    application = apply(market, who, employer, sent, who % 3)
    with market.days_ago(offered):
        make_offer(
            application,
            post=application.vacancy.title,
            base_pay_fen=650_000,
            start_on=market.day(8 - offered),
            answer_by_on=market.day(5 - offered),
            message="欢迎加入，宿舍已经留好。",
            by=market.recruiters[employer].actor,
        )
    application.refresh_from_db()
    return application


def _accepted(market: Market, who: int, employer: int = 0) -> Any:
    application = _offered(market, who, sent=20, offered=15, employer=employer)
    with market.days_ago(13):
        return accept_offer(application, by=market.applicants[who])


def _agreement(market: Market, application: Any, employer: int) -> Any:
    terms = first_terms(application) | {"contract_years": "3", "probation_months": "3"}
    by = market.recruiters[employer].actor
    with market.days_ago(2):
        return invite_to_agreement(application, school=market.school, terms=terms, by=by)


def _sign(market: Market, application: Any) -> None:
    """Graduate and employer have signed; the school's signature is missing."""
    agreement = _agreement(market, application, 0)
    for by in (market.applicants[17], market.recruiters[0].actor):
        with market.days_ago(1):
            agreement = sign_agreement(agreement, digest=sheet_of(agreement).version.digest, by=by)


def _over(market: Market) -> None:
    """Two refused with a reason, one taken back."""
    by = market.recruiters[0].actor
    for who, refusal in ((20, "experience"), (21, "filled")):
        application = apply(market, who, 0, 11, who % 5)
        with market.days_ago(7):
            refuse_application(application, refusal=refusal, message="谢谢投递，欢迎关注我们的春季岗位。", by=by)
    taken_back = apply(market, 22, 0, 5, 2)
    with market.days_ago(4):
        withdraw_application(taken_back, reason="找到实习了", by=market.applicants[22])


def _of_li(market: Market) -> None:
    """Besides the interview: an agreement to sign, a refusal, one just sent, and a search that tells of news."""
    _agreement(market, _accepted(market, LI, PROMISING), PROMISING)
    refused = apply(market, LI, REFUSING, 9)
    with market.days_ago(4):
        refuse_application(refused, refusal="education", message="", by=market.recruiters[REFUSING].actor)
    apply(market, LI, WAITING_FOR, 1)
    with market.days_ago(20):
        search = save_search(market.persons[LI], name="机器人 运维", query="q=机器人", by=market.applicants[LI])
        set_alert(search, is_alerting=True, by=market.applicants[LI])


def _silent(market: Market) -> None:
    """Six applied a month ago and nobody answered: the platform does, and the employer's posts sink."""
    for who in (LI, 1, 2, 3, 23, 24):
        apply(market, who, SILENT, 30 + who / 24)
    with market.days_ago(12):
        for application in list(overdue_applications().filter(vacancy=market.vacancies[SILENT][0])):
            answer_for(application)
        drain()
