"""Today's recruiting, the employers' side: an autumn campaign and a school's own, some eighty open vacancies, pages
with pictures, and what the office has to decide about."""

from dataclasses import replace
from typing import Any

from juxian.catalogue.queries.occupation import active_occupations
from juxian.demo.campus import draft_of
from juxian.demo.market import Market
from juxian.demo.pictures import work_piece
from juxian.demo.recruiters import Recruiter
from juxian.kit.uploads import accept_upload
from juxian.recruitment.actions import (
    add_participations,
    add_picture,
    approve_vacancies,
    blacklist_organisation,
    file_report,
    join_campaign,
    post_vacancies,
    publish_campaign,
    publish_page,
    submit_page,
    write_campaign,
    write_page,
)
from juxian.recruitment.permissions import PICTURE
from juxian.recruitment.queries.open_vacancies import open_vacancies
from juxian.recruitment.queries.report import new_code

# Places in the market's list of recruiters. The silent one never answers anybody.
TAKING_PART, OF_THE_SCHOOL, WITH_A_PAGE = 54, 8, 6
SILENT, ASKING, WAITING, FLAGGED, BLACKLISTED, REPORTED = 20, 60, 61, 62, 63, 14
OPENED_DAYS_AGO, OPEN_DAYS_MORE = 40, 50


def open_the_market(market: Market) -> None:
    """Everything of the employers, and what waits for an officer."""
    autumn = _campaign(market)
    schools_own = _campaign_of_the_school(market)
    occupations = {each.code: each for each in active_occupations()}
    _post(market, autumn, schools_own, occupations)
    market.vacancies = [list(open_vacancies(each.organisation.pk)) for each in market.recruiters[:TAKING_PART]]
    for place in range(WITH_A_PAGE + 1):
        _page(market, place)
    _to_be_decided(market, autumn, occupations)


def _campaign(market: Market) -> Any:
    lin = market.district.officers["lin"]
    with market.days_ago(OPENED_DAYS_AGO):
        campaign = write_campaign(
            market.district.office,
            name=f"{market.now.year}年秋季线上校园招聘",
            introduction="面向毕业生和青年技能人才。用人单位十个工作日内必须答复，投了都有回音。",
            starts_on=market.day(-OPENED_DAYS_AGO),
            ends_on=market.day(OPEN_DAYS_MORE),
            by=lin,
        )
        return publish_campaign(campaign, by=lin)


def _campaign_of_the_school(market: Market) -> Any:
    """The school's sub-site, run by its own employment office."""
    assert market.teacher is not None
    with market.days_ago(OPENED_DAYS_AGO - 5):
        campaign = write_campaign(
            market.school,
            name=f"{market.school.name}{market.now.year + 1}届毕业生专场",
            kind="school",
            introduction="本校就业办审核进场单位，毕业生投递和签约都在这里。",
            starts_on=market.day(5 - OPENED_DAYS_AGO),
            ends_on=market.day(OPEN_DAYS_MORE),
            by=market.teacher,
        )
        return publish_campaign(campaign, by=market.teacher)


def _post(market: Market, autumn: Any, schools_own: Any, occupations: dict[str, Any]) -> None:
    """王建国's employer has five posts, the other eleven three, the campus platform's one each."""
    part = market.recruiters[:TAKING_PART]
    with market.days_ago(OPENED_DAYS_AGO):
        campaign_rows = _rows(autumn, part, market.district.officers["lin"])
    with market.days_ago(OPENED_DAYS_AGO - 5):
        school_rows = _rows(schools_own, part[:OF_THE_SCHOOL], market.teacher)
    with market.days_ago(OPENED_DAYS_AGO - 6):
        posted: list[Any] = []
        for place, recruiter in enumerate(part):
            count = 5 if place == 0 else 3 if place < 12 else 1
            drafts = [_draft(market, recruiter, place + turn, occupations) for turn in range(count)]
            key = recruiter.organisation.pk
            if key in school_rows and place:
                posted += post_vacancies(school_rows[key], rows=drafts[2:], by=recruiter.actor)
                drafts = drafts[:2]
            posted += post_vacancies(campaign_rows[key], rows=drafts, by=recruiter.actor)
        approve_vacancies([vacancy.pk for vacancy in posted], by=market.district.officers["zhao"])


