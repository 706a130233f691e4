"""The Excel sheet of vacancies: its columns, reading it, and its rows for the way out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.catalogue.queries import resolve_occupation
from juxian.catalogue.queries.registers import street_choices
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, Reading, read_rows
from juxian.recruitment.actions.vacancy import _check_validity
from juxian.recruitment.forms.vacancy import BETWEEN_MAJORS
from juxian.recruitment.models import Degree, Housing, PayUnit, Perk, Shift, Vacancy, VacancyKind
from juxian.recruitment.models.vacancy import title_key
from juxian.recruitment.queries.draft import VacancyDraft
from juxian.recruitment.queries.findings import findings_in, texts_of
from juxian.recruitment.states import VacancyState

MOST_ROWS = 500
DEFAULTS = {"kind": VacancyKind.FULL_TIME, "pay_unit": PayUnit.MONTH, "pay_months": 12, "experience_years": 0}


def sheet_columns() -> list[Column]:
    """The columns of the template, the import and the export."""
    return [
        Column("title", _("职位名称"), required=True, longest=60, width=24),
        Column("occupation", _("职业（工种）"), longest=120, help=_("职业名称或者代码；没有合适的不填。"), width=22),
        Column("kind", _("用工方式"), "choice", choices=VacancyKind.choices, help=_("不填按全职。")),
        Column("openings", _("招聘人数"), "integer", required=True),
        Column("pay_low_fen", _("最低工资"), "money", required=True),
        Column("pay_high_fen", _("最高工资"), "money", required=True),
        Column("pay_unit", _("计薪方式"), "choice", choices=PayUnit.choices, help=_("不填按元/月。")),
        Column("pay_months", _("一年发几个月"), "integer", help=_("不填按12个月。")),
        Column("degree", _("学历要求"), "choice", choices=Degree.choices, help=_("不限的不填。")),
        Column("majors", _("专业"), help=_("几个专业用顿号分开；不限的不填。"), width=24),
        Column("skill_level", _("技能等级"), "choice", choices=SkillLevel.choices, help=_("不限的不填。")),
        Column("experience_years", _("工作经验（年）"), "integer"),
        Column("graduates_of_year", _("面向哪一届毕业生"), "integer", help=_("例如2025；不限的不填。")),
        Column("description", _("工作内容"), required=True, longest=3000, width=40),
        Column("requirements", _("任职要求"), longest=3000, width=40),
        Column("street_code", _("街道（镇）"), "choice", required=True, choices=street_choices()),
        Column("address", _("工作地址"), required=True, longest=200, width=30),
        Column("shift", _("班次"), "choice", choices=Shift.choices),
        Column("housing", _("住宿"), "choice", choices=Housing.choices),
        Column("perks", _("福利"), help=_("用顿号分开，例如：五险、双休。"), width=24),
        Column("contact_name", _("联系人"), longest=60),
        Column("contact_phone", _("联系电话"), "mobile", help=_("不公开。")),
        Column("valid_until_on", _("有效期至"), "date", required=True, help=_("最长180天。")),
    ]


def export_columns() -> list[Column]:
    """What goes out: the same, without the telephone number, with where each vacancy stands."""
    own = [column for column in sheet_columns() if column.key != "contact_phone"]
    return [
        Column("number", _("职位编号"), width=16),
        Column("organisation", _("用人单位"), width=30),
        Column("state", _("状态"), "choice", choices=VacancyState.choices),
        *own,
    ]


def export_row(vacancy: Vacancy) -> dict[str, Any]:
    """Return the cells of one vacancy."""
    same = {column.key: getattr(vacancy, column.key, None) for column in export_columns()}
    return same | {
        "organisation": vacancy.organisation.name,
        "occupation": vacancy.occupation.name if vacancy.occupation else "",
        "majors": "、".join(vacancy.majors),
        "perks": "、".join(str(Perk(one).label) for one in vacancy.perks),
    }


@dataclass
class Sheet:
    """A sheet as it was read: the faults, the new drafts by row, how many stand already, and what the check flagged."""

    reading: Reading
    new: dict[int, VacancyDraft] = field(default_factory=dict)
    same_count: int = 0
    flagged: list[tuple[int, list[dict[str, Any]]]] = field(default_factory=list)

    @property
    def faulty_count(self) -> int:
        return len(self.reading.faulty_numbers)


def read_sheet(file: Any, standing: Iterable[tuple[str, str]]) -> Sheet:
    """Read a sheet beside the places held already (title key, street). The same sheet again changes nothing."""
    reading = read_rows(file, sheet_columns(), max_rows=MOST_ROWS)
    sheet, held, seen = Sheet(reading), set(standing), set()
    for number, draft in list(_drafts(reading)):
        place = (title_key(draft.title), draft.street_code)
        if place in seen:
            reading.refuse(number, "title", _t("表里还有一行同名、同街道。请合成一行，把招聘人数加起来。"))
        elif place in held:
            sheet.same_count += 1
        else:
            sheet.new[number] = draft
            if found := findings_in(texts_of(draft)):
                sheet.flagged.append((number, found))
        seen.add(place)
    return sheet


def _drafts(reading: Reading) -> Iterator[tuple[int, VacancyDraft]]:
    """Yield the rows that can be vacancies; the others become faults at their cell."""
    known: dict[str, Any] = {}
    for number, row in list(reading.by_number.items()):
        try:
            yield number, _draft(row, known)
        except RuleBroken as error:
            reading.refuse(number, error.field or "", error.message)


def _draft(row: dict[str, Any], known: dict[str, Any]) -> VacancyDraft:
    words = row["occupation"]
    if words is None:
        known[words] = None
    elif words not in known:
        known[words] = resolve_occupation(words, title=words)
    if words and known[words] is None:
        raise RuleBroken(
            _t("职业分类里没有“%(word)s”。请换一个说法，或者写代码。") % {"word": words}, field="occupation"
        )
    if row["pay_low_fen"] > row["pay_high_fen"]:
        raise RuleBroken(_t("最低工资比最高工资还高。请核对后重填。"), field="pay_high_fen")
    if not (1 <= row["openings"] <= 9999 and row["pay_low_fen"] > 0):
        raise RuleBroken(_t("招聘人数要在1到9999之间，工资要大于零。请核对后重填。"), field="openings")
    _check_validity(row["valid_until_on"])
    values = {key: DEFAULTS.get(key, "") if value is None else value for key, value in row.items()}
    values["graduates_of_year"], values["contact_phone"] = row["graduates_of_year"], row["contact_phone"]
    majors = tuple(word.strip() for word in BETWEEN_MAJORS.split(values["majors"]) if word.strip())
    return VacancyDraft(**{**values, "occupation": known[words], "majors": majors, "perks": _perks(values["perks"])})


def _perks(text: str) -> tuple[str, ...]:
    by_label = {str(perk.label): perk.value for perk in Perk}
    words = [word.strip() for word in BETWEEN_MAJORS.split(text) if word.strip()]
    if unknown := [word for word in words if word not in by_label]:
        raise RuleBroken(
            _t("没有“%(word)s”这一项福利。可以写：%(all)s。") % {"word": unknown[0], "all": "、".join(by_label)},
            field="perks",
        )
    return tuple(by_label[word] for word in words)


class SheetForm(forms.Form):
    """The file."""

    file = forms.FileField(label=_("填好的 Excel 表格"), help_text=_("每次最多 500 行，不超过 10 MB。"))
