"""Forms of appeals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.states import AppealState
from juxian.kit.views import PageForm


class AppealForm(forms.Form):
    """Why the applicant thinks the panel was wrong."""

    reasons = forms.CharField(
        label=_("申诉理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("请写清哪一点评得不对、依据在哪份材料里。复评的评审组看不到您的姓名和单位。"),
    )


class AnswerForm(forms.Form):
    """Why an appeal is not taken up."""

    answer = forms.CharField(
        label=_("不予受理的理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("申请人会看到。"),
    )


class AppealQuery(PageForm):
    """Filters of the list."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *AppealState.choices], required=False, label=_("状态"))
