"""The books of a period, for the finance system."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.payments.policies import policy_choices

DAY = forms.DateInput(attrs={"type": "date"})


class VoucherForm(forms.Form):
    """From when until when, under which policy, in which kind of file."""

    since = forms.DateField(label=_("开始日期"), widget=DAY)
    until = forms.DateField(label=_("结束日期"), widget=DAY)
    policy = forms.ChoiceField(label=_("政策"), required=False)
    layout = forms.ChoiceField(label=_("文件种类"), choices=[("xlsx", "Excel"), ("csv", "CSV")])

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["policy"].choices = [("", _("全部政策")), *policy_choices()]  # type: ignore[attr-defined]
