"""Claiming back: the claim, the instalments, what was paid, a waiver."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm
from juxian.payments.forms.money import YuanField
from juxian.payments.instalments import MOST_PARTS
from juxian.payments.states import RecoveryState

DAY = forms.DateInput(attrs={"type": "date"})


class RecoveryQuery(PageForm):
    """Filters of the list of recoveries."""

    q = forms.CharField(max_length=60, required=False, label=_("姓名或拼音"))
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部状态")), *RecoveryState.choices])


class ClaimForm(forms.Form):
    """Why the money has to come back, in words that the person reads."""

    reason = forms.CharField(
        label=_("追回原因"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("本人会逐字看到，通知书上也照印。"),
    )
    article = forms.CharField(
        label=_("依据条款"), max_length=200, help_text=_("文件名称和条号，例如：实施意见 第九条。")
    )


class InstalmentsForm(forms.Form):
    """In how many monthly parts, from when."""

    count = forms.IntegerField(label=_("期数"), min_value=1, max_value=MOST_PARTS, initial=6)
    first_due_on = forms.DateField(label=_("首期应还日期"), widget=DAY)


class RepaymentForm(forms.Form):
    """Money that arrived, as the bank's slip says."""

    paid_on = forms.DateField(label=_("到账日期"), widget=DAY)
    paid_fen = YuanField(label=_("金额（元）"))
    reference = forms.CharField(label=_("银行回单号"), max_length=60, required=False)


class WaiverForm(forms.Form):
    """Why the rest is let go."""

    reason = forms.CharField(label=_("免除理由和依据"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
