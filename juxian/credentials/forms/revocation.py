"""Proposing to take many certificates back."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, read_rows
from juxian.kit.views import PageForm, QueryForm

NUMBER_COLUMNS = [Column("number", _("证书编号"), required=True)]


class NumbersQuery(QueryForm):
    """Numbers that were ticked in the list, handed over in the address."""

    numbers = forms.CharField(max_length=12_000, required=False)


class RevocationQuery(PageForm):
    """The page of the list."""


class RevocationForm(forms.Form):
    """Numbers typed or in a sheet, the reason, and what a new certificate says instead."""

    numbers = forms.CharField(
        label=_("证书编号"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("每行一个；也可以上传 Excel，表头为“证书编号”。两者都填的，合在一起办理。"),
    )
    file = forms.FileField(label=_("Excel 名单"), required=False)
    reason = forms.CharField(
        label=_("理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每位持证人和查验的人都会看到。"),
    )
    reissues = forms.BooleanField(
        label=_("更正后重新发证"),
        required=False,
        help_text=_("证书内容有误、人是对的：旧证书换发为新编号的证书。不勾选则撤销，不能恢复。"),
    )
    occupation_code = forms.RegexField(
        r"^\d-\d{2}-\d{2}-\d{2}$",
        label=_("更正后的职业编码"),
        required=False,
        error_messages={"invalid": _("职业编码的格式是 6-18-02-04 这样的七位数字。请对照职业分类大典再填。")},
    )
    occupation_name = forms.CharField(label=_("更正后的职业名称"), max_length=100, required=False)
    employer_name = forms.CharField(label=_("更正后的单位名称"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Put typed numbers and those of the sheet into one list."""
        data = super().clean() or {}
        numbers = [text for text in re.split(r"[\s,，;；、]+", data.get("numbers") or "") if text]
        if file := data.pop("file", None):
            numbers += self._in_sheet(file)
        data["numbers"] = numbers
        return data

    def _in_sheet(self, file: Any) -> list[str]:
        """Return the numbers of the sheet, or show its first faults at the field."""
        try:
            reading = read_rows(file, NUMBER_COLUMNS)
        except RuleBroken as error:
            self.add_error("file", error.message)
            return []
        for fault in reading.faults[:5]:
            self.add_error("file", str(fault))
        return [row["number"] for row in reading.rows]
