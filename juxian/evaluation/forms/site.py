"""Sites and rooms as the exam officers enter them, one by one or as a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Method, Room
from juxian.evaluation.models.site import MOST_SEATS
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Column, Preview, Reading, preview_rows, read_rows
from juxian.kit.punctuation import listed
from juxian.people.queries import choices_of, organisation_by_uscc

MOST_ROWS = 1_000
SEPARATORS = str.maketrans("，,；;／/ ", "、" * 7)


class SiteForm(forms.Form):
    """A place where sittings are held."""

    name = forms.CharField(label=_("考点名称"), max_length=100)
    address = forms.CharField(label=_("地址"), max_length=200, help_text=_("印在准考证上，写到门牌号。"))
    street_code = forms.ChoiceField(label=_("所在街道"), required=False)
    contact = forms.CharField(label=_("联系人和电话"), max_length=100, required=False)
    organisation = forms.CharField(
        label=_("所属单位的统一社会信用代码"), max_length=18, required=False, help_text=_("单位未登记的可以不填。")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["street_code"].choices = [("", _("请选择")), *choices_of("street")]  # type: ignore[attr-defined]

    def clean_organisation(self) -> Any:
        """Return the organisation that the code names, or None."""
        uscc = self.cleaned_data["organisation"]
        found = organisation_by_uscc(uscc) if uscc else None
        if uscc and found is None:
            raise forms.ValidationError(_t("没有登记过这个信用代码的单位。请核对，或先留空。"))
        return found


class RoomForm(forms.Form):
    """A room and what it is equipped for."""

    name = forms.CharField(label=_("考场名称"), max_length=60, help_text=_("例如：第一考场、焊接车间。"))
    seat_count = forms.IntegerField(label=_("座位数"), min_value=1, max_value=MOST_SEATS)
    methods = forms.MultipleChoiceField(
        label=_("适用的考核方式"), choices=Method.choices, widget=forms.CheckboxSelectMultiple
    )


class SheetForm(forms.Form):
    """A filled-in sheet."""

    file = forms.FileField(label=_("Excel 文件"), help_text=_("先下载模板，一行一个考场。"))


class ConfirmForm(forms.Form):
    """The second step of an import."""

    is_partial = forms.BooleanField(label=_("跳过有问题的行，只导入其余的行"), required=False)


@dataclass
class SiteSheet:
    """What a file would do."""

    reading: Reading
    preview: Preview


def site_columns() -> list[Column]:
    """One list for the template, the export and the import, so that they always fit each other."""
    return [
        Column("site", _("考点名称"), required=True, longest=100, width=30),
        Column("address", _("地址"), required=True, longest=200, width=40),
        Column("street_code", _("所在街道"), "choice", choices=dict(choices_of("street"))),
        Column("contact", _("联系人和电话"), longest=100, width=24),
        Column("room", _("考场名称"), required=True, longest=60, width=20),
        Column("seat_count", _("座位数"), "integer", required=True),
        Column("methods", _("适用的考核方式"), required=True, help=_("例如：机考、笔试"), width=30),
    ]


def read_sites(file: Any) -> SiteSheet:
    """Read a file against what exists. Raises `RuleBroken` where the file as a whole cannot be used."""
    reading = read_rows(file, site_columns(), max_rows=MOST_ROWS)
    for number, row in list(reading.by_number.items()):
        try:
            reading.by_number[number] = {**row, "methods": _methods(row["methods"]), "seat_count": _seats(row)}
        except RuleBroken as error:
            reading.refuse(number, error.field or "", error.message)
    existing = {(room.site.name, room.name): _values(room) for room in Room.objects.select_related("site")}
    return SiteSheet(reading, preview_rows(reading, key=["site", "room"], existing=existing))


def site_rows(rooms: Iterable[Room]) -> Iterable[dict[str, Any]]:
    """Return rooms as rows of the sheet: what is exported can be imported again."""
    for room in rooms:
        yield {**_values(room), "methods": listed(room.method_labels)}


def _values(room: Room) -> dict[str, Any]:
    site = room.site
    return {
        "site": site.name,
        "address": site.address,
        "street_code": site.street_code or None,
        "contact": site.contact or None,
        "room": room.name,
        "seat_count": room.seat_count,
        "methods": room.methods,
    }


def _methods(text: str) -> list[str]:
    """Return the methods that the words name, in the order of the list."""
    by_label = {str(Method(method).label): method for method in Method.values}
    words = [word for word in text.translate(SEPARATORS).split("、") if word]
    unknown = [word for word in words if word not in by_label and word not in Method.values]
    if unknown:
        raise RuleBroken(
            _t("没有“%(word)s”这种考核方式。可填：%(words)s。") % {"word": unknown[0], "words": listed(by_label)},
            field="methods",
        )
    found = {by_label.get(word, word) for word in words}
    return [method for method in Method.values if method in found]


def _seats(row: dict[str, Any]) -> int:
    if not 1 <= row["seat_count"] <= MOST_SEATS:
        raise RuleBroken(_t("座位数应在 1 至 %(most)d 之间。请改正。") % {"most": MOST_SEATS}, field="seat_count")
    return int(row["seat_count"])
