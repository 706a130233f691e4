"""Forms of an employer's own evaluation."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.catalogue.queries.current import current_items
from juxian.evaluation.models import EmployerPlan
from juxian.evaluation.models.scheme import Method, Part
from juxian.evaluation.states import EmployerPlanState
from juxian.kit import clock
from juxian.kit.views import PageForm

DATE = forms.DateInput(attrs={"type": "date"})
TEXT = forms.Textarea(attrs={"rows": 5})
OUTSIDE = "外聘"  # untranslated: what people type
LONGEST = {"name": 60, "qualification": 100}


class EmployerPlanForm(forms.Form):
    """The whole plan on one page. Its scope: every chosen occupation at every chosen level that the catalogue lists."""

    title = forms.CharField(label=_("方案名称"), max_length=100, help_text=_("例如：2025年度焊工自主评价"))
    year = forms.IntegerField(label=_("评价年份"), min_value=2000, max_value=2100)
    items = forms.TypedMultipleChoiceField(label=_("职业"), coerce=UUID, widget=forms.CheckboxSelectMultiple)
    levels = forms.MultipleChoiceField(label=_("等级"), choices=RECOGNISED_CHOICES, widget=forms.CheckboxSelectMultiple)
    standards = forms.CharField(
        label=_("评价标准"), max_length=2000, widget=TEXT, help_text=_("依据的国家标准、行业规范或企业规范。")
    )
    standards_file = forms.FileField(label=_("标准文件（PDF）"), required=False)
    assessors = forms.CharField(
        label=_("考评人员"),
        max_length=4000,
        widget=TEXT,
        help_text=_("每行一位，依次写姓名、资格、本单位或外聘，用逗号隔开；单数，至少三位。例如：王强，高级技师，外聘"),
    )
    planned_from_on = forms.DateField(label=_("计划开始日期"), widget=DATE)
    planned_until_on = forms.DateField(label=_("计划结束日期"), widget=DATE)
    head_count = forms.IntegerField(label=_("预计人数"), min_value=1, max_value=100_000)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.found = {item.pk: item for item in current_items(clock.today())}
        self.fields["items"].choices = [(str(pk), item.name) for pk, item in self.found.items()]  # type: ignore[attr-defined]
        self.fields["year"].initial = clock.today().year
        for part in Part:
            self.fields[f"method_{part.value}"] = forms.ChoiceField(
                label=_("%(part)s的考核方式") % {"part": part.label},
                choices=[("", _("不考")), *Method.choices],
                required=False,
            )

    @classmethod
    def initial_of(cls, plan: EmployerPlan) -> dict[str, Any]:
        """Return what was filed before."""
        plain = ("title", "year", "standards", "planned_from_on", "planned_until_on", "head_count")
        occupations = {scope.occupation_id for scope in plan.scopes.all()}
        items = [item.pk for item in current_items(clock.today()) if item.occupation_id in occupations]
        lines = [f"{row.name}，{row.qualification}，{_outside_word(row.is_outside)}" for row in plan.assessors.all()]
        return {
            **{name: getattr(plan, name) for name in plain},
            **{f"method_{row.part}": row.method for row in plan.parts.all()},
            "items": items,
            "levels": sorted({scope.level for scope in plan.scopes.all()}),
            "assessors": "\n".join(lines),
        }

    def clean_assessors(self) -> list[tuple[str, str, bool]]:
        lines = [line.strip() for line in self.cleaned_data["assessors"].splitlines() if line.strip()]
        return [_assessor(number, line) for number, line in enumerate(lines, 1)]

    def content(self) -> dict[str, Any]:
        """Return the inputs of the action, without the file."""
        data = dict(self.cleaned_data)
        chosen = [self.found[pk] for pk in data.pop("items")]
        levels = data.pop("levels")
        methods = [(part.value, data.pop(f"method_{part.value}")) for part in Part]
        data.pop("standards_file")
        pairs = [(item.occupation_id, level) for item in chosen for level in levels if level in item.levels]
        return {**data, "scopes": list(dict.fromkeys(pairs)), "parts": [pair for pair in methods if pair[1]]}


class EmployerPlanQuery(PageForm):
    """The filter of the list."""

    state = forms.ChoiceField(
        choices=[("", _("全部状态")), *EmployerPlanState.choices], required=False, label=_("状态")
    )


class ResultForm(forms.Form):
    """The scores of one worker, in the plan's parts."""

    published_from_on = forms.DateField(label=_("厂内公示从哪天开始"), widget=DATE)
    published_until_on = forms.DateField(label=_("厂内公示到哪天结束"), widget=DATE)
    assessors = forms.MultipleChoiceField(
        label=_("考评人员"), widget=forms.CheckboxSelectMultiple, help_text=_("单数，至少三位。")
    )

    def __init__(self, *args: Any, plan: EmployerPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parts = [row.part for row in plan.parts.all()]
        names = [(row.name, row.name) for row in plan.assessors.all()]
        self.fields["assessors"].choices = names  # type: ignore[attr-defined]
        for part in self.parts:
            label = _("%(part)s成绩") % {"part": Part(part).label}
            self.fields[f"score_{part}"] = forms.IntegerField(label=label, min_value=0, max_value=100)
        self.order_fields([f"score_{part}" for part in self.parts])

    def content(self) -> dict[str, Any]:
        """Return the inputs of the action."""
        data = dict(self.cleaned_data)
        scores = {part: data.pop(f"score_{part}") for part in self.parts}
        return {**data, "scores": scores}


class DrawForm(forms.Form):
    """What makes the seed, and over which results the lot is cast."""

    public_text = forms.CharField(
        label=_("公开的随机数字"),
        max_length=100,
        help_text=_("当天公开、事先无人知道的数字，例如当日福彩开奖号码。它和备案号、日期合成种子，谁都能重算。"),
    )
    batch = forms.ChoiceField(label=_("在哪些结果里抽"), required=False)

    def __init__(self, *args: Any, batches: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["batch"].choices = batches  # type: ignore[attr-defined]


class CheckForm(forms.Form):
    """What a spot check found."""

    reason = forms.CharField(label=_("抽查情况"), max_length=1000, required=False, widget=TEXT)


def _assessor(number: int, line: str) -> tuple[str, str, bool]:
    parts = [part.strip() for part in line.replace("，", ",").replace("\t", ",").split(",")]
    if len(parts) != 3 or not all(parts):
        raise forms.ValidationError(
            _t("第%(number)d行要有三项：姓名，资格，本单位或外聘。请用逗号隔开。") % {"number": number}
        )
    name, qualification, place = parts
    if len(name) > LONGEST["name"] or len(qualification) > LONGEST["qualification"]:
        raise forms.ValidationError(_t("第%(number)d行的姓名或资格太长。请精简。") % {"number": number})
    return name, qualification, place in (OUTSIDE, str(_outside_word(True)))


def _outside_word(is_outside: bool) -> str:
    return _t("外聘") if is_outside else _t("本单位")
