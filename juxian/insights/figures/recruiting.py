"""Figures of online recruiting: the campus platform since April 2022 (rules §11, rows 8 and 9), and today's list.

Participations (家次), vacancies (职位) and openings (岗位) are three measures, never added up."""

import datetime as dt

from django.db.models import Min, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.insights.figures.registry import Value, figure
from juxian.insights.figures.shapes import Shape
from juxian.insights.figures.talent import ARTICLE
from juxian.kit.excel import Column
from juxian.recruitment.queries import ledger

# The day before the report appeared: what came later is not in its numbers.
REPORTED_ON = dt.date(2023, 11, 6)
CAMPUS, NOW = _("线上校招平台"), _("今天的招聘")
TIMES, POSTS, OPENINGS = _("家次"), pgettext_lazy("vacancies", "个"), pgettext_lazy("openings", "个")

CAMPAIGNS = Shape(
    columns=(
        Column("name", _("专场")),
        Column("starts_on", _("开始"), "date"),
        Column("ends_on", _("结束"), "date"),
    ),
    public=("name", "starts_on", "ends_on"),
    read=lambda row: {"name": row.name, "starts_on": row.starts_on, "ends_on": row.ends_on},
    link=lambda row: reverse("recruitment:office_campaign", args=[row.pk]),
    public_link=lambda row: reverse("recruitment:campaign_page", args=[row.pk]),
)
PARTICIPATIONS = Shape(
    columns=(Column("campaign", _("专场")), Column("employer", _("用人单位")), Column("joined_on", _("报名"), "date")),
    public=("campaign", "employer", "joined_on"),
    read=lambda row: {
        "campaign": row.campaign.name,
        "employer": row.organisation.name,
        "joined_on": row.joined_at and row.joined_at.date(),
    },
)
VACANCIES = Shape(
    columns=(
        Column("number", _("职位编号")),
        Column("title", _("职位")),
        Column("employer", _("用人单位")),
        Column("openings", _("岗位数"), "integer"),
        Column("approved_on", _("发布日期"), "date"),
    ),
    public=("number", "title", "employer", "openings", "approved_on"),
    read=lambda row: {
        "number": row.number,
        "title": row.title,
        "employer": row.organisation.name,
        "openings": row.openings,
        "approved_on": row.approved_at and row.approved_at.date(),
    },
    link=lambda row: reverse("recruitment:office_vacancy", args=[row.pk]),
)


def first_start(rows: QuerySet) -> Value:
    return rows.aggregate(day=Min("starts_on"))["day"]


def all_openings(rows: QuerySet) -> Value:
    return rows.order_by().aggregate(openings=Sum("openings"))["openings"] or 0


@figure(
    "f08",
    label=_("线上校招平台启用"),
    group=CAMPUS,
    shape=CAMPAIGNS,
    value=first_start,
    description=_("最早一个线上招聘专场的开始日期。"),
    source=ARTICLE,
)
def campaigns() -> QuerySet:
    return ledger.campaigns_begun(REPORTED_ON)


@figure(
    "f09.participations",
    label=_("参与企业"),
    unit=TIMES,
    group=CAMPUS,
    shape=PARTICIPATIONS,
    description=_("到报道前一天（2023-11-06）为止的线上招聘专场里，每家单位每个专场算一家次。"),
    source=ARTICLE,
)
def participations() -> QuerySet:
    return ledger.participations_by(REPORTED_ON)


@figure(
    "f09.openings",
    label=_("提供岗位"),
    unit=OPENINGS,
    group=CAMPUS,
    shape=VACANCIES,
    value=all_openings,
    description=_("这些职位的招聘人数之和。"),
    source=ARTICLE,
)
@figure(
    "f09.vacancies",
    label=_("发布职位"),
    unit=POSTS,
    group=CAMPUS,
    shape=VACANCIES,
    description=_("到报道前一天为止在这些专场里审核通过的职位，已关闭的也算。"),
    source=ARTICLE,
)
def vacancies() -> QuerySet:
    return ledger.vacancies_by(REPORTED_ON)


@figure(
    "jobs.openings",
    label=_("正在招聘的岗位"),
    unit=OPENINGS,
    group=NOW,
    shape=VACANCIES,
    value=all_openings,
    description=_("今天公开的职位的招聘人数之和。"),
)
@figure(
    "jobs.vacancies",
    label=_("正在招聘的职位"),
    unit=POSTS,
    group=NOW,
    shape=VACANCIES,
    description=_("今天公开、没有到期的职位。"),
)
def open_today() -> QuerySet:
    return ledger.vacancies_open_today()
