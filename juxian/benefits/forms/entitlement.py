"""The office's forms for several entitlements at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models import Entitlement
from juxian.benefits.queries.law import choices as policy_choices
from juxian.kit.views import QueryForm


class EntitlementsForm(forms.Form):
    """Several people ticked in a list; all are ticked at first."""

    entitlements = forms.ModelMultipleChoiceField(
        queryset=Entitlement.objects.none(),
        label=_("人员"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("还没有选择人员。请至少勾选一位。"),
            "invalid_choice": _("所选人员的状态已经变化。请刷新后再选。"),
        },
    )

    def __init__(self, *args: Any, rows: Sequence[Entitlement], **kwargs: Any):
        super().__init__(*args, **kwargs)
        keys = [row.pk for row in rows]
        self.fields["entitlements"].queryset = Entitlement.objects.filter(pk__in=keys)  # type: ignore[attr-defined]


class PublishForm(EntitlementsForm):
    """The title of the notice and the names on it."""

    title = forms.CharField(label=_("公示标题"), max_length=120)


class PolicyQuery(QueryForm):
    """Which benefit is handled."""

    policy = forms.ChoiceField(choices=[], required=False, label=_("待遇"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        found = policy_choices()
        self.fields["policy"].choices = found  # type: ignore[attr-defined]
        self.fields["policy"].initial = found[0][0] if found else ""
