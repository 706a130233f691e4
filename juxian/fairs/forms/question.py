"""Questions and answers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class QuestionForm(forms.Form):
    """A question to whoever runs the event, or to one booth of it."""

    question = forms.CharField(
        label=_("问题"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("答复后问题和答复会公开，不显示您的姓名。请不要写个人信息。"),
    )
    booth = forms.UUIDField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """What everybody will read."""

    answer = forms.CharField(label=_("答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
