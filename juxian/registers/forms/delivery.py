"""Sending a file in, taking it in, and finding it again."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.excel import Reading, read_rows
from juxian.kit.views import PageForm
from juxian.registers.kinds import CHOICES, REGISTERS
from juxian.registers.models import Delivery
from juxian.registers.states import DeliveryState

MOST_ROWS, MOST_CSV_ROWS = 20_000, 100_000


def read_delivery(delivery: Delivery) -> Reading:
    """Read the file of a delivery. Raises `RuleBroken` where the file as a whole cannot be used."""
    return read_rows(delivery.upload, delivery.kind.columns, max_rows=MOST_ROWS, csv_rows=MOST_CSV_ROWS)


class MonthField(forms.DateField):
    """A month; its first day in Python."""

    def __init__(self, **options: Any):
        widget = forms.DateInput(attrs={"type": "month"}, format="%Y-%m")
        super().__init__(input_formats=["%Y-%m"], widget=widget, **options)

    def clean(self, value: Any) -> dt.date | None:
        month = super().clean(value)
        return month.replace(day=1) if month else None


class DeliveryForm(forms.Form):
    """Which register, which month, which file."""

    register = forms.ChoiceField(choices=CHOICES, label=_("数据种类"))
    month = MonthField(
        required=False,
        label=_("所属月份"),
        help_text=_("按月报送的（社会保险缴费、租房补贴发放）要选，其余不选。"),
    )
    file = forms.FileField(
        label=_("文件"),
        help_text=_("Excel（.xlsx，最多 2 万行）或 CSV（最多 10 万行）。先检查、给您预览，确认了才导入。"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        register = REGISTERS.get(data.get("register", ""))
        if register and register.is_monthly and not data.get("month") and "month" not in self.errors:
            self.add_error("month", _("这种数据按月报送，请选择所属月份。"))
        return data


class TakeInForm(forms.Form):
    """What to do where some rows are wrong."""

    mode = forms.ChoiceField(
        label=_("有问题的行怎么办"),
        choices=[("right", _("先导入没有问题的行")), ("whole", _("全部没有问题才导入"))],
        initial="right",
        widget=forms.RadioSelect,
    )


class WithdrawForm(forms.Form):
    """Why a file counts no longer."""

    reason = forms.CharField(
        label=_("撤销原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("数据行保留备查，从现在起不再作为依据；依据它们算出的补贴会重新核算。"),
    )


class DeliveryQuery(PageForm):
    """Filters of the list."""

    register = forms.ChoiceField(choices=[("", _("全部种类")), *CHOICES], required=False, label=_("数据种类"))
    state = forms.ChoiceField(choices=[("", _("全部状态")), *DeliveryState.choices], required=False, label=_("状态"))


class RegisterQuery(forms.Form):
    """Which register an address is about."""

    register = forms.ChoiceField(choices=CHOICES)
