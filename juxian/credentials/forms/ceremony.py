"""Ceremonies: the day, who comes, in which order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.credentials.models import Copy, Credential
from juxian.kit.views import PageForm


class CeremonyForm(forms.Form):
    """The day and the hall."""

    title = forms.CharField(label=_("名称"), max_length=100)
    held_on = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(label=_("地点"), max_length=100)
    seats_a_row = forms.IntegerField(label=_("每排座位"), min_value=1, max_value=200, initial=12)


class GuestQuery(PageForm):
    """Which certificates are offered for a ceremony."""

    q = forms.CharField(max_length=60, required=False, label=_("姓名、拼音或证书编号"))
    level = forms.ChoiceField(choices=[("", _("全部等级")), *RECOGNISED_CHOICES], required=False, label=_("等级"))
    year = forms.IntegerField(min_value=2000, max_value=2100, required=False, label=_("发证年份"))
    employer = forms.CharField(max_length=60, required=False, label=_("单位"))


class GuestForm(forms.Form):
    """Who is invited."""

    credentials = forms.ModelMultipleChoiceField(
        queryset=Credential.objects.none(),
        label=_("证书"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("还没有选择证书。请至少选择一张。")},
    )
    is_embargoed = forms.BooleanField(
        label=_("仪式当天才公布"), required=False, help_text=_("在那以前，扫码只显示“证书尚未公布”。")
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["credentials"].queryset = rows  # type: ignore[attr-defined]


class OrderForm(forms.Form):
    """A number for each entry; equal numbers keep the order that they had."""

    def __init__(self, *args: Any, entries: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.entries = list(entries)
        for entry in self.entries:
            self.fields[f"position_{entry.pk}"] = forms.DecimalField(
                label=entry.credential.holder_name,
                min_value=0,
                max_value=9999,
                decimal_places=1,
                initial=entry.position,
                widget=forms.NumberInput(attrs={"step": "0.5"}),
            )

    def order(self) -> list[Any]:
        """Return the keys of the entries by the typed numbers: 3.5 goes between the third and the fourth."""
        typed = self.cleaned_data
        wanted = sorted(self.entries, key=lambda entry: (typed[f"position_{entry.pk}"], entry.position))
        return [entry.pk for entry in wanted]


class AbsentForm(forms.Form):
    """Who did not come to the ceremony."""

    absent = forms.ModelMultipleChoiceField(
        queryset=Copy.objects.none(), label=_("没有到场的人"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = rows  # type: ignore[attr-defined]
