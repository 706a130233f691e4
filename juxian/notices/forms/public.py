"""An objection as anybody may write it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import QueryForm
from juxian.notices.kinds import notice_kind
from juxian.notices.models import NoticeEntry, PublicNotice


class EntryForm(QueryForm):
    """Which entry of the notice the address names."""

    entry = forms.UUIDField(required=False)


class ObjectionForm(forms.Form):
    """About whom, what, and who objects. Without a name it is anonymous, where the kind of notice allows that."""

    entry = forms.ModelChoiceField(
        NoticeEntry.objects.none(),
        label=_("对谁有异议"),
        required=False,
        empty_label=_("对整份公示"),
        error_messages={"invalid_choice": _("所选人员不在这份公示中。请重新选择。")},
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("请写明时间、事情经过和依据，便于核实。"),
    )
    file = forms.FileField(label=_("证据"), required=False, help_text=_("图片或 PDF，10 MB 以内。"))
    objector_name = forms.CharField(label=_("您的姓名"), max_length=60, required=False)
    objector_contact = forms.CharField(
        label=_("联系方式"),
        max_length=60,
        required=False,
        help_text=_("手机号或邮箱。姓名和联系方式加密保存，只有核实人员能看到。"),
    )

    def __init__(self, *args: Any, notice: PublicNotice, **options: Any):
        super().__init__(*args, **options)
        self.fields["entry"].queryset = notice.entries.all()  # type: ignore[attr-defined]
        if not notice_kind(notice.kind).allows_anonymous:
            self.fields["objector_name"].required = self.fields["objector_contact"].required = True
