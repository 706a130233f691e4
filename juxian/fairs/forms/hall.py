"""What the hall, the queues and the talks read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Outcome
from juxian.kit.views import QueryForm


class HallQuery(QueryForm):
    """Filters of the hall."""

    q = forms.CharField(max_length=60, required=False, label=_("单位或职位"))
    open = forms.ChoiceField(
        required=False, label=_("接待情况"), choices=[("", _("全部展位")), ("1", _("正在接待")), ("2", _("不用等"))]
    )


class HallForm(forms.Form):
    """The rules of a hall."""

    talk_minutes = forms.IntegerField(label=_("每次交谈时长（分钟）"), min_value=3, max_value=60)
    enter_minutes = forms.IntegerField(label=_("叫号后多少分钟内进入"), min_value=1, max_value=15)
    queue_limit = forms.IntegerField(label=_("每人最多同时排几个展位"), min_value=1, max_value=10)


class PauseForm(forms.Form):
    """Why a booth pauses."""

    note = forms.CharField(
        label=_("暂停说明"), max_length=60, required=False, help_text=_("排队的人会看到，例如：午休，13:30继续。")
    )


class HelpForm(forms.Form):
    """What a booth needs."""

    text = forms.CharField(label=_("遇到的问题"), max_length=200)


class LineForm(forms.Form):
    """One line of a talk in writing."""

    text = forms.CharField(label=_("内容"), max_length=500)


class OutcomeForm(forms.Form):
    """What a talk led to."""

    outcome = forms.ChoiceField(label=_("交谈结果"), choices=Outcome.choices, required=False)
    note = forms.CharField(
        label=_("交谈记录"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("只有本单位看得到。"),
    )


class RefusalForm(forms.Form):
    """Why somebody is turned away."""

    reason = forms.CharField(label=_("谢绝原因"), max_length=300, help_text=_("对方会看到，并且不能再次排队。"))
