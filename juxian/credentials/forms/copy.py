"""Asking for another copy, deciding about it, handing papers over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import CopyReason, PaperFormat, PaperLanguage
from juxian.credentials.states import CopyRequestState
from juxian.kit.views import PageForm, QueryForm

REASONS = [(reason.value, reason.label) for reason in (CopyReason.LOST, CopyReason.DAMAGED)]


class CopyForm(forms.Form):
    """Why another copy is wanted."""

    reason = forms.ChoiceField(label=_("原因"), choices=REASONS)
    note = forms.CharField(
        label=_("说明"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如何时何地遗失。补发以后，旧的一份查验时显示“已换发”。"),
    )


class AnswerForm(forms.Form):
    """Why no copy is made."""

    answer = forms.CharField(
        label=_("不予补发的理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("持证人会看到。"),
    )


class CopyRequestQuery(PageForm):
    """Filters of the requests."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *CopyRequestState.choices], required=False, label=_("状态"))


class HandOverForm(forms.Form):
    """Who received the paper."""

    received_by = forms.CharField(label=_("领取人姓名"), max_length=100)
    received_for = forms.CharField(
        label=_("与持证人关系"), max_length=60, required=False, help_text=_("本人领取不用填；代领的写明关系。")
    )


class TakeBackForm(forms.Form):
    """Why an entry of a hand-over was a mistake."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class RenewForm(forms.Form):
    """Until when, and why."""

    expires_on = forms.DateField(label=_("有效期至"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("理由"), max_length=500, help_text=_("持证人和查验的人都会看到。"))


class PaperQuery(QueryForm):
    """Which paper is wanted."""

    paper = forms.ChoiceField(label=_("规格"), choices=PaperFormat.choices[:3], initial=PaperFormat.A4, required=False)
    language = forms.ChoiceField(
        label=_("文字"), choices=PaperLanguage.choices, initial=PaperLanguage.SIMPLIFIED, required=False
    )

    def values(self) -> dict[str, Any]:
        return {name: str(value) for name, value in super().values().items()}


class PrintForm(forms.Form):
    """How a pile is printed."""

    paper = forms.ChoiceField(label=_("规格"), choices=PaperFormat.choices)
    language = forms.ChoiceField(label=_("文字"), choices=PaperLanguage.choices)
    title = forms.CharField(label=_("名称"), max_length=120, help_text=_("例如“2025年颁证仪式”。"))
