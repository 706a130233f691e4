"""What is entered on the day of a sitting, on a phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import LogKind
from juxian.evaluation.violations import VIOLATIONS

NOTE = forms.Textarea(attrs={"rows": 3})


class CodeForm(forms.Form):
    """A ticket's code: typed, read by a scanner that types, or an address that ends with it."""

    code = forms.CharField(
        label=_("准考证码"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("十一位字母和数字，在准考证二维码下面。"),
    )


class ViolationForm(forms.Form):
    """What was seen."""

    code = forms.ChoiceField(label=_("违纪情形"), choices=[("", _("请选择")), *VIOLATIONS.items()])
    note = forms.CharField(label=_("经过"), max_length=300, widget=NOTE, help_text=_("写明时间、看到什么、怎么处理。"))


class LogForm(forms.Form):
    """A line of the log."""

    KINDS = [(kind.value, kind.label) for kind in (LogKind.NOTE, LogKind.INCIDENT)]
    kind = forms.ChoiceField(label=_("类别"), choices=KINDS)
    text = forms.CharField(label=_("内容"), max_length=500, widget=NOTE)
