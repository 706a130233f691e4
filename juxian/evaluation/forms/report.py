"""What the yearly report is asked for."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.queries.forecast import PACES
from juxian.kit.views import QueryForm


def _paces() -> list[tuple[int, str]]:
    """As now stands first: it is what the page shows before anybody has chosen."""
    return [(pace, _t("目前速度的%(pace)d%%") % {"pace": pace}) for pace in sorted(PACES, key=lambda one: one != 100)]


class ReportQuery(QueryForm):
    """The year, and the pace with which the forecast carries on."""

    year = forms.IntegerField(min_value=2000, max_value=2100, required=False, widget=forms.HiddenInput)
    pace = forms.TypedChoiceField(
        choices=_paces,
        coerce=int,
        empty_value=100,
        required=False,
        label=_("按什么速度推算"),
    )