def _rows(campaign: Any, recruiters: list[Recruiter], by: Any) -> dict[Any, Any]:
    rows = add_participations(campaign, organisations=[each.organisation for each in recruiters], by=by)
    return {row.organisation_id: row for row in rows}


def _draft(market: Market, recruiter: Recruiter, turn: int, occupations: dict[str, Any]) -> Any:
    posts = recruiter.trade.posts
    post = posts[turn % len(posts)]
    return draft_of(recruiter, post, 2 + turn % 7, occupations, market.day(OPEN_DAYS_MORE))


def _page(market: Market, place: int) -> None:
    """A page with two pictures; the last one still waits to be looked at."""
    recruiter = market.recruiters[place]
    with market.days_ago(30 if place < WITH_A_PAGE else 1):
        page = write_page(
            recruiter.organisation,
            summary=f"扎根集美的{recruiter.trade.kind}企业，师傅带徒，一人一岗一计划",
            story="我们在集美建厂，做自己最熟悉的一行。新人入职第一周由师傅带着走完全部工序，三个月后定岗；"
            "考取技能等级证书的，企业报销考试费并按月发技能津贴。食堂、宿舍都在园区里，公交站步行五分钟。",
            staff_size="medium" if place % 2 else "large",
            founded_year=2003 + place,
            by=recruiter.actor,
        )
        for turn, caption in enumerate(("生产现场的一道工序", "师傅带徒的实训工位")):
            picture = work_piece(900 + place * 2 + turn)
            upload = accept_upload(picture, kinds=("image",), by=recruiter.actor, purpose=PICTURE)
            page = add_picture(page, upload=upload, caption=caption, by=recruiter.actor)
        page = submit_page(page, by=recruiter.actor)
        if place < WITH_A_PAGE:
            publish_page(page, by=market.district.officers["zhao"])


def _to_be_decided(market: Market, autumn: Any, occupations: dict[str, Any]) -> None:
    """A participation asked for, two vacancies (one with words that the law forbids), a complaint, a blacklisted
    employer."""
    asking, waiting, flagged = (market.recruiters[place] for place in (ASKING, WAITING, FLAGGED))
    with market.days_ago(2):
        join_campaign(asking.organisation, campaign=autumn, by=asking.actor)
        post_vacancies(waiting.organisation, rows=[_draft(market, waiting, 0, occupations)], by=waiting.actor)
        words = replace(
            _draft(market, flagged, 1, occupations), requirements="能吃苦耐劳，男性优先，三十五岁以下，未婚未育。"
        )
        post_vacancies(flagged.organisation, rows=[words], by=flagged.actor)
    with market.days_ago(3):
        file_report(
            market.vacancies[REPORTED][0],
            ground="fee",
            text="上周四去面试，对方说入职前要先交三百元服装押金，离职才退。",
            code=new_code(),
            by=market.district.citizen("chen"),
        )
    _blacklist(market, occupations)


def _blacklist(market: Market, occupations: dict[str, Any]) -> None:
    barred = market.recruiters[BLACKLISTED]
    with market.days_ago(30):
        posted = post_vacancies(barred.organisation, rows=[_draft(market, barred, 0, occupations)], by=barred.actor)
        approve_vacancies([vacancy.pk for vacancy in posted], by=market.district.officers["zhao"])
    with market.days_ago(6):
        blacklist_organisation(
            barred.organisation,
            reason="经核查，向三名求职者收取岗位押金共九百元，限期退还后仍未退还。",
            document=f"集人社监字〔{market.now.year}〕18号",
            until_on=market.day(359),
            by=market.district.officers["lin"],
        )
