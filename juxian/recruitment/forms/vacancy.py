"""What an employer writes about a vacancy, and the filters of the lists."""

import datetime as dt
import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.catalogue.queries import resolve_occupation
from juxian.catalogue.queries.registers import street_choices
from juxian.kit import clock
from juxian.kit.views import PageForm
from juxian.recruitment.actions.vacancy import LONGEST_DAYS
from juxian.recruitment.forms.money import FEN, PayField
from juxian.recruitment.models import Degree, Housing, PayUnit, Perk, Shift, Vacancy, VacancyKind
from juxian.recruitment.queries.draft import PLAIN, VacancyDraft
from juxian.recruitment.states import VacancyState

LONG = forms.Textarea(attrs={"rows": 6})
BETWEEN_MAJORS = re.compile(r"[,，、;；\n]+")
MOST_MAJORS = 20
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Fields of the form that a draft takes as they are.
SAME = tuple(name for name in PLAIN if name not in ("pay_low_fen", "pay_high_fen", "majors", "perks"))


def days_ahead(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


class VacancyForm(forms.Form):
    """One vacancy. A draft needs only what the table cannot do without; the rest is asked for when it is handed in."""

    title = forms.CharField(label=_("职位名称"), max_length=60, min_length=2)
    occupation = forms.CharField(required=False)
    occupation_text = forms.CharField(
        label=_("别的职业（工种）"),
        max_length=120,
        required=False,
        help_text=_("上面没有合适的，写职业名称或者代码，例如“焊工”“6-18-02-04”。"),
    )
    kind = forms.ChoiceField(label=_("用工方式"), choices=VacancyKind.choices)
    participation = forms.ChoiceField(label=_("放进哪个专场"), required=False)
    openings = forms.IntegerField(label=_("招聘人数"), min_value=1, max_value=9999)
    pay_low = PayField(label=_("最低工资（元）"))
    pay_high = PayField(label=_("最高工资（元）"))
    pay_unit = forms.ChoiceField(label=_("计薪方式"), choices=PayUnit.choices)
    pay_months = forms.IntegerField(label=_("一年发几个月"), min_value=1, max_value=24, initial=12)
    degree = forms.ChoiceField(label=_("学历要求"), choices=[("", _("不限")), *Degree.choices], required=False)
    majors = forms.CharField(
        label=_("专业"), max_length=500, required=False, help_text=_("几个专业用顿号分开；不限的不填。")
    )
    skill_level = forms.ChoiceField(label=_("技能等级"), choices=[("", _("不限")), *SkillLevel.choices], required=False)
    experience_years = forms.IntegerField(label=_("工作经验（年）"), min_value=0, max_value=30, initial=0)
    graduates_of_year = forms.IntegerField(label=_("面向哪一届毕业生"), min_value=2000, max_value=2100, required=False)
    description = forms.CharField(
        label=_("工作内容"), max_length=3000, required=False, widget=LONG, help_text=_("每天做什么，用什么设备。")
    )
    requirements = forms.CharField(
        label=_("任职要求"),
        max_length=3000,
        required=False,
        widget=LONG,
        help_text=_("写要会什么，不写性别、婚育、民族、户籍。"),
    )
    street_code = forms.ChoiceField(label=_("街道（镇）"))
    address = forms.CharField(label=_("工作地址"), max_length=200, required=False)
    shift = forms.ChoiceField(label=_("班次"), choices=[("", _("不说明")), *Shift.choices], required=False)
    housing = forms.ChoiceField(label=_("住宿"), choices=[("", _("不提供")), *Housing.choices], required=False)
    perks = forms.MultipleChoiceField(
        label=_("福利"), choices=Perk.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    contact_name = forms.CharField(label=_("联系人"), max_length=60, required=False)
    contact_phone = forms.CharField(
        label=_("联系电话"), max_length=20, required=False, help_text=_("不公开，只给您邀请面试的人看。")
    )
    source_name = forms.CharField(
        label=_("信息来源"), max_length=120, required=False, help_text=_("转发其他平台的职位时填写平台名称。")
    )
    valid_until_on = forms.DateField(
        label=_("有效期至"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("最长180天，到期自动关闭。")
    )

    def __init__(self, *args: Any, participations: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["street_code"].choices = street_choices()
        self._participations = {str(row.pk): row for row in participations}
        places = [(key, row.campaign.name) for key, row in self._participations.items()]
        self.fields["participation"].choices = [("", _("不放进专场")), *places]
        self.fields["valid_until_on"].initial = days_ahead(LONGEST_DAYS // 2)
        if not places:
            del self.fields["participation"]

    def clean_contact_phone(self) -> str | None:
        text = self.cleaned_data["contact_phone"].strip()
        return text or None

    def clean_majors(self) -> tuple[str, ...]:
        words = [word.strip() for word in BETWEEN_MAJORS.split(self.cleaned_data["majors"])]
        return tuple(dict.fromkeys(word[:120] for word in words if word))[:MOST_MAJORS]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        low, high = values.get("pay_low"), values.get("pay_high")
        if low and high and low > high:
            self.add_error("pay_high", _t("最高工资比最低工资还低。请核对后重填。"))
        typed = values.get("occupation_text") or ""
        wanted = typed or values.get("occupation") or ""
        values["occupation"] = resolve_occupation(wanted, title=typed) if wanted else None
        if typed and values["occupation"] is None:
            self.add_error(
                "occupation_text", _t("职业分类里没有“%(word)s”。请换一个说法，或者从建议里选。") % {"word": typed}
            )
        return values

    def draft(self) -> VacancyDraft:
        """Return what was written; only after `is_valid`."""
        values = self.cleaned_data
        return VacancyDraft(
            title=values["title"],
            occupation=values["occupation"],
            pay_low_fen=values["pay_low"],
            pay_high_fen=values["pay_high"],
            majors=values["majors"],
            perks=tuple(values["perks"]),
            **{name: values[name] for name in SAME},
        )

    def participation_row(self) -> Any:
        """Return the chosen place in a campaign, or None."""
        return self._participations.get(self.cleaned_data.get("participation") or "")


def initial_of(vacancy: Vacancy) -> dict[str, Any]:
    """Return what the form shows of a vacancy."""
    values = {name: getattr(vacancy, name) for name in SAME if name != "contact_phone"}
    return values | {
        "title": vacancy.title,
        "occupation": vacancy.occupation.code if vacancy.occupation else "",
        "participation": str(vacancy.participation_id or ""),
        "pay_low": vacancy.pay_low_fen // FEN,
        "pay_high": vacancy.pay_high_fen // FEN,
        "majors": "、".join(vacancy.majors),
        "perks": vacancy.perks,
        "contact_phone": vacancy.contact_phone.open() if vacancy.contact_phone else "",
    }


class CheckForm(forms.Form):
    """The texts of a vacancy while somebody writes it. Nothing is refused and nothing is kept."""

    title = forms.CharField(required=False, max_length=200)
    description = forms.CharField(required=False, max_length=6000)
    requirements = forms.CharField(required=False, max_length=6000)
    address = forms.CharField(required=False, max_length=400)
    occupation = forms.CharField(required=False, max_length=20)

    def values(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class ValidityForm(forms.Form):
    """A new last day."""

    valid_until_on = forms.DateField(label=_("有效期至"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["valid_until_on"].initial = days_ahead(LONGEST_DAYS // 2)


class ReasonForm(forms.Form):
    """Why something is returned, taken down or declined; the other side reads it word for word."""

    reason = forms.CharField(
        label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("用人单位会看到。")
    )


class VacancyQuery(PageForm):
    """The filters of a list of vacancies."""

    q = forms.CharField(label=_("搜索"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部状态")), *VacancyState.choices], required=False)
    kind = forms.ChoiceField(label=_("用工方式"), choices=[("", _("全部方式")), *VacancyKind.choices], required=False)


class OfficeVacancyQuery(VacancyQuery):
    """Officers also look for what the check found."""

    flagged = forms.ChoiceField(label=_("检查结果"), choices=[("", _("全部")), ("1", _("可能违法的"))], required=False)


class TickedForm(forms.Form):
    """The rows that were ticked in a list; what is no key is left out."""

    def keys(self) -> list[UUID]:
        """Return at most 500 keys."""
        texts = self.data.getlist("ids")[:500]
        return [UUID(text) for text in texts if KEY.fullmatch(text)]
