"""The lines of an agreement that one party writes, and what is said with them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm
from juxian.recruitment.agreeing import LONGEST_TERM, terms_of
from juxian.recruitment.states import AgreementState

LONG_TERMS = {"other_terms"}


class TermsForm(forms.Form):
    """The lines of one party."""

    def __init__(self, *args: Any, party: str, **options: Any):
        super().__init__(*args, **options)
        for term in terms_of(party):
            rows = forms.Textarea(attrs={"rows": 3}) if term.key in LONG_TERMS else forms.TextInput()
            self.fields[term.key] = forms.CharField(
                label=term.label, required=term.required, max_length=LONGEST_TERM, widget=rows
            )


class SchoolForm(forms.Form):
    """Which school signs."""

    school = forms.UUIDField(label=_("毕业院校"), widget=forms.Select)

    def __init__(self, *args: Any, schools: Any = (), **options: Any):
        super().__init__(*args, **options)
        self.fields["school"].widget.choices = [(row.pk, row.name) for row in schools]


class SignForm(forms.Form):
    """What was on the screen, and that it was read."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    has_read = forms.BooleanField(label=_("我已看过全部条款，同意签署"))


class WhyForm(forms.Form):
    """A reason that the other parties read."""

    reason = forms.CharField(label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class AgreementsQuery(PageForm):
    """Filters of agreements."""

    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部状态")), *AgreementState.choices])
    q = forms.CharField(max_length=60, required=False, label=_("姓名或拼音"))
