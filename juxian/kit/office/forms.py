"""What the office's pages of the kit read: filters in the address, and the wording of a message."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.audit.searching import KIND_LABELS, Search
from juxian.kit.messages.kinds import LONGEST_TITLE
from juxian.kit.views import PageForm

# A search without dates looks at the last month: the record grows by thousands of lines a day.
LOOK_BACK_DAYS = 30
# Days of a calendar's edge have no midnight before or after them; the record knows none of them.
KNOWN_DAYS = [MinValueValidator(dt.date(2000, 1, 1)), MaxValueValidator(dt.date(2100, 1, 1))]


class RecordForm(PageForm):
    """Filters of the record."""

    actor = forms.CharField(max_length=100, required=False, label=_("操作人"))
    action = forms.CharField(max_length=100, required=False, label=_("事项"), help_text=_("按钮上的字，如“受理”"))
    kind = forms.ChoiceField(choices=[("", _("全部类型")), *KIND_LABELS.items()], required=False, label=_("类型"))
    subject = forms.CharField(max_length=100, required=False, label=_("对象"), help_text=_("对象编号或类型"))
    since_on = forms.DateField(required=False, validators=KNOWN_DAYS, label=_("从"))
    until_on = forms.DateField(required=False, validators=KNOWN_DAYS, label=_("到"))

    def search(self) -> Search:
        """Return what is asked for; without any date and subject, the last month."""
        asked: dict[str, Any] = {name: value for name, value in self.values().items() if name != "page"}
        if not (asked["since_on"] or asked["until_on"] or asked["subject"]):
            asked["since_on"] = clock.today() - dt.timedelta(days=LOOK_BACK_DAYS)
        return Search(**asked)


class WordingForm(forms.Form):
    """An officer's wording of a message."""

    title = forms.CharField(label=_("标题"), max_length=LONGEST_TITLE)
    body = forms.CharField(label=_("正文"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))


class FailureForm(PageForm):
    """Filters of what could not be delivered."""

    kind = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
