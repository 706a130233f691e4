"""Explaining an absence, and deciding about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.fairs.states import BarringState
from juxian.kit.views import PageForm


class BarringQuery(PageForm):
    """Filters of the list of barrings."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *BarringState.choices], required=False, label=_("状态"))


class ExplanationForm(forms.Form):
    """Why one did not come."""

    explanation = forms.CharField(
        label=_("书面说明"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写清楚哪一次、为什么没有到场，今后怎样避免。"),
    )


class BarringAnswerForm(forms.Form):
    """What the barred person or employer reads."""

    answer = forms.CharField(
        label=_("审核意见"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
