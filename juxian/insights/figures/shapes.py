"""How the rows behind figures are shown: all columns to officers, some to everybody. Names leave the house masked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.codes import mask_name
from juxian.kit.excel import Column

Read = Callable[[Any], dict[str, Any]]
Link = Callable[[Any], str]


@dataclass(frozen=True)
class Shape:
    """`read` turns a row into plain values by column; `public` names the columns that everybody may see;
    `link` opens a row in the office and `public_link` for everybody."""

    columns: tuple[Column, ...]
    public: tuple[str, ...]
    read: Read
    link: Link | None = None
    public_link: Link | None = None
    names_people: bool = False

    def columns_for(self, *, is_public: bool) -> list[Column]:
        if is_public:
            return [column for column in self.columns if column.key in self.public]
        return [column for column in self.columns if column.key != MASKED.key]


MASKED = Column("masked_name", _("姓名"))
NAME = Column("name", _("姓名"))
OCCUPATION = Column("occupation", _("职业"))
LEVEL = Column("level", _("等级"))
STATE = Column("state", _("状态"))


def _level(row: Any) -> str:
    return str(row.get_level_display())


def read_application(row: Any) -> dict[str, Any]:
    return {
        "number": row.number or "",
        "name": row.applicant.name,
        "masked_name": mask_name(row.applicant.name),
        "employer": row.employer.name if row.employer else "",
        "occupation": row.item.name if row.item else "",
        "industry": row.item.industry_group.name if row.item else "",
        "level": _level(row),
        "state": str(row.get_state_display()),
        "submitted_on": row.submitted_at and row.submitted_at.date(),
        "recognised_on": row.recognised_on,
    }


APPLICATIONS = Shape(
    columns=(
        Column("number", _("申报编号")),
        MASKED,
        NAME,
        OCCUPATION,
        Column("industry", _("产业")),
        LEVEL,
        Column("employer", _("工作单位")),
        STATE,
        Column("submitted_on", _("提交日期"), "date"),
        Column("recognised_on", _("认定日期"), "date"),
    ),
    public=("masked_name", "occupation", "industry", "level", "recognised_on"),
    read=read_application,
    link=lambda row: reverse("evaluation:office_application", args=[row.pk]),
    names_people=True,
)


def read_place(row: Any) -> dict[str, Any]:
    return {
        "name": row.person.name,
        "masked_name": mask_name(row.person.name),
        "level": str(row.plan_places.get_level_display()),
        "occupation": row.application.item.name,
        "recognised_on": row.application.recognised_on,
    }


PLACES_HELD = Shape(
    columns=(MASKED, NAME, LEVEL, OCCUPATION, Column("recognised_on", _("认定日期"), "date")),
    public=("masked_name", "level", "occupation", "recognised_on"),
    read=read_place,
    link=lambda row: reverse("evaluation:office_application", args=[row.application_id]),
    names_people=True,
)

PLAN_PLACES = Shape(
    columns=(Column("plan", _("计划")), LEVEL, Column("places", _("名额"), "integer")),
    public=("plan", "level", "places"),
    read=lambda row: {"plan": row.plan.title, "level": _level(row), "places": row.places},
    link=lambda row: reverse("evaluation:office_plan"),
    public_link=lambda row: reverse("evaluation:plan"),
)

CREDENTIALS = Shape(
    columns=(
        Column("number", _("证书编号")),
        MASKED,
        NAME,
        OCCUPATION,
        LEVEL,
        Column("issued_on", _("发证日期"), "date"),
    ),
    public=("masked_name", "occupation", "level", "issued_on"),
    read=lambda row: {
        "number": row.number,
        "name": row.holder_name,
        "masked_name": mask_name(row.holder_name),
        "occupation": row.occupation_name,
        "level": _level(row),
        "issued_on": row.issued_on,
    },
    link=lambda row: reverse("credentials:office_credential", args=[row.pk]),
    names_people=True,
)

INDUSTRIES = Shape(
    columns=(Column("name", _("产业")), Column("key", _("代号"))),
    public=("name", "key"),
    read=lambda row: {"name": row.name, "key": row.key},
)

ITEMS = Shape(
    columns=(
        Column("code", _("职业代码")),
        Column("name", _("工种")),
        Column("industry", _("产业")),
        Column("levels", _("可认定等级")),
        Column("stars", _("紧缺星级"), "integer"),
    ),
    public=("code", "name", "industry", "levels", "stars"),
    read=lambda row: {
        "code": row.occupation.code,
        "name": row.name,
        "industry": row.industry_group.name,
        "levels": row.level_range,
        "stars": row.stars,
    },
    public_link=lambda row: reverse("catalogue:item_page", args=[row.edition.year, row.occupation.code]),
)

ORGANISATIONS = Shape(
    columns=(Column("name", _("单位")), Column("kind", _("类型")), Column("verified_on", _("核验日期"), "date")),
    public=("name", "kind"),
    read=lambda row: {
        "name": row.name,
        "kind": str(row.get_kind_display()),
        "verified_on": row.verified_at and row.verified_at.date(),
    },
    link=lambda row: reverse("people:organisation_detail", args=[row.pk]),
)

NOTICES = Shape(
    columns=(
        Column("title", _("公示")),
        STATE,
        Column("starts_on", _("开始"), "date"),
        Column("ends_on", _("结束"), "date"),
    ),
    public=("title", "state", "starts_on", "ends_on"),
    read=lambda row: {
        "title": row.title,
        "state": str(row.get_state_display()),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    },
    link=lambda row: reverse("notices:office_notice", args=[row.pk]),
    public_link=lambda row: reverse("notices:notice_page", args=[row.pk]),
)
