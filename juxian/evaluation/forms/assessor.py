"""Forms of the register of assessors and of declared interests."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.catalogue.queries import resolve_occupation
from juxian.evaluation.models import Assessor, InterestKind
from juxian.evaluation.models.assessor import MOST_CASES_A_YEAR
from juxian.kit.views import PageForm
from juxian.people.queries import person_by_key
from juxian.people.queries.employers import assessors, find_employers

DATE = forms.DateInput(attrs={"type": "date"})
BETWEEN = re.compile(r"[、,，;；\s]+")


class RegisterQuery(PageForm):
    """Filters of the register; they stay in the address."""

    q = forms.CharField(max_length=50, required=False, label=_("姓名、拼音或编号"))
    group = forms.ChoiceField(required=False, label=_("产业"))
    is_active = forms.BooleanField(required=False, label=_("只看参加抽签的"))

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("全部产业")), *groups]  # type: ignore[attr-defined]


class AssessorForm(forms.Form):
    """One line of the register. Occupations are entered by code or name, as many as there are."""

    person = forms.ChoiceField(label=_("考评员"), help_text=_("有考评员角色而还没有登记的人。"))
    level = forms.ChoiceField(label=_("技能等级"), choices=RECOGNISED_CHOICES)
    industry_groups = forms.ModelMultipleChoiceField(
        None, label=_("产业"), widget=forms.CheckboxSelectMultiple, help_text=_("只参加这些产业的评审。")
    )
    occupations = forms.CharField(
        label=_("职业"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("职业代码或名称，用顿号隔开，例如：焊工、6-18-01-01"),
    )
    employer = forms.CharField(
        label=_("工作单位"), max_length=120, required=False, help_text=_("单位全称或统一社会信用代码；没有可不填。")
    )
    valid_until_on = forms.DateField(label=_("聘期至"), widget=DATE)
    most_cases_a_year = forms.IntegerField(
        label=_("每年最多评审份数"), min_value=1, max_value=1000, initial=MOST_CASES_A_YEAR
    )
    is_active = forms.BooleanField(label=_("参加抽签"), required=False, initial=True)

    def __init__(self, *args: Any, groups: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["industry_groups"].queryset = groups  # type: ignore[attr-defined]
        known = Assessor.objects.values("person")
        people = assessors().exclude(pk__in=known)
        self.fields["person"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: Assessor, data: Any, groups: Any) -> "AssessorForm":
        """The form filled with what a line says now; the person is not asked again."""
        initial = {name: getattr(row, name) for name in ("level", "valid_until_on", "most_cases_a_year", "is_active")}
        initial["industry_groups"] = list(row.industry_groups.all())
        initial["occupations"] = "、".join(one.code for one in row.occupations.all())
        initial["employer"] = row.employer.name if row.employer else ""
        form = cls(data, groups=groups, initial=initial)
        del form.fields["person"]
        return form

    def clean_person(self) -> Any:
        return person_by_key(self.cleaned_data["person"]).first()

    def clean_occupations(self) -> list[Any]:
        return occupations_in(self.cleaned_data["occupations"])

    def clean_employer(self) -> Any:
        return employer_named(self.cleaned_data["employer"])


class InterestForm(forms.Form):
    """To whom an assessor is close."""

    kind = forms.ChoiceField(label=_("关系"), choices=InterestKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("对方姓名"), max_length=60, required=False)
    organisation = forms.CharField(
        label=_("或单位全称"), max_length=120, required=False, help_text=_("这家单位的人申报时，您不会被抽中。")
    )
    since_on = forms.DateField(label=_("从何时起"), widget=DATE, required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def clean_organisation(self) -> Any:
        return employer_named(self.cleaned_data["organisation"])


def occupations_in(text: str) -> list[Any]:
    """Return the occupations that a list of codes or names means; an unknown one is refused by name."""
    found = []
    for word in filter(None, BETWEEN.split(text)):
        occupation = resolve_occupation(word, title="") or resolve_occupation(title=word)
        if occupation is None:
            raise forms.ValidationError(_t("职业分类里没有“%(word)s”。请核对代码或名称。") % {"word": word})
        found.append(occupation)
    return found


def employer_named(text: str) -> Any:
    """Return the one employer that the text names, or None for no text."""
    if not text.strip():
        return None
    found = find_employers(text.strip())
    if len(found) != 1:
        raise forms.ValidationError(
            _t("没有找到唯一的单位“%(name)s”。请填写全称或统一社会信用代码。") % {"name": text.strip()}
        )
    return found[0]
