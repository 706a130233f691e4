"""Figures of recruitment events (rules §11, row 12). Four measures that are never added up."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.fairs.queries import ledger
from juxian.insights.figures.registry import figure
from juxian.insights.figures.shapes import Shape
from juxian.insights.figures.talent import ARTICLE
from juxian.kit.excel import Column

GROUP = _("招聘活动")
YEAR = 2023  # of the article
PARTICIPATION, PERSON_TIME = _("家次"), _("人次")
EVENT, ON = Column("event", _("活动")), Column("on", _("日期"), "date")


def _link(event: Any) -> str:
    return reverse("fairs:event", args=[event.pk])


def _day(instant: Any) -> Any:
    return timezone.localtime(instant).date()


EVENTS = Shape(
    columns=(EVENT, Column("kind", _("形式")), Column("host", _("举办单位")), ON),
    public=("event", "kind", "host", "on"),
    read=lambda row: {
        "event": row.title,
        "kind": str(row.get_kind_display()),
        "host": row.host.name,
        "on": _day(row.starts_at),
    },
    public_link=_link,
)
PARTICIPATIONS = Shape(
    columns=(EVENT, Column("employer", _("单位")), ON),
    public=("event", "employer", "on"),
    read=lambda row: {"event": row.event.title, "employer": row.organisation.name, "on": _day(row.event.starts_at)},
    public_link=lambda row: _link(row.event),
)
VISITS = Shape(
    columns=(EVENT, Column("source", _("方式")), ON, Column("minutes", _("分钟"), "integer")),
    public=("event", "source", "on"),
    read=lambda row: {
        "event": row.event.title,
        "source": str(row.get_source_display()),
        "on": _day(row.came_at),
        "minutes": row.minutes,
    },
)
OFFERED = Shape(
    columns=(
        EVENT,
        Column("employer", _("单位")),
        Column("vacancy", _("职位")),
        Column("openings", _("岗位"), "integer"),
    ),
    public=("event", "employer", "vacancy", "openings"),
    read=lambda row: {
        "event": row.booth.event.title,
        "employer": row.booth.organisation.name,
        "vacancy": row.vacancy.title,
        "openings": row.openings,
    },
)


def openings(rows: QuerySet) -> int:
    """The sum of what was wanted, not the number of posts."""
    return rows.aggregate(total=Sum("openings"))["total"] or 0


@figure(
    "f12",
    label=_("云招聘活动"),
    unit=_("场"),
    group=GROUP,
    shape=EVENTS,
    description=_("2023年举行的空中宣讲、直播带岗和线上双选会。"),
    source=ARTICLE,
)
def cloud_events() -> QuerySet:
    return ledger.held(year=YEAR, is_online=True)


@figure(
    "f12.participations",
    label=_("云招聘参会单位"),
    unit=PARTICIPATION,
    group=GROUP,
    shape=PARTICIPATIONS,
    description=_("2023年云招聘活动中确认参会的单位，参加几场计几家次。"),
    source=ARTICLE,
)
def cloud_participations() -> QuerySet:
    return ledger.participations(cloud_events())


@figure(
    "f12.person_times",
    label=_("云招聘参加"),
    unit=PERSON_TIME,
    group=GROUP,
    shape=VISITS,
    description=_("2023年云招聘活动的参加人次，同一人在同一场只计一次。"),
    source=ARTICLE,
)
def cloud_person_times() -> QuerySet:
    return ledger.person_times(cloud_events())


@figure(
    "fairs.events",
    label=_("累计招聘活动"),
    unit=_("场"),
    group=GROUP,
    shape=EVENTS,
    description=_("举行过或正在举行的全部招聘活动，线上和现场都算。"),
)
def all_events() -> QuerySet:
    return ledger.held()


@figure(
    "fairs.openings",
    label=_("招聘活动提供岗位"),
    unit=pgettext_lazy("openings", "个"),
    group=GROUP,
    shape=OFFERED,
    value=openings,
    description=_("各场活动展出的职位当时招聘的人数之和；一个职位在几场展出，每场各计一次。"),
)
def all_openings() -> QuerySet:
    return ledger.offered(ledger.held())
