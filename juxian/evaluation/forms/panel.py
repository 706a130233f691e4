"""Forms of panels: who is drawn or named, who follows, and the score sheet of a member."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.forms.officer import ApplicationsForm
from juxian.evaluation.models import Draw, Part
from juxian.evaluation.models.panel import HALF_A_DAY
from juxian.evaluation.queries.panel import Rubric
from juxian.kit import clock
from juxian.kit.punctuation import with_note

REASON = forms.Textarea(attrs={"rows": 3})
SIZES = [(number, str(number)) for number in (3, 5, 7, 9, 11)]
INSTANT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MeetingForm(ApplicationsForm):
    """When and where a panel meets, and over what. The applications were chosen on the page before."""

    title = forms.CharField(label=_("评审组名称"), max_length=100)
    starts_at = forms.DateTimeField(label=_("开始时间"), widget=INSTANT)
    minutes = forms.IntegerField(label=_("时长（分钟）"), min_value=15, max_value=600, initial=HALF_A_DAY)
    room = forms.CharField(label=_("地点"), max_length=100)

    def __init__(self, *args: Any, rows: Any, **kwargs: Any):
        super().__init__(*args, rows=rows, **kwargs)
        self.fields["applications"].widget = forms.MultipleHiddenInput()


class DrawForm(MeetingForm):
    """A draw of lots before a witness."""

    size = forms.TypedChoiceField(label=_("评审组人数"), choices=SIZES, coerce=int)
    draw = forms.ModelChoiceField(Draw.objects.none(), label=_("使用哪一次承诺"), empty_label=None)
    public_text = forms.CharField(
        label=_("现场公开文字"),
        max_length=200,
        help_text=_("请监督员当场给出一段谁也猜不到的文字，例如今天报纸的一句话。它和承诺的密钥合成种子。"),
    )
    witness = forms.CharField(label=_("监督员"), max_length=60)

    def __init__(self, *args: Any, draws: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["draw"].queryset = draws  # type: ignore[attr-defined]


class PickForm(MeetingForm):
    """Members named by hand, which needs a reason."""

    assessors = forms.TypedMultipleChoiceField(
        label=_("考评员"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("单数，至少三位。这里只列出可以参加的人。"),
        error_messages={"required": _("还没有选择考评员。请选单数、至少三位。")},
    )
    reason = forms.CharField(label=_("不抽签的原因"), max_length=300, widget=REASON, help_text=_("会记入评审记录表。"))

    def __init__(self, *args: Any, assessors: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["assessors"].choices = assessors  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The day of the panel is the day on which it begins."""
        data = super().clean() or {}
        starts_at = data.get("starts_at")
        return {**data, "convened_on": starts_at.date()} if starts_at else data


class ReplaceForm(forms.Form):
    """Why a member leaves; who follows is only asked where no draw can say."""

    reason = forms.CharField(label=_("更换原因"), max_length=300, widget=REASON)
    successor = forms.TypedChoiceField(label=_("接替人"), coerce=UUID, required=False, empty_value=None)

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [("", _("由本次抽签的下一位接替")), *candidates]
        self.fields["successor"].choices = choices  # type: ignore[attr-defined]


class RecuseForm(forms.Form):
    """Why a member recuses themselves."""

    reason = forms.CharField(
        label=_("回避原因"), max_length=300, widget=REASON, help_text=_("例如：认出了材料，是我的徒弟。")
    )


class VoidForm(forms.Form):
    """Why a commitment is not used."""

    reason = forms.CharField(label=_("作废原因"), max_length=300, widget=REASON, help_text=_("会在公开页面上显示。"))


class VoteForm(forms.Form):
    """One member's score sheet: an item each where there is a rubric, else one score for the whole."""

    is_in_favour = forms.TypedChoiceField(
        label=_("是否同意认定"),
        choices=[("yes", _("同意")), ("no", _("不同意"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(label=_("评审意见"), max_length=500, widget=REASON)

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.items = [(part, position, item) for part in rubric for position, item in enumerate(part["items"])]
        if not rubric:
            self.fields["score"] = _hundred(_("评分（满分一百，六十合格）"))
        for part, position, item in self.items:
            self.fields[_key(part, position)] = _hundred(_label(part, item))
        self.order_fields([name for name in self.fields if name not in ("is_in_favour", "opinion")])

    def clean(self) -> dict[str, Any]:
        """Gather the items into one mapping."""
        data = super().clean() or {}
        if not self.items:
            return data
        keys = [_key(part, position) for part, position, _item in self.items]
        return {**data, "points": {key: data.pop(key, None) for key in keys}}


def _key(part: dict[str, Any], position: int) -> str:
    return f"{part['part']}.{position}"


def _label(part: dict[str, Any], item: dict[str, Any]) -> str:
    """Part, item, and what it counts."""
    name = f"{Part(part['part']).label} {item['name']}".strip()
    minimum = _("权重%(weight)d，最低%(minimum)d分") if item["minimum"] else _("权重%(weight)d")
    return with_note(name, minimum % item) if item["name"] else name


def _hundred(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100)


def initial_start() -> dt.datetime:
    """Tomorrow at nine: nobody convenes a panel for today by accident."""
    return timezone.localtime(clock.now()).replace(hour=9, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)
