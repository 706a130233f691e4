"""Asking about a fact, answering, and looking somebody up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm
from juxian.registers.forms.delivery import MonthField
from juxian.registers.queries.shown import ABOUT_PEOPLE
from juxian.registers.states import FactQueryState

ANSWERS = [("explain", _("数据无误，作出说明")), ("correct", _("已由报送部门更正"))]


class FactQueryForm(forms.Form):
    """What is wrong, and about which month."""

    register = forms.ChoiceField(
        choices=[(register.key, register.label) for register in ABOUT_PEOPLE], label=_("哪一类数据")
    )
    month = MonthField(required=False, label=_("涉及月份"), help_text=_("与某个月有关的请选择。"))
    question = forms.CharField(
        label=_("哪里不对"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("写清错在哪里、应当是什么、有什么可以证明。不用写证件号码。"),
    )


class FactAnswerForm(forms.Form):
    """What the office found."""

    outcome = forms.ChoiceField(choices=ANSWERS, label=_("核实结果"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("申请人会看到。")
    )


class FactQueryQuery(PageForm):
    """Filter of the list."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *FactQueryState.choices], required=False, label=_("状态"))


class LookUpForm(forms.Form):
    """Whose facts, and what for."""

    number = forms.CharField(label=_("证件号码"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    reason = forms.CharField(label=_("查询用途"), max_length=200, help_text=_("每次查询都会留下记录。"))


class RenameForm(forms.Form):
    """The name that somebody who is not registered here has now."""

    name = forms.CharField(label=_("更正后的姓名"), max_length=60)
    reason = forms.CharField(label=_("更正依据"), max_length=200)
