"""Which events a report is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import EventKind
from juxian.fairs.queries.report import years_held
from juxian.kit.views import PageForm


class ReportQuery(PageForm):
    """Filters of the overall figures; they stay in the address and in the workbook."""

    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("年份"))
    kind = forms.ChoiceField(choices=[("", _("全部形式")), *EventKind.choices], required=False, label=_("形式"))

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        years = [(year, str(year)) for year in years_held()]
        self.fields["year"].choices = [("", _("全部年份")), *years]  # type: ignore[attr-defined]
