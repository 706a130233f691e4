"""Finding payees, holding and releasing them, claiming back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm
from juxian.payments.policies import policy_choices


class PayeeSearchForm(forms.Form):
    """Words to find a payee by. Sent by POST: numbers of people never stand in an address."""

    q = forms.CharField(label=_("姓名、拼音或证件号码"), max_length=60)


class HoldQuery(PageForm):
    """Filters of the list of holds."""

    q = forms.CharField(max_length=60, required=False, label=_("姓名或拼音"))
    is_released = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("暂缓中")), ("yes", _("已恢复"))])


class HoldForm(forms.Form):
    """Under which policy, and why."""

    policy = forms.ChoiceField(label=_("政策"), required=False)
    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("审计时会看到。")
    )

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["policy"].choices = [("", _("全部政策")), *policy_choices()]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something is done to money."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("审计时会看到。")
    )
