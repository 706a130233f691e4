"""An employer's forms about its staff."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.staff import StaffLine
from juxian.benefits.models import Entitlement
from juxian.kit.excel import Column, read_rows

STAFF = [
    Column("key", _("编号"), required=True, longest=36, help=_("请勿改动，按它对应到人。"), width=38),
    Column("name", _("姓名")),
    Column("policy", _("待遇"), width=28),
    Column("state", _("状态")),
    Column("is_here", _("仍在岗"), "boolean", help=_("仍在本单位的填“是”，已离职的填“否”；没有核对的不填。")),
    Column("left_on", _("离职日期"), "date", help=_("填“否”的必须写，例如 2025-03-05。")),
]


class StaffForm(forms.Form):
    """Who of the list is still there."""

    entitlements = forms.ModelMultipleChoiceField(
        queryset=Entitlement.objects.none(),
        label=_("员工"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("还没有勾选员工。请至少勾选一位。"),
            "invalid_choice": _("名单已经变化。请刷新后再选。"),
        },
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["entitlements"].queryset = rows  # type: ignore[attr-defined]


class DepartureForm(forms.Form):
    """When somebody left."""

    left_on = forms.DateField(label=_("离职日期"), widget=forms.DateInput(attrs={"type": "date"}))


class StaffSheetForm(forms.Form):
    """The filled sheet. `cleaned_data["lines"]` is what it says; a fault anywhere refuses the whole sheet."""

    file = forms.FileField(label=_("填好的在岗表"), help_text=_("用本页下载的表填写，Excel 文件。"))
    MOST_SHOWN = 5

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "file" not in data:
            return data
        reading = read_rows(data["file"], STAFF)
        for number, row in list(reading.by_number.items()):
            if blame := _fault(row):
                reading.refuse(number, *blame)
        for fault in reading.faults[: self.MOST_SHOWN]:
            self.add_error("file", str(fault))
        lines = [_line(row) for row in reading.rows if row["is_here"] is not None]
        if not reading.faults and not lines:
            self.add_error("file", _t("表里没有填“仍在岗”的行。请在这一列填“是”或“否”后再传。"))
        return {"lines": lines}


def _fault(row: dict[str, Any]) -> tuple[str, str] | None:
    """Return the column to blame and why, or None."""
    try:
        UUID(row["key"])
    except ValueError:
        return "key", _t("编号被改动过，对应不到人。请重新下载表格。")
    if row["is_here"] is False and row["left_on"] is None:
        return "left_on", _t("已离职的要写离职日期。")
    if row["is_here"] is not False and row["left_on"] is not None:
        return "is_here", _t("写了离职日期的，“仍在岗”要填“否”。")
    return None


def _line(row: dict[str, Any]) -> StaffLine:
    return StaffLine(UUID(row["key"]), bool(row["is_here"]), row["left_on"])
