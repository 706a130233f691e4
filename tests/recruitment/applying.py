"""Small scenes of applying: a profile, an application, an interview with a time, an offer that was accepted."""

import datetime as dt
from typing import Any

from juxian.kit import clock
from juxian.people.models import Organisation, OrganisationKind
from juxian.recruitment.actions.candidate import screen_application
from juxian.recruitment.actions.interview import book_interview, invite_to_interview, offer_slots
from juxian.recruitment.actions.job_application import apply_to_vacancy
from juxian.recruitment.actions.offer import accept_offer, make_offer
from juxian.recruitment.actions.profile import save_profile
from juxian.recruitment.models import Interview, InterviewSlot, JobApplication, Profile, Vacancy
from juxian.recruitment.resume.shape import Resume, Schooling, Work
from tests.cast import Cast, Member, actor_for, citizen_actor, make_membership, make_organisation, make_person
from tests.recruitment.hiring import opened

TOMORROW = dt.datetime(2025, 3, 13, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
RESUME = Resume(
    headline="机械设计",
    summary="会画图。",
    experience_years=1,
    schooling=(Schooling("集美大学", "机械工程", "本科", "2021-09", "2025-06"),),
    work=(Work("演示海港装备有限公司", "实习生", "2024-07", "2024-09"),),
    skills=("SolidWorks",),
)


def with_profile(member: Member, **changes: Any) -> Profile:
    return save_profile(member.person, resume=RESUME, source="typed", by=member.citizen, **changes)


def applied(cast: Cast, member: Member | None = None, vacancy: Vacancy | None = None, **how: Any) -> JobApplication:
    """李同学 has applied to a welder's post of 王经理's employer."""
    member, vacancy = member or cast.li, vacancy or opened(cast)
    if not Profile.objects.filter(person=member.person).exists():
        with_profile(member)
    return apply_to_vacancy(vacancy, by=member.citizen, **how)


def screened(cast: Cast) -> JobApplication:
    return screen_application(applied(cast), by=cast.wang.actor)


def slots(cast: Cast, vacancy: Vacancy, **changes: Any) -> list[InterviewSlot]:
    how = {"kind": "video", "starts_at": TOMORROW, "minutes": 30, "count": 2, **changes}
    return offer_slots(vacancy, by=cast.wang.actor, **how)


def invited(cast: Cast, **changes: Any) -> Interview:
    application = applied(cast)
    slots(cast, application.vacancy, **changes)
    return invite_to_interview(application, message="请带上作品", by=cast.wang.actor)


def booked(cast: Cast, **changes: Any) -> Interview:
    interview = invited(cast, **changes)
    slot = InterviewSlot.objects.order_by("starts_at").first()
    return book_interview(interview, slot=slot, by=cast.li.citizen)


def offered(cast: Cast) -> JobApplication:
    application = applied(cast)
    promise = {
        "base_pay_fen": 600_000,
        "start_on": clock.today() + dt.timedelta(days=26),
        "answer_by_on": clock.today() + dt.timedelta(days=7),
    }
    make_offer(application, post="机械设计", by=cast.wang.actor, **promise)
    return JobApplication.objects.get(pk=application.pk)


def accepted(cast: Cast) -> JobApplication:
    return accept_offer(offered(cast), by=cast.li.citizen)


def school(name: str = "演示理工学院") -> tuple[Organisation, Member]:
    """A verified school and 何老师 of its employment office."""
    place = make_organisation(name, kind=OrganisationKind.SCHOOL)
    person = make_person("何老师")
    held = make_membership(person, place, "school")
    member = Member(person, {"citizen": citizen_actor(person)}, {"school": held})
    member.actors["school"] = actor_for(person, place, "school")
    return place, member
