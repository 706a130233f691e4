"""A list of certificates to check."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm


class ListCheckForm(forms.Form):
    """The sheet and what it is for."""

    file = forms.FileField(
        label=_("名单（Excel）"), help_text=_("每行一个证书编号和姓名，最多 2000 行。请先下载模板。")
    )
    purpose = forms.CharField(
        label=_("查验用途"), max_length=100, help_text=_("例如：招聘入职核实。会与查验时间、查验人一起留下记录。")
    )


class VerdictQuery(PageForm):
    """Which rows of the result."""

    verdict = forms.CharField(max_length=20, required=False, initial="")
