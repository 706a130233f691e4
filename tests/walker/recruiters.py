"""One employer that recruits: a draft, its page, its place in campaigns, a sheet, a complaint; for the walker."""

import datetime as dt
import io
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from juxian.kit import clock
from juxian.kit.excel.export import export_bytes
from juxian.kit.models import Upload
from juxian.kit.uploads import accept_upload
from juxian.recruitment.actions import (
    accept_report,
    add_picture,
    blacklist_organisation,
    file_report,
    join_campaign,
    publish_campaign,
    submit_page,
    write_campaign,
    write_page,
)
from juxian.recruitment.forms.sheet import sheet_columns
from juxian.recruitment.models import (
    Blacklisting,
    Campaign,
    EmployerPage,
    PagePicture,
    Participation,
    Vacancy,
    VacancyReport,
)
from juxian.recruitment.permissions import PICTURE, SHEET
from tests.cast import Cast, Member, make_organisation
from tests.evaluation.factories import picture
from tests.recruitment.hiring import season, written

STORY = "我们做新能源汽车的精密零件，有三百名员工，住宿在厂区里，食堂两荤一素，欢迎来看。"


@dataclass
class RecruiterRows:
    """One of each. The school's campaign is that of the school which the tenant's agreement names."""

    draft: Vacancy
    page: EmployerPage
    picture: PagePicture
    campaign: Campaign
    participation: Participation
    school_campaign: Campaign
    school_participation: Participation
    sheet: Upload
    report: VacancyReport
    blacklisting: Blacklisting


def recruiter_rows(member: Member, admin: Member, teacher: Member, vacancy: Vacancy, cast: Cast) -> RecruiterRows:
    """The employer of `admin` recruits; `member` complains about its `vacancy`."""
    by, employer = admin.actor, vacancy.organisation
    name = employer.name  # a campaign and its school are public, so nothing of theirs carries the mark
    campaign = season(cast, f"{name}招聘季")
    theirs = _school_campaign(teacher, name)
    report = file_report(vacancy, ground="fee", text="面试时要求交押金三百元。", code="CODE", by=member.citizen)
    page = _page(employer, admin)
    barred = make_organisation(f"演示失信企业{name}")
    return RecruiterRows(
        draft=written(cast, by, title="草稿职位"),
        page=page,
        picture=page.pictures.get(),
        campaign=campaign,
        participation=join_campaign(employer, campaign=campaign, by=by),
        school_campaign=theirs,
        school_participation=join_campaign(employer, campaign=theirs, by=by),
        sheet=_sheet(admin),
        report=accept_report(report, by=cast.lin.actor),
        blacklisting=blacklist_organisation(
            barred, reason="多次收取求职者押金，经查属实。", document="集人社罚〔2025〕3号", by=cast.lin.actor
        ),
    )


def _page(employer: object, admin: Member) -> EmployerPage:
    page = write_page(employer, summary="做精密零件", story=STORY, by=admin.actor)
    upload = accept_upload(picture(admin.person.name), kinds=("image",), by=admin.actor, purpose=PICTURE)
    page = add_picture(page, upload=upload, caption="车间", by=admin.actor)
    return submit_page(page, by=admin.actor)


def _school_campaign(teacher: Member, name: str) -> Campaign:
    days = {"starts_on": clock.today() - dt.timedelta(days=11), "ends_on": clock.today() + dt.timedelta(days=80)}
    school = teacher.memberships["school"].organisation
    campaign = write_campaign(school, name=f"{name}院校专场", by=teacher.actor, **days)
    return publish_campaign(campaign, by=teacher.actor)


def _sheet(admin: Member) -> Upload:
    content = io.BytesIO(export_bytes(sheet_columns(), [{"title": "焊工"}]))
    file = SimpleUploadedFile("职位.xlsx", content.getvalue())
    return accept_upload(file, kinds=("excel",), by=admin.actor, purpose=SHEET)
