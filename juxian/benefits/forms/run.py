"""Forms of runs: what to compute, the filters of lists, what an officer found of a drawn candidate."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models import SampleResult
from juxian.benefits.queries.law import choices
from juxian.benefits.states import RunState
from juxian.kit import clock
from juxian.kit.clauses import VERDICTS
from juxian.kit.views import PageForm

MONTHS_SHOWN = 25
NOTE = forms.Textarea(attrs={"rows": 3})
SAMPLES = [("", _("全部")), ("all", _("只看抽中的")), ("open", _("抽中还没有看的"))]


def recent_months() -> list[tuple[str, str]]:
    """Return this month and those before it, as a list to choose from."""
    month, found = clock.today().replace(day=1), []
    for _number in range(MONTHS_SHOWN):
        found.append((month.isoformat(), f"{month:%Y-%m}"))
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return found


class OpenForm(forms.Form):
    """Which benefit, which month."""

    policy = forms.ChoiceField(label=_("待遇"))
    month = forms.TypedChoiceField(
        label=_("月份"),
        coerce=dt.date.fromisoformat,
        help_text=_("通常选上个月：参保、名单等数据已经到齐。以前的月份会一并重算，迟到的数据自动补差。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy"].choices = choices()  # type: ignore[attr-defined]
        self.fields["month"].choices = months = recent_months()  # type: ignore[attr-defined]
        self.fields["month"].initial = months[1][0]


class DiscardForm(forms.Form):
    """Why a run is put aside."""

    reason = forms.CharField(label=_("作废的原因"), max_length=500, widget=NOTE)


class SampleForm(forms.Form):
    """What the officer found of a drawn candidate."""

    result = forms.ChoiceField(label=_("抽查结果"), choices=SampleResult.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("说明"), max_length=500, required=False, widget=NOTE, help_text=_("有疑问的必须写明是什么。")
    )


class RunQuery(PageForm):
    """Filters of the list of runs."""

    policy = forms.ChoiceField(label=_("待遇"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部状态")), *RunState.choices])
    year = forms.IntegerField(label=_("年份"), required=False, min_value=2000, max_value=2199)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy"].choices = [("", _t("全部待遇")), *choices()]  # type: ignore[attr-defined]


class FindingQuery(PageForm):
    """Filters of what a run found. `reason` is the key of a clause: a link from the counts."""

    q = forms.CharField(label=_("姓名"), max_length=60, required=False)
    verdict = forms.ChoiceField(label=_("结论"), required=False)
    reason = forms.ChoiceField(label=_("原因"), required=False)
    sample = forms.ChoiceField(label=_("抽查"), required=False, choices=SAMPLES)

    def __init__(self, *args: Any, reasons: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdicts = [(key, label) for key, (label, _tone) in VERDICTS.items()]
        self.fields["verdict"].choices = [("", _t("全部结论")), *verdicts]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [("", _t("全部原因")), *reasons]  # type: ignore[attr-defined]
