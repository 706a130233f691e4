"""What a holder ticks for a skill passport."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from juxian.credentials.actions.passport import DAYS
from juxian.credentials.queries.passport import offered


class PassportForm(forms.Form):
    """The choices are the holder's own rows, section by section."""

    shown = forms.MultipleChoiceField(label=_("展示哪些内容"), widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(
        label=_("链接有效期"),
        coerce=int,
        choices=[(days, format_lazy(_("{days} 天"), days=days)) for days in DAYS],
        initial=7,
        widget=forms.RadioSelect,
    )
    masks_name = forms.BooleanField(label=_("隐去我名字中间的字"), required=False)
    note = forms.CharField(
        label=_("给谁看"), max_length=60, required=False, help_text=_("只给自己看，方便以后收回。例如：某公司面试。")
    )

    def __init__(self, *args: Any, person_id: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["shown"].choices = [
            (item.key, _label(str(section.title), item.title, item.detail))
            for section, items in offered(person_id)
            for item in items
        ]


def _label(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
