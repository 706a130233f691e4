"""Times of interviews: offered, chosen, moved."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.recruitment.models import InterviewKind

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class SlotsForm(forms.Form):
    """Spans of time, one after the other."""

    kind = forms.ChoiceField(label=_("方式"), choices=InterviewKind.choices)
    starts_at = forms.DateTimeField(label=_("第一个时段开始"), widget=MOMENT)
    minutes = forms.IntegerField(label=_("每个时段（分钟）"), min_value=5, max_value=480, initial=30)
    count = forms.IntegerField(label=_("连续几个时段"), min_value=1, max_value=60, initial=4)
    places = forms.IntegerField(label=_("每个时段几个人"), min_value=1, max_value=200, initial=1)
    place = forms.CharField(
        label=_("地点或说明"),
        max_length=200,
        required=False,
        help_text=_("现场面试写地址和联系方式；电话面试写来电号码；视频面试不用写，到时在平台上打开。"),
    )


class InviteForm(forms.Form):
    """Some words that come with the invitation."""

    message = forms.CharField(
        label=_("对求职者说的话"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class BookForm(forms.Form):
    """One of the times that are offered."""

    slot = forms.ChoiceField(label=_("时间"), widget=forms.RadioSelect)
    shares_contact = forms.BooleanField(label=_("同意让这个单位看到我的电话（选电话面试时要勾选）"), required=False)

    def __init__(self, *args: Any, slots: Any = (), **options: Any):
        super().__init__(*args, **options)
        self.slots = {str(slot.pk): slot for slot in slots}
        self.fields["slot"].choices = [(key, slot_words(slot)) for key, slot in self.slots.items()]

    def clean_slot(self) -> Any:
        return self.slots[self.cleaned_data["slot"]]


def slot_words(slot: Any) -> str:
    """Return when, how and where in one line."""
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    words = [f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}", str(slot.get_kind_display()), slot.place]
    return " · ".join(word for word in words if word)
