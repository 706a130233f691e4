"""Who looks for work today: 李晓雨 of the cast and twenty-five more, each with a profile; and a school with its
teacher."""

import datetime as dt
from typing import Any

from juxian.demo.cast import PASSWORD, District, citizen_actor
from juxian.demo.codes import demo_uscc
from juxian.demo.market import DAY, Market
from juxian.demo.pictures import licence_picture
from juxian.demo.recruiters import Recruiter
from juxian.kit.codes import synthetic_identity_number
from juxian.kit.uploads import accept_upload
from juxian.people.actions import (
    attach_licence,
    open_account,
    register_at_counter,
    register_organisation,
    submit_organisation,
    update_organisation,
    verify_organisation,
)
from juxian.people.queries.hats import actor_of
from juxian.recruitment.actions.profile import save_profile
from juxian.recruitment.queries.resumes import Resume, Schooling, Work

SCHOOL, TEACHER, TEACHERS_PHONE = "演示理工学院", "方晓岚", "13506920001"
RECRUITER, RECRUITERS_PHONE = "陈雅琪", "13615920000"  # the first of the campus platform's employers
FIRST_SERIAL = 200
NAMES = [
    "陈嘉怡",
    "林泽宇",
    "黄诗涵",
    "张子墨",
    "吴雨桐",
    "王浩宇",
    "李思颖",
    "郑凯文",
    "蔡欣然",
    "刘俊杰",
    "许静雯",
    "洪宇轩",
    "苏可馨",
    "叶子豪",
    "郭梦洁",
    "曾一鸣",
]
NAMES += ["谢佳琪", "庄明哲", "周语嫣", "邱志远", "何雨欣", "赖文博", "江晓彤", "罗天佑", "沈若琳"]
# major, wish
TRACKS = [
    ("机械制造及自动化", "数控操作调整工"),
    ("工业机器人技术", "机器人运维"),
    ("软件工程", "前端开发"),
    ("现代物流管理", "仓储和调度"),
    ("分析检验技术", "化学检验员"),
    ("旅游管理", "研学旅行指导"),
]


def found_school(market: Market) -> None:
    """Registered and verified like an employer; its person signs agreements and runs the sub-site."""
    district = market.district
    with market.days_ago(400):
        person = _person(district, TEACHER, TEACHERS_PHONE, FIRST_SERIAL, dt.date(1983, 4, 11))
        open_account(person, phone=TEACHERS_PHONE, password=PASSWORD)
        school = register_organisation(
            person, name=SCHOOL, uscc=demo_uscc(900), kind="school", is_demo=True, by=citizen_actor(person)
        )
        by = actor_of(school.memberships.get())
        school = update_organisation(
            school,
            name=SCHOOL,
            industry_code="P8341",
            street_code="350211001",
            address="集美区演示路 1 号",
            contact_name=TEACHER,
            contact_phone=TEACHERS_PHONE,
            by=by,
        )
        licence = accept_upload(licence_picture(SCHOOL), kinds=("image",), by=by, purpose="people.licence")
        school = submit_organisation(attach_licence(school, licence=licence, by=by), by=by)
        market.school = verify_organisation(school, by=district.officers["zhao"])
        market.teacher = actor_of(school.memberships.get())


def register_applicants(market: Market) -> None:
    """李晓雨 first, then the others."""
    with market.days_ago(45):
        market.persons = [market.district.persons["li"]]
        for place, name in enumerate(NAMES, start=1):
            born = dt.date(market.now.year - 23 + place % 3, 1 + place % 12, 3 + place)
            market.persons.append(
                _person(market.district, name, f"1390692{place:04d}", FIRST_SERIAL + place, born, place % 2 == 0)
            )
        market.applicants = [citizen_actor(person) for person in market.persons]
        for place, (person, by) in enumerate(zip(market.persons, market.applicants, strict=True)):
            _profile(market, place, person, by)


def give_a_recruiter_an_account(market: Market, recruiter: Recruiter) -> None:
    """One of the campus platform's employers can be tried out from the list of the demo's people."""
    with market.days_ago(400):
        open_account(recruiter.organisation.memberships.get().person, phone=recruiter.phone, password=PASSWORD)


def _profile(market: Market, place: int, person: Any, by: Any) -> None:
    major, wish = TRACKS[place % len(TRACKS)]
    year = market.now.year
    resume = Resume(
        headline=wish,
        summary=f"{major}专业，实训成绩优良，愿意从一线做起，能倒班，希望师傅带。",
        experience_years=place % 3,
        wish=f"集美区，{wish}",
        pay_from_yuan=5000 + 500 * (place % 5),
        schooling=(Schooling(SCHOOL, major, "专科" if place % 2 else "本科", f"{year - 3}-09", f"{year + 1}-06"),),
        work=(Work("演示实训中心", "实习生", f"{year}-03", f"{year}-08", "跟班实习，独立完成两个项目。"),),
        skills=(wish, "办公软件", "安全生产"),
    )
    save_profile(
        person,
        resume=resume,
        source="typed",
        street_code="350211003",
        free_from_on=(market.now + 30 * DAY).date(),
        name_shown="masked" if place % 5 == 4 else "whole",
        by=by,
    )


def _person(district: District, name: str, phone: str, serial: int, born_on: dt.date, is_female: bool = True) -> Any:
    return register_at_counter(
        district.office,
        name=name,
        identity_kind="citizen_id",
        identity_number=synthetic_identity_number(serial, born_on, "female" if is_female else "male"),
        phone=phone,
        is_demo=True,
        by=district.officers["zhao"],
    )
