"""Files of the bank, and what a person says to a difference."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import PageForm
from juxian.payments.forms.batch import format_choices
from juxian.payments.judging import DECISIONS
from juxian.payments.models import Decision, Fault, ReplyKind

LARGEST = 10 * 1024 * 1024  # bytes; a hundred thousand lines are about nine megabytes


class ReplyForm(forms.Form):
    """A return file of a batch, or a statement. Read whole: it lies encrypted and never as a file."""

    kind = forms.ChoiceField(label=_("文件种类"), choices=ReplyKind.choices, widget=forms.RadioSelect, initial="return")
    file = forms.FileField(label=_("银行文件"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("文件超过10兆，不像是一个批次的回复。请确认选对了文件，或请银行拆开。"))
        return file

    def content(self) -> dict[str, Any]:
        """Return what the action takes in."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return {"content": file.read(), "file_name": file.name or "", "kind": self.cleaned_data["kind"]}


class StatementForm(ReplyForm):
    """A statement that may speak of several batches: the bank's format has to be said."""

    kind = forms.ChoiceField(choices=[("statement", "")], widget=forms.HiddenInput, initial="statement")
    bank_format = forms.ChoiceField(label=_("银行文件格式"))

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["bank_format"].choices = format_choices()  # type: ignore[attr-defined]

    def content(self) -> dict[str, Any]:
        return {**super().content(), "bank_format": self.cleaned_data["bank_format"]}


class DifferenceQuery(PageForm):
    """Filters of the list of differences."""

    fault = forms.ChoiceField(label=_("差异"), required=False, choices=[("", _("全部差异")), *Fault.choices])
    is_settled = forms.ChoiceField(label=_("处理"), required=False, choices=[("", _("待处理")), ("yes", _("已处理"))])


class DecisionForm(forms.Form):
    """One of the decisions that this fault allows, and why."""

    decision = forms.ChoiceField(label=_("处理办法"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("依据"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("例如银行查询回单的编号。"),
    )

    def __init__(self, *args: Any, fault: str, **options: Any):
        super().__init__(*args, **options)
        allowed = DECISIONS.get(fault, ())
        self.fields["decision"].choices = [(key, Decision(key).label) for key in allowed]  # type: ignore[attr-defined]
        if len(allowed) == 1:
            self.fields["decision"].initial = allowed[0]
