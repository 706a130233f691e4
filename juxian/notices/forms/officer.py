"""What officers enter about notices and objections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import QueryForm
from juxian.notices.states import NoticeState, ObjectionState


class NoticeTabForm(QueryForm):
    """Which notices a list shows; all where the address says nothing."""

    state = forms.ChoiceField(required=False, choices=NoticeState.choices, initial="")


class ObjectionTabForm(QueryForm):
    """Which objections a list shows; those that wait where the address says nothing."""

    state = forms.ChoiceField(required=False, choices=ObjectionState.choices, initial=ObjectionState.RECEIVED)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("撤回原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(forms.Form):
    """The end of a verification."""

    is_upheld = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("yes", _("异议成立，停止认定")), ("no", _("异议不成立，继续认定"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("核实经过和结论"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("会留在办理记录中。"),
    )


class RevealForm(forms.Form):
    """Why an officer wants to see who objects."""

    reason = forms.CharField(label=_("查看姓名和联系方式的理由"), max_length=200, help_text=_("会留下记录。"))
