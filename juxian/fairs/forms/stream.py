"""What presenters and moderators fill in, and what people write in a room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Replay, Stream
from juxian.kit.views import PageForm, QueryForm

WHEN = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
SLOW = [(0, _("不限")), (10, _("每10秒一条")), (30, _("每30秒一条")), (60, _("每60秒一条"))]
MUTES = [(10, _("10分钟")), (60, _("1小时")), (24 * 60, _("24小时")), (0, _("到本场活动结束"))]


class StreamForm(forms.ModelForm):
    """A show as it is announced."""

    class Meta:
        model = Stream
        fields = ["title", "starts_at", "source"]
        widgets = {"starts_at": WHEN}
        help_texts = {
            "source": _("用手机或电脑的摄像头最简单；专业设备用OBS；也可以上传录好的视频，到时自动播放。"),
        }


class NewStreamForm(StreamForm):
    """A new show, and which of the employers at the event presents it."""

    organisation = forms.ModelChoiceField(queryset=None, label=_("主讲单位"), empty_label=None)

    def __init__(self, *args: Any, presenters: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = presenters  # type: ignore[attr-defined]


class VideoForm(forms.Form):
    """What is shown as if it were live."""

    video = forms.FileField(label=_("视频文件"), widget=forms.FileInput(attrs={"accept": "video/*"}))


class SayForm(forms.Form):
    """One comment."""

    text = forms.CharField(
        max_length=100,
        label=_("留言"),
        error_messages={
            "required": _("留言还是空的。请写点什么再发送。"),
            "max_length": _("留言最多%(limit_value)d个字。请缩短后再发送。"),
        },
    )
    is_bullet = forms.BooleanField(required=False, label=_("弹幕"))


class AskForm(forms.Form):
    """One question to whoever presents."""

    question = forms.CharField(
        max_length=300,
        label=_("问题"),
        error_messages={
            "required": _("问题还是空的。请写明想问什么。"),
            "max_length": _("问题最多%(limit_value)d个字。请写得短一些。"),
        },
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(max_length=1000, label=_("答复"), widget=forms.Textarea(attrs={"rows": 2}))


class HideForm(forms.Form):
    reason = forms.CharField(max_length=200, label=_("隐藏原因"))


class MuteForm(forms.Form):
    """Why somebody may not write, and for how long."""

    reason = forms.CharField(max_length=200, label=_("禁言原因"), help_text=_("本人会看到。"))
    minutes = forms.TypedChoiceField(choices=MUTES, coerce=lambda text: int(text) or None, label=_("禁言多久"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=200, label=_("原因"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("观众会逐字看到。")
    )


class ChatForm(forms.Form):
    """How the room talks."""

    is_chat_open = forms.BooleanField(required=False, label=_("允许留言"))
    slow_seconds = forms.TypedChoiceField(choices=SLOW, coerce=int, label=_("慢速模式"))


class ReplayForm(forms.Form):
    """Who may watch the recording."""

    replay = forms.ChoiceField(choices=Replay.choices, label=_("谁可以看回放"))
    reason = forms.CharField(max_length=200, required=False, label=_("撤下原因"), help_text=_("撤下时必填。"))


class CardForm(forms.Form):
    """Which vacancy joins the show."""

    vacancy = forms.ModelChoiceField(queryset=None, label=_("职位"), empty_label=_("请选择职位"))

    def __init__(self, *args: Any, vacancies: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["vacancy"].queryset = vacancies  # type: ignore[attr-defined]


class RowsQuery(PageForm):
    """Which figure of a card is opened."""

    STEPS = [("impressions", _("曝光")), ("applied", _("投递")), ("interviewed", _("面试")), ("hired", _("入职"))]
    step = forms.ChoiceField(choices=STEPS, required=False, initial="applied")


class ViewerForm(QueryForm):
    """The random word by which this browser is counted once; read from its cookie."""

    viewer = forms.RegexField(r"\A[0-9a-f]{32}\Z", required=False)
