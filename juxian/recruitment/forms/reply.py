"""Filters of the office's list of how employers answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm
from juxian.recruitment.models import VisibilityLevel

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RepliesQuery(PageForm):
    """Which employers, and the window of the figures above them."""

    q = forms.CharField(max_length=60, required=False, label=_("单位名称或拼音"))
    visibility = forms.ChoiceField(
        label=_("职位排序"), required=False, choices=[("", _("全部")), *VisibilityLevel.choices]
    )
    since = forms.DateField(label=_("投递日期从"), required=False, widget=DAY)
    until = forms.DateField(label=_("到"), required=False, widget=DAY)
