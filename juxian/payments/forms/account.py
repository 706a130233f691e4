"""Reading an account: by its owner, at the counter, and the bank's answers about many of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.errors import RuleBroken
from juxian.kit.views import PageForm
from juxian.payments.bank_numbers import BANKS, check_account_number, passes_luhn
from juxian.payments.models import AccountSource
from juxian.payments.states import AccountState


class AccountForm(forms.Form):
    """Bank, number and holder. A number whose check digit is wrong is asked about once, and taken if it was meant:
    passbooks and older accounts carry none."""

    bank_code = forms.ChoiceField(label=_("开户银行"), choices=[("", _("请选择")), *BANKS.items()])
    number = forms.CharField(
        label=_("银行账号"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("银行卡正面的数字，空格可以不填。"),
    )
    holder_name = forms.CharField(label=_("户名"), max_length=100, help_text=_("必须是本人名下的账户。"))
    is_checked = forms.BooleanField(label=_("我已逐位核对，账号没有填错"), required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_checked = data.pop("is_checked", False)
        try:
            data["number"] = check_account_number(data["number"]) if data.get("number") else ""
        except RuleBroken as error:
            self.add_error("number", error.message)
        else:
            self._doubt(data["number"], is_checked)
        return data

    def _doubt(self, digits: str, is_checked: bool) -> None:
        if not digits or is_checked or passes_luhn(digits):
            return
        self.fields["is_checked"].widget = forms.CheckboxInput()
        message = _("这个账号的校验位对不上，可能有一位填错了。请逐位核对；确认无误的，勾选后再提交。")
        self.add_error("is_checked", message)


class AccountQuery(PageForm):
    """Filters of the office's list of accounts."""

    q = forms.CharField(max_length=60, required=False, label=_("姓名、拼音或账号后四位"))
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部状态")), *AccountState.choices], required=False)
    source = forms.ChoiceField(label=_("来源"), choices=[("", _("全部来源")), *AccountSource.choices], required=False)


class CloseForm(forms.Form):
    """Why an account is not used any more."""

    reason = forms.CharField(
        label=_("停用理由"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("本人会逐字看到。例如：银行退回，账户已销户。"),
    )


class RevealForm(forms.Form):
    """Why somebody has to see the whole number."""

    reason = forms.CharField(label=_("用途"), max_length=200, help_text=_("每次查看都会留下记录。"))


class AnswerFileForm(forms.Form):
    """The bank's answer to the accounts that were sent to be checked."""

    file = forms.FileField(label=_("核对结果文件"), help_text=_("用导出的表格填上“核对结果”一列，再传回来。"))
