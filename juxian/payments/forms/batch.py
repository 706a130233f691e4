"""Batches: filters, a new one, its lines, and what is said at each step."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm, QueryForm
from juxian.payments.formats import bank_formats
from juxian.payments.models import Outcome
from juxian.payments.policies import policy_choices
from juxian.payments.states import BatchState, PaymentState

MONTH_FORMATS = ["%Y-%m", "%Y-%m-%d"]
LEFT_OUT = [each for each in Outcome.choices if each[0] not in (Outcome.WAITING, Outcome.PAID)]


class MonthField(forms.DateField):
    """A month as its first day."""

    def __init__(self, **options: Any):
        widget = forms.DateInput(attrs={"type": "month"}, format="%Y-%m")
        messages = {"invalid": _("请填写年月，例如 2025-03。")}
        super().__init__(input_formats=MONTH_FORMATS, widget=widget, error_messages=messages, **options)

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        return day.replace(day=1) if day else None


class BatchQuery(PageForm):
    """Filters of the list of batches."""

    q = forms.CharField(max_length=40, required=False, label=_("批次号或名称"))
    policy = forms.ChoiceField(label=_("政策"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部状态")), *BatchState.choices])
    month = MonthField(label=_("发放月份"), required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["policy"].choices = [("", _("全部政策")), *policy_choices()]  # type: ignore[attr-defined]


class PreviewQuery(QueryForm):
    """Under which policy, and in which bank's format, a new batch would be."""

    policy = forms.ChoiceField(label=_("政策"), required=False)
    bank_format = forms.ChoiceField(label=_("银行文件格式"), required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["policy"].choices = policy_choices()  # type: ignore[attr-defined]
        self.fields["bank_format"].choices = format_choices()  # type: ignore[attr-defined]


class BatchForm(forms.Form):
    """A new batch."""

    policy = forms.ChoiceField(label=_("政策"))
    month = MonthField(label=_("发放月份"))
    bank_format = forms.ChoiceField(label=_("银行文件格式"))
    title = forms.CharField(
        label=_("批次名称"),
        max_length=60,
        required=False,
        help_text=_("银行作为附言显示；不填写的，用“年月待遇发放”。"),
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["policy"].choices = policy_choices()  # type: ignore[attr-defined]
        self.fields["bank_format"].choices = format_choices()  # type: ignore[attr-defined]


class LineQuery(PageForm):
    """Filters of the lines of a batch, and of those who were left out."""

    q = forms.CharField(max_length=40, required=False, label=_("姓名、拼音或拨付编号"))
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部状态")), *PaymentState.choices])


class LeftOutQuery(PageForm):
    """Those who were left out of a batch, by reason."""

    q = forms.CharField(max_length=40, required=False, label=_("姓名或拼音"))
    outcome = forms.ChoiceField(label=_("原因"), required=False, choices=[("", _("全部原因")), *LEFT_OUT])


class ReferenceForm(forms.Form):
    """What the bank calls the batch."""

    bank_reference = forms.CharField(label=_("银行受理号"), max_length=60)


class ResolveForm(forms.Form):
    """What the bank said of a payment whose result nobody knew."""

    arrived = forms.TypedChoiceField(
        label=_("银行查询结果"),
        choices=[("yes", _("已到账")), ("no", _("未到账"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("依据"), max_length=300, help_text=_("例如银行查询回单的编号。"))


def format_choices() -> list[tuple[str, str]]:
    """Return the bank formats that are known, as (key, title)."""
    return [(key, form.title) for key, form in bank_formats().items()]
