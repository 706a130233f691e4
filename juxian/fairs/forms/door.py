"""At the door: a code, and the list of who is expected."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.fairs.states import ReservationState
from juxian.kit.views import PageForm, QueryForm


class CodeForm(forms.Form):
    """What stands on the pass; spaces and small letters do not matter."""

    code = forms.CharField(label=_("签到码"), max_length=200, help_text=_("十位字母和数字；扫到的是网址也可以。"))


class FoundCode(QueryForm):
    """The code that a scanned address brings along."""

    code = forms.CharField(max_length=200, required=False)


class PlacesQuery(PageForm):
    """Filters of the list of places."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *ReservationState.choices], required=False, label=_("状态"))
