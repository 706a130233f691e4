"""The online campus platform from April 2022 to the report of 2023-11-07: 1,110 participations, 1,782 vacancies, 8,369
openings, posted by employers and approved by officers like any other."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from juxian.catalogue.queries.occupation import active_occupations
from juxian.demo.campus_words import Post
from juxian.demo.cast import TIME_ZONE, District
from juxian.demo.cloud_events import hold_cloud_events
from juxian.demo.recruiters import Recruiter
from juxian.kit import clock
from juxian.recruitment.actions import (
    add_participations,
    approve_vacancies,
    end_campaign,
    expire_vacancies,
    post_vacancies,
    publish_campaign,
    write_campaign,
)
from juxian.recruitment.queries.draft import VacancyDraft

# The figures of the report (rules §11, row 9): laid out here, and counted from rows everywhere else.
PARTICIPATIONS, VACANCIES, OPENINGS = 1_110, 1_782, 8_369
FIRST, MONTHS = dt.date(2022, 4, 1), 20  # April 2022 until the beginning of November 2023
WITH_TWO = VACANCIES - PARTICIPATIONS  # participations that bring two posts; the others bring one
SIZES = (2, 3, 5, 8, 4, 6, 1, 10, 3, 5)  # openings of one post, before they are brought to the sum
DAYS_OPEN = 30
PERKS = [("insurance", "housing_fund", "meals"), ("insurance", "two_days_off", "training"), ("insurance", "bonus")]
Tick = Callable[[], object]


@dataclass
class Months:
    """Running numbers over all months: which participation this is, and which post."""

    participation: int = 0
    post: int = 0


def replay_campus(recruiters: list[Recruiter], district: District, tick: Tick) -> None:
    """Twenty monthly campaigns; each participation posts once or twice, and a month later the posts are over."""
    occupations = {each.code: each for each in active_occupations()}
    numbers, openings = Months(), openings_of_all()
    for month in range(MONTHS):
        begins = _month(month)
        with clock.at(_noon(begins)):
            campaign = _campaign(district, begins)
            joining = _joining(recruiters, month)
            rows = add_participations(
                campaign, organisations=[each.organisation for each in joining], by=district.officers["lin"]
            )
            by_employer = {row.organisation_id: row for row in rows}
            posted: list[Any] = []
            for recruiter in joining:
                drafts = list(_drafts(recruiter, numbers, openings, occupations, begins))
                posted += post_vacancies(by_employer[recruiter.organisation.pk], rows=drafts, by=recruiter.actor)
            approve_vacancies([vacancy.pk for vacancy in posted], by=district.officers["zhao"])
        hold_cloud_events(begins, joining, district)
        with clock.at(_noon(begins + dt.timedelta(days=DAYS_OPEN + 1))):
            expire_vacancies([vacancy.pk for vacancy in posted])
            end_campaign(campaign)
        tick()


def openings_of_all() -> list[int]:
    """Return the openings of every post: uneven as in life, and exactly 8,369 in all."""
    sizes = [SIZES[place % len(SIZES)] for place in range(VACANCIES)]
    missing = OPENINGS - sum(sizes)
    return [
        size + (missing * (place + 1)) // VACANCIES - (missing * place) // VACANCIES for place, size in enumerate(sizes)
    ]


def participations_of(month: int) -> int:
    """Return how many employers join in this month: 55 or 56, in all 1,110."""
    return PARTICIPATIONS * (month + 1) // MONTHS - PARTICIPATIONS * month // MONTHS


def _campaign(district: District, begins: dt.date) -> Any:
    season = "春季" if 2 <= begins.month <= 6 else "夏季" if begins.month <= 8 else "秋冬"
    campaign = write_campaign(
        district.office,
        name=f"{begins.year}年{begins.month}月线上校园招聘",
        introduction=f"{begins.year}年{season}线上校园招聘，毕业生在手机上投递，用人单位在平台上答复。",
        starts_on=begins,
        ends_on=begins + dt.timedelta(days=DAYS_OPEN),
        by=district.officers["lin"],
    )
    return publish_campaign(campaign, by=district.officers["lin"])


def _joining(recruiters: list[Recruiter], month: int) -> list[Recruiter]:
    """Each month another stretch of the list, so that every employer comes several times."""
    first = sum(participations_of(each) for each in range(month))
    return [recruiters[(first + place) % len(recruiters)] for place in range(participations_of(month))]


def _drafts(
    recruiter: Recruiter, numbers: Months, openings: list[int], occupations: dict[str, Any], begins: dt.date
) -> Iterator[VacancyDraft]:
    """The one or two posts with which this employer takes part."""
    turn = numbers.participation
    numbers.participation += 1
    count = 2 if turn * WITH_TWO // PARTICIPATIONS != (turn + 1) * WITH_TWO // PARTICIPATIONS else 1
    for place in range(count):
        posts = recruiter.trade.posts
        post = posts[(turn + place) % len(posts)]
        yield draft_of(recruiter, post, openings[numbers.post], occupations, begins + dt.timedelta(days=DAYS_OPEN))
        numbers.post += 1


def draft_of(
    recruiter: Recruiter, post: Post, openings: int, occupations: dict[str, Any], until_on: dt.date
) -> VacancyDraft:
    """A post as this employer writes it."""
    return VacancyDraft(
        title=post.title,
        openings=openings,
        pay_low_fen=post.pay[0] * 100,
        pay_high_fen=post.pay[1] * 100,
        pay_months=13 if post.pay[1] > 9000 else 12,
        occupation=occupations[post.occupation],
        degree=post.degree,
        majors=post.majors,
        perks=("insurance", "housing_fund", "meals")
        if post.pay[0] % 1000
        else ("insurance", "two_days_off", "training"),
        street_code=recruiter.street_code,
        address=recruiter.address,
        description=post.work,
        requirements="愿意学习，能按班组安排工作。有相关经验或者技能等级证书的优先。",
        graduates_of_year=clock.today().year if post.degree == "bachelor" else None,
        contact_name=recruiter.contact,
        contact_phone=recruiter.phone,
        valid_until_on=until_on,
    )


def _month(number: int) -> dt.date:
    years, month = divmod(FIRST.month - 1 + number, 12)
    return dt.date(FIRST.year + years, month + 1, FIRST.day)


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=TIME_ZONE)
