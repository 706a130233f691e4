"""One applicant and one employer: an application on its way to an interview, another that became an agreement; for the
walker."""

import datetime as dt
from dataclasses import dataclass

from juxian.kit import clock
from juxian.people.models import OrganisationKind
from juxian.recruitment.actions.agreement import invite_to_agreement, sign_agreement
from juxian.recruitment.actions.interview import book_interview, invite_to_interview, offer_slots
from juxian.recruitment.actions.job_application import apply_to_vacancy
from juxian.recruitment.actions.offer import accept_offer, confirm_hire, make_offer
from juxian.recruitment.actions.saved_search import save_search
from juxian.recruitment.actions.stage import add_stage
from juxian.recruitment.models import (
    Agreement,
    Interview,
    InterviewSlot,
    JobApplication,
    SavedSearch,
    Stage,
    Vacancy,
)
from juxian.recruitment.queries.agreement import first_terms, sheet_of
from tests.cast import Cast, Member, make_member, make_organisation
from tests.recruitment.applying import with_profile
from tests.recruitment.hiring import opened

PART = {"start_on": "2025-07-01", "contract_years": "3", "probation_months": "3", "penalty": "0"}


@dataclass
class ApplicantRows:
    """One of each. `teacher` signs for the school of the agreement, which all have signed."""

    vacancy: Vacancy
    application: JobApplication  # with a booked interview
    interview: Interview
    slot: InterviewSlot
    stage: Stage
    accepted: JobApplication
    hired: JobApplication
    agreement: Agreement
    teacher: Member
    search: SavedSearch


def applicant_rows(member: Member, admin: Member, cast: Cast) -> ApplicantRows:
    """The member applies to the employer of `admin`: as an electrician, as a turner, and as a fitter, which they became."""
    by = admin.actor
    vacancy, other = opened(cast, by, title="电工"), opened(cast, by, title="车工")
    with_profile(member)
    application = apply_to_vacancy(vacancy, letter=f"{member.person.name}想来", by=member.citizen)
    begin = clock.now() + dt.timedelta(days=1)
    slot = offer_slots(vacancy, kind="video", starts_at=begin, minutes=30, count=1, by=by)[0]
    interview = invite_to_interview(application, by=by)
    interview = book_interview(interview, slot=slot, by=member.citizen)
    accepted = _accepted(other, member, admin)
    agreement, teacher = _signed(accepted, member, admin)
    application.refresh_from_db()
    search = save_search(member.person, name=f"{member.person.name}的搜索", query="", by=member.citizen)
    stage = add_stage(vacancy.organisation, name="实操", kind="interviewing", by=by)
    hired = _hired(opened(cast, by, title="钳工"), member, admin)
    return ApplicantRows(vacancy, application, interview, slot, stage, accepted, hired, agreement, teacher, search)


def _accepted(vacancy: Vacancy, member: Member, admin: Member) -> JobApplication:
    application, today = apply_to_vacancy(vacancy, by=member.citizen), clock.today()
    days = {"start_on": today + dt.timedelta(days=20), "answer_by_on": today + dt.timedelta(days=7)}
    make_offer(application, post="车工", base_pay_fen=600_000, by=admin.actor, **days)
    return accept_offer(application, by=member.citizen)


def _hired(vacancy: Vacancy, member: Member, admin: Member) -> JobApplication:
    application = _accepted(vacancy, member, admin)
    confirm_hire(application, started_on=clock.today(), base_pay_fen=600_000, by=admin.actor)
    return application


def _signed(application: JobApplication, member: Member, admin: Member) -> tuple[Agreement, Member]:
    school = make_organisation(f"{application.organisation.name}的共建学院", kind=OrganisationKind.SCHOOL)
    teacher = make_member("何老师", (school, "school"))
    agreement = invite_to_agreement(application, school=school, terms=first_terms(application) | PART, by=admin.actor)
    for by in (member.citizen, admin.actor, teacher.actor):
        agreement = sign_agreement(agreement, digest=sheet_of(agreement).version.digest, by=by)
    return agreement, teacher
