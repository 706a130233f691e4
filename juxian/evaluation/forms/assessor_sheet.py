"""The register of assessors as a sheet: its columns, what a row means, and the register as rows again."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.evaluation.actions.assessor import AssessorDraft
from juxian.evaluation.forms.assessor import BETWEEN, employer_named, occupations_in
from juxian.evaluation.models import Assessor
from juxian.evaluation.models.assessor import MOST_CASES_A_YEAR
from juxian.evaluation.queries.assessor import register_of_assessors
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, Preview, Reading, preview_rows, read_rows
from juxian.people.queries import person_for_role
from juxian.people.queries.employers import assessors

MOST_ROWS = 1_000


class SheetForm(forms.Form):
    file = forms.FileField(label=_("Excel 文件"))


class ConfirmForm(forms.Form):
    is_partial = forms.BooleanField(label=_("跳过有问题的行，导入其余的行"), required=False)


@dataclass
class Sheet:
    """What a file would do to the register."""

    reading: Reading
    preview: Preview
    drafts: list[AssessorDraft] = field(default_factory=list)


def assessor_columns() -> list[Column]:
    """One list for template, import and export, so that they always fit each other. The document number is only read:
    an export leaves it empty and names the person by their number in the register."""
    return [
        Column("number", _("考评员编号"), help=_("修改已登记的人时填写，新登记的不填。")),
        Column("identity_number", _("证件号码"), "identity", help=_("新登记的人必填，须已有考评员角色。")),
        Column("name", _("姓名"), help=_("供核对。")),
        Column("level", _("技能等级"), "choice", required=True, choices=RECOGNISED_CHOICES),
        Column("industry_groups", _("产业"), required=True, help=_("产业名称，用顿号隔开。"), width=30),
        Column("occupations", _("职业"), help=_("职业代码或名称，用顿号隔开。"), width=40, longest=2000),
        Column("employer", _("工作单位"), help=_("全称或统一社会信用代码。"), width=36),
        Column("valid_until_on", _("聘期至"), "date", required=True),
        Column("most_cases_a_year", _("每年最多评审份数"), "integer"),
        Column("is_active", _("参加抽签"), "boolean"),
    ]


def assessor_rows(rows: Iterable[Assessor]) -> Iterable[dict[str, Any]]:
    """Return the register as rows of the sheet: what is exported can be imported again."""
    for row in rows:
        yield {
            "number": row.number,
            "identity_number": "",
            "name": row.person.name,
            "level": row.level,
            "industry_groups": "、".join(group.name for group in row.industry_groups.all()),
            "occupations": "、".join(one.code for one in row.occupations.all()),
            "employer": row.employer.name if row.employer else "",
            "valid_until_on": row.valid_until_on,
            "most_cases_a_year": row.most_cases_a_year,
            "is_active": row.is_active,
        }


def read_sheet(file: Any, groups: Mapping[str, Any]) -> Sheet:
    """Read a file against the register. `groups`: names of industry groups → ids."""
    reading = read_rows(file, assessor_columns(), max_rows=MOST_ROWS)
    register = {row.number: row for row in register_of_assessors()}
    people = {person.pk for person in assessors()}
    drafts: dict[int, AssessorDraft] = {}
    for number, row in list(reading.by_number.items()):
        try:
            drafts[number] = _draft(row, groups, register, people)
            reading.by_number[number] = row | _compared(drafts[number])
        except RuleBroken as error:
            reading.refuse(number, error.field or "", error.message)
    existing = {(str(row.person_id),): _compared(_draft_from(row)) for row in register.values()}
    preview = preview_rows(reading, key=["person_id"], existing=existing)
    return Sheet(reading, preview, [drafts[number] for number in reading.by_number])


def _draft(row: Mapping[str, Any], groups: Mapping[str, Any], register: Any, people: set[Any]) -> AssessorDraft:
    employer = _field("employer", employer_named, row.get("employer") or "")
    occupations = _field("occupations", occupations_in, row.get("occupations") or "")
    most, is_active = row.get("most_cases_a_year"), row.get("is_active")
    return AssessorDraft(
        person_id=_person_id(row, register, people),
        industry_group_ids=_group_ids(row["industry_groups"], groups),
        occupation_ids=tuple(sorted((one.pk for one in occupations), key=str)),
        level=row["level"],
        valid_until_on=row["valid_until_on"],
        employer_id=employer.pk if employer else None,
        most_cases_a_year=MOST_CASES_A_YEAR if most is None else _positive(most),
        is_active=True if is_active is None else is_active,
    )


def _draft_from(row: Assessor) -> AssessorDraft:
    return AssessorDraft(
        person_id=row.person_id,
        industry_group_ids=tuple(sorted((one.pk for one in row.industry_groups.all()), key=str)),
        occupation_ids=tuple(sorted((one.pk for one in row.occupations.all()), key=str)),
        level=row.level,
        valid_until_on=row.valid_until_on,
        employer_id=row.employer_id,
        most_cases_a_year=row.most_cases_a_year,
        is_active=row.is_active,
    )


def _compared(draft: AssessorDraft) -> dict[str, Any]:
    values = asdict(draft) | {"person_id": str(draft.person_id)}
    return {name: str(value) for name, value in values.items()}


def _person_id(row: Mapping[str, Any], register: Mapping[str, Assessor], people: set[Any]) -> Any:
    """By number for those in the register, by document for a new one."""
    if number := row.get("number"):
        if number not in register:
            raise RuleBroken(_t("名册里没有编号“%(number)s”。请核对。") % {"number": number}, field="number")
        return register[number].person_id
    person = person_for_role(row.get("identity_number") or "")
    if person is None or person.pk not in people:
        raise RuleBroken(_t("这个证件号码没有在任的考评员。请先授予考评员角色，再导入。"), field="identity_number")
    return person.pk


def _group_ids(text: str, groups: Mapping[str, Any]) -> tuple[Any, ...]:
    words = [word for word in BETWEEN.split(text) if word]
    unknown = [word for word in words if word not in groups]
    if unknown or not words:
        names = "、".join(groups)
        raise RuleBroken(
            _t("没有“%(word)s”这个产业。可以填：%(names)s。") % {"word": "、".join(unknown), "names": names},
            field="industry_groups",
        )
    return tuple(sorted((groups[word] for word in words), key=str))


def _positive(number: int) -> int:
    if not 1 <= number <= 1000:
        raise RuleBroken(_t("每年最多评审份数应在 1 至 1000 之间。请改正。"), field="most_cases_a_year")
    return number


def _field(name: str, read: Any, text: str) -> Any:
    """Read a cell as the form does; its refusal names the column."""
    try:
        return read(text)
    except forms.ValidationError as error:
        raise RuleBroken(error.messages[0], field=name) from error
