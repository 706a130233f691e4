"""The floor plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.fairs.actions.floor import MOST_COLUMNS, MOST_ROWS
from juxian.fairs.models import SpotKind

LINES = 2 * MOST_ROWS


class DrawForm(forms.Form):
    """A whole hall at once."""

    rows = forms.IntegerField(label=_("排数"), min_value=1, max_value=MOST_ROWS, initial=4)
    columns = forms.IntegerField(label=_("每排展位数"), min_value=1, max_value=MOST_COLUMNS, initial=8)


class SpotForm(forms.Form):
    """One square of the plan."""

    row = forms.IntegerField(label=_("第几行"), min_value=1, max_value=LINES)
    column = forms.IntegerField(label=_("第几列"), min_value=1, max_value=MOST_COLUMNS)
    kind = forms.ChoiceField(label=_("用途"), choices=SpotKind.choices)
    label = forms.CharField(label=_("编号或名称"), max_length=12)
