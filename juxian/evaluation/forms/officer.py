"""The office's forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import HIGHLY_SKILLED, RECOGNISED_CHOICES
from juxian.evaluation.models import Application, Channel
from juxian.evaluation.queries.application import TABS
from juxian.evaluation.states import ApplicationState
from juxian.kit.views import PageForm, QueryForm

REASON = forms.Textarea(attrs={"rows": 4})


class QueueQuery(PageForm):
    """Filters of the list; they stay in the address."""

    tab = forms.ChoiceField(choices=[(name, name) for name in TABS], required=False, widget=forms.HiddenInput)
    q = forms.CharField(max_length=50, required=False, label=_("姓名、拼音或申报编号"))
    level = forms.ChoiceField(choices=[("", _("全部等级")), *RECOGNISED_CHOICES], required=False, label=_("等级"))
    channel = forms.ChoiceField(choices=[("", _("全部渠道")), *Channel.choices], required=False, label=_("渠道"))
    year = forms.IntegerField(min_value=2000, max_value=2100, required=False, label=_("申报年份"))
    occupation = forms.CharField(max_length=20, required=False, label=_("职业代码"))
    is_overdue = forms.BooleanField(required=False, label=_("只看超期"))
    state = forms.ChoiceField(choices=[("", _("全部状态")), *ApplicationState.choices], required=False, label=_("状态"))


class EffectQuery(QueryForm):
    """The edition to compare with."""

    to = forms.UUIDField(required=False)


class ReasonForm(forms.Form):
    """A reason that the applicant will read."""

    reason = forms.CharField(
        label=_("理由"), max_length=1000, widget=REASON, help_text=_("申请人会看到。请一次说清缺什么、怎么办。")
    )


class OpinionForm(forms.Form):
    """An opinion of a reviewer."""

    opinion = forms.CharField(label=_("审核意见"), max_length=1000, widget=REASON)


class JudgementForm(forms.Form):
    """A verdict for every clause that no machine can judge."""

    VERDICTS = [("yes", _("符合")), ("no", _("不符合"))]

    def __init__(self, *args: Any, clauses: list[dict[str, Any]], judged: dict[str, Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.keys = [clause["key"] for clause in clauses]
        for clause in clauses:
            before = judged.get(clause["key"])
            self.fields[f"verdict_{clause['key']}"] = forms.ChoiceField(
                label=clause["text"],
                choices=self.VERDICTS,
                widget=forms.RadioSelect,
                required=False,
                initial=None if before is None else ("yes" if before.is_met else "no"),
            )
            self.fields[f"note_{clause['key']}"] = forms.CharField(
                label=_("依据"), max_length=300, required=False, initial=before.note if before else ""
            )

    def judgements(self) -> dict[str, tuple[bool, str]]:
        """Return the clauses that were judged."""
        data = self.cleaned_data
        return {
            key: (data[f"verdict_{key}"] == "yes", data[f"note_{key}"])
            for key in self.keys
            if data.get(f"verdict_{key}")
        }


class ApplicationsForm(forms.Form):
    """Several applications ticked in a list."""

    applications = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(),
        label=_("申报"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("还没有选择申报。请至少勾选一份。")},
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = rows  # type: ignore[attr-defined]


class PublishForm(ApplicationsForm):
    """The title of the notice and the names on it."""

    title = forms.CharField(label=_("公示标题"), max_length=120)


class PlanForm(forms.Form):
    """A new plan, with a number of places for each level that the plan counts."""

    title = forms.CharField(label=_("计划名称"), max_length=100, help_text=_("例如：金蓝领人才500培养计划"))
    document = forms.CharField(label=_("依据文件"), max_length=200, required=False)
    year_from = forms.IntegerField(label=_("从哪一年"), min_value=2000, max_value=2100)
    year_until = forms.IntegerField(label=_("到哪一年（含）"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for level in HIGHLY_SKILLED:
            label = _("%(level)s名额") % {"level": level.label}
            self.fields[f"places_{level.value}"] = forms.IntegerField(
                label=label, min_value=0, max_value=100_000, initial=0
            )

    def clean(self) -> dict[str, Any]:
        """Gather the places of the levels into one mapping."""
        data = super().clean() or {}
        counts = {level.value: data.pop(f"places_{level.value}", None) for level in HIGHLY_SKILLED}
        return {**data, "places": counts}


class PlacesForm(forms.Form):
    """The number of places of a level, and why it shall change."""

    places = forms.IntegerField(label=_("名额"), min_value=0, max_value=100_000)
    reason = forms.CharField(label=_("调整理由"), max_length=500)
