"""Setting a year's budget."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.payments.forms.money import YuanField
from juxian.payments.policies import policy_choices


class BudgetForm(forms.Form):
    """A new version of a policy's year."""

    policy = forms.ChoiceField(label=_("政策"))
    year = forms.IntegerField(label=_("年度"), min_value=2020, max_value=2100)
    amount_fen = YuanField(label=_("预算金额（元）"))
    reason = forms.CharField(label=_("依据"), max_length=300, help_text=_("例如预算批复的文号，或调整的原因。"))

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["policy"].choices = policy_choices()  # type: ignore[attr-defined]
