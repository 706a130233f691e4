"""What a person answers about a benefit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.benefits.queries.law import choices as policy_choices
from juxian.benefits.states import AppealState, EntitlementState
from juxian.kit.views import PageForm, QueryForm

TEXT = forms.Textarea(attrs={"rows": 5})
SOURCES = [
    ("", _("不清楚是哪一类")),
    ("insurance", _("社会保险缴费")),
    ("contract", _("劳动合同备案")),
    ("employer", _("单位所在地")),
    ("rent", _("市级五折租房补贴发放")),
    ("scheme", _("市级五折租房资格")),
    ("dishonesty", _("失信联合惩戒名单")),
    ("end", _("死亡与退休")),
]


class DeclineForm(forms.Form):
    """Why somebody gives up; they need not say."""

    reason = forms.CharField(label=_("放弃的原因"), max_length=500, required=False, widget=TEXT)


class DisputeForm(forms.Form):
    """What is wrong, and in whose data."""

    register = forms.ChoiceField(label=_("哪一类数据不对"), choices=SOURCES, required=False)
    reason = forms.CharField(
        label=_("哪里不对"),
        max_length=1000,
        widget=TEXT,
        help_text=_("例如：3月份社保是在集美缴的，单位是某某公司。"),
    )


class AppealForm(forms.Form):
    """What the person thinks is wrong, with a paper where there is one."""

    reasons = forms.CharField(
        label=_("理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("请写明哪里不对、您认为应当是什么。由没有经手过的工作人员核查。"),
    )
    month = forms.CharField(
        label=_("涉及哪个月"),
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month"}),
        help_text=_("例如：2024-03。"),
    )
    evidence = forms.FileField(label=_("证明材料"), required=False, help_text=_("照片或PDF，一份。"))

    def clean_month(self) -> object:
        """Return the first day of the month, or None."""
        word = self.cleaned_data["month"].strip()
        if not word:
            return None
        try:
            return forms.DateField(input_formats=["%Y-%m-%d"]).clean(f"{word}-01")
        except forms.ValidationError as error:
            raise forms.ValidationError(_("月份请写成 2024-03 这样。")) from error


class ClaimForm(forms.Form):
    """快申快享: the one thing that is missing."""

    reasons = forms.CharField(
        label=_("为什么应当享受"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("请写明系统里缺了什么。已有的资料不用再交。"),
    )
    evidence = forms.FileField(label=_("缺的材料"), required=False, help_text=_("照片或PDF，一份。"))


class StatementQuery(QueryForm):
    """Which benefit, which year."""

    policy = forms.ChoiceField(choices=[], required=False, label=_("待遇"))
    year = forms.IntegerField(min_value=2015, max_value=2100, required=False, label=_("年份"))

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["policy"].choices = [("", _("全部待遇")), *policy_choices()]  # type: ignore[attr-defined]


class AppealQuery(PageForm):
    """Filters of the office's list of appeals."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *AppealState.choices], required=False, label=_("状态"))
    kind = forms.ChoiceField(
        choices=[("", _("全部类别")), ("appeal", _("申诉")), ("claim", _("快申快享"))], required=False, label=_("类别")
    )
    policy = forms.ChoiceField(choices=[], required=False, label=_("待遇"))

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["policy"].choices = [("", _("全部待遇")), *policy_choices()]  # type: ignore[attr-defined]


class EntitlementQuery(AppealQuery):
    """Filters of the office's list of entitlements."""

    kind = None  # type: ignore[assignment]
    q = forms.CharField(max_length=50, required=False, label=_("姓名或拼音"))
    state = forms.ChoiceField(choices=[("", _("全部状态")), *EntitlementState.choices], required=False, label=_("状态"))
    origin = forms.ChoiceField(
        choices=[("", _("全部来源")), ("found", _("免申即享")), ("applied", _("本人提出"))],
        required=False,
        label=_("来源"),
    )
    has_departure = forms.BooleanField(required=False, label=_("单位报告离职"))


class ReasonForm(forms.Form):
    """A reason that the person will read."""

    reason = forms.CharField(
        label=_("理由"), max_length=1000, widget=TEXT, help_text=_("本人会看到。请一次说清原因和怎么办。")
    )


class NoteForm(forms.Form):
    """A note that need not be written."""

    reason = forms.CharField(label=_("说明"), max_length=1000, required=False, widget=TEXT)


class AnswerForm(forms.Form):
    """What an officer found."""

    answer = forms.CharField(
        label=_("核查经过和结论"),
        max_length=2000,
        widget=TEXT,
        help_text=_("申诉人会看到。请写明查了什么、依据哪一条。"),
    )
