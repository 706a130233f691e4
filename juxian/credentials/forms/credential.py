"""Looking a certificate up, narrowing the list, and why a state changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.credentials.numbers import is_number
from juxian.credentials.states import CredentialState
from juxian.kit.views import PageForm


class LookUpForm(forms.Form):
    """Two of three facts: whoever knows them has the paper or its holder before them."""

    name = forms.CharField(label=_("持证人姓名"), max_length=60, required=False)
    number = forms.CharField(
        label=_("证书编号"), max_length=24, required=False, help_text=_("例如 JMJLL-2023-5-000001L，末位是校验位。")
    )
    identity_tail = forms.RegexField(
        r"^\d{3}[\dXx]$",
        label=_("证件号码后四位"),
        required=False,
        error_messages={"invalid": _("请填写证件号码的最后四位，末位可以是 X。")},
    )

    def clean_name(self) -> str:
        return self.cleaned_data["name"].strip()

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip().upper()
        if number and not is_number(number):
            raise forms.ValidationError(_("证书编号的校验位不对，可能抄错了一位。请对照证书再输一次。"))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = [name for name in ("name", "number", "identity_tail") if data.get(name)]
        if not self.errors and len(given) < 2:
            raise forms.ValidationError(_("请在三项里至少填两项，这样别人不能凭一个名字查到您的证书。"))
        return data


class ListQuery(PageForm):
    """Filters of the office's list."""

    q = forms.CharField(max_length=60, required=False, label=_("姓名、拼音或证书编号"))
    level = forms.ChoiceField(choices=[("", _("全部等级")), *RECOGNISED_CHOICES], required=False, label=_("等级"))
    state = forms.ChoiceField(choices=[("", _("全部状态")), *CredentialState.choices], required=False, label=_("状态"))
    year = forms.IntegerField(min_value=2000, max_value=2100, required=False, label=_("发证年份"))


class ReasonForm(forms.Form):
    """Why a certificate is suspended, resumed or revoked."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("持证人和查验的人都会看到。"),
    )
