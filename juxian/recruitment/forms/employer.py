"""The forms of an employer's page, of campaigns, complaints and the blacklist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.kit.media.fields import VideoField
from juxian.kit.views import PageForm
from juxian.recruitment.models import CampaignKind, EmployerPage, ReportReason, StaffSize
from juxian.recruitment.states import BlacklistingState, CampaignState, PageState, ReportState

DAY = forms.DateInput(attrs={"type": "date"})


class PageWordsForm(forms.Form):
    """The words of an employer's page."""

    summary = forms.CharField(
        label=_("一句话介绍"), max_length=100, help_text=_("例如“做新能源汽车零件的专精特新企业”。")
    )
    story = forms.CharField(
        label=_("单位介绍"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("做什么、有多少人、在哪里、为什么值得来（至少30个字）。"),
    )
    staff_size = forms.ChoiceField(label=_("人员规模"), choices=[("", _("不说明")), *StaffSize.choices], required=False)
    founded_year = forms.IntegerField(label=_("成立年份"), min_value=1800, max_value=2100, required=False)
    website = forms.URLField(label=_("网站"), max_length=200, required=False, assume_scheme="https")

    @classmethod
    def of(cls, page: EmployerPage | None, data: Any = None) -> "PageWordsForm":
        """Return the form with what stands there."""
        return cls(data, initial={name: getattr(page, name) for name in cls.base_fields} if page else None)


class PictureForm(forms.Form):
    """One picture of the employer."""

    picture = forms.FileField(label=_("图片"), help_text=_("JPG、PNG 或者 WebP，不超过 10 MB。"))
    caption = forms.CharField(label=_("图片说明"), max_length=60, help_text=_("给看不到图的人听，例如“数控车间”。"))


class PageVideoForm(forms.Form):
    """One video of the employer, with its captions."""

    video = VideoField(label=_("视频"), help_text=_("MP4、MOV 等，十分钟以内最好。上传后自动转成手机能看的格式。"))
    captions = forms.FileField(
        label=_("字幕文件"), required=False, help_text=_("WebVTT 或者 SRT。听不见的人靠字幕看懂，请尽量加上。")
    )


class PageQuery(PageForm):
    """The filters of the office's list of pages."""

    q = forms.CharField(label=_("搜索"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部状态")), *PageState.choices], required=False)


class CampaignForm(forms.Form):
    """A hiring season, a themed campaign, or the sub-site of a school."""

    name = forms.CharField(label=_("名称"), max_length=80, min_length=4)
    kind = forms.ChoiceField(label=_("类别"), choices=CampaignKind.choices)
    school = forms.ChoiceField(label=_("院校"), required=False, help_text=_("院校专场才选。"))
    starts_on = forms.DateField(label=_("开始日期"), widget=DAY)
    ends_on = forms.DateField(label=_("结束日期"), widget=DAY)
    introduction = forms.CharField(
        label=_("说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, schools: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if schools is None:  # a school speaks for itself
            del self.fields["school"], self.fields["kind"]
            self._schools: dict[str, Any] = {}
            return
        self._schools = {str(row.pk): row for row in schools}
        names = [(key, row.name) for key, row in self._schools.items()]
        self.fields["school"].choices = [("", _("不限院校")), *names]

    def clean_school(self) -> Any:
        return self._schools.get(self.cleaned_data["school"])


def campaign_initial(campaign: Any) -> dict[str, Any]:
    """Return what the form shows of a campaign."""
    names = ("name", "kind", "starts_on", "ends_on", "introduction")
    return {name: getattr(campaign, name) for name in names} | {"school": str(campaign.school_id or "")}


class CampaignQuery(PageForm):
    """The filters of a list of campaigns."""

    q = forms.CharField(label=_("搜索"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部状态")), *CampaignState.choices], required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("全部类别")), *CampaignKind.choices], required=False)


class EmployerField(forms.Form):
    """An employer by its name or credit code."""

    employer = forms.CharField(label=_("用人单位"), max_length=120, help_text=_("写单位全称或者统一社会信用代码。"))


class ReportForm(forms.Form):
    """What is wrong with a vacancy, in somebody's own words."""

    ground = forms.ChoiceField(label=_("举报事由"), choices=ReportReason.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("情况说明"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("什么时间、在哪里、谁说了什么或者收了多少钱。用人单位看不到是谁举报的。"),
    )
    file = forms.FileField(label=_("证明材料"), required=False, help_text=_("图片或者 PDF，不超过 10 MB，可以不传。"))


class LookUpForm(forms.Form):
    """The number and the code that were shown after a complaint."""

    number = forms.CharField(label=_("举报编号"), max_length=20)
    code = forms.CharField(label=_("查询码"), max_length=12)


class ReportQuery(PageForm):
    """The filters of the office's list of complaints."""

    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部状态")), *ReportState.choices], required=False)
    reason = forms.ChoiceField(
        label=_("举报事由"), choices=[("", _("全部事由")), *ReportReason.choices], required=False
    )


class AnswerForm(forms.Form):
    """What an officer found; whoever complained reads it."""

    answer = forms.CharField(
        label=_("核查经过和结论"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("举报人会看到。"),
    )


class UpholdForm(AnswerForm):
    """And whether the vacancy goes out of sight."""

    take_down = forms.BooleanField(label=_("同时下架这个职位"), required=False, initial=True)


class BlacklistForm(EmployerField):
    """An entry of the blacklist."""

    reason = forms.CharField(
        label=_("列入理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("单位会看到。")
    )
    document = forms.CharField(label=_("依据文书"), max_length=120, help_text=_("例如处罚决定书的文号。"))
    until_on = forms.DateField(label=_("到期日"), required=False, widget=DAY, help_text=_("不填：直到移出为止。"))


class BlacklistQuery(PageForm):
    """The filters of the blacklist."""

    state = forms.ChoiceField(
        label=_("状态"), choices=[("", _("全部状态")), *BlacklistingState.choices], required=False
    )
