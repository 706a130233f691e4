"""The road to recognition and what is shown on it, and the officer's look-up."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.forms.person import DATE
from juxian.evaluation.models import Channel, ContestClass, Prize
from juxian.kit.views import QueryForm

# In the order in which a welder looks for themselves; the first is where most belong.
ROADS = [
    (Channel.CONTRIBUTION, _("我有做成的事：作品、改进、专利、带徒弟（业绩评审，多数人走这条路）")),
    (Channel.CERTIFICATE, _("我有国家的职业技能证书（证书认定）")),
    (Channel.COMPETITION, _("我在技能竞赛中得过奖（竞赛认定）")),
    (Channel.EMPLOYER, _("我们单位自己评过我的等级（企业自主评价）")),
]
LEVELS = [(level.value, level.label) for level in SkillLevel if level is not SkillLevel.APPRENTICE]


class RoadForm(forms.Form):
    """Which road; nothing else on this screen."""

    channel = forms.ChoiceField(label=_("您凭什么申报"), choices=ROADS, widget=forms.RadioSelect)


class NumberQuery(QueryForm):
    """A certificate's number while it is typed."""

    number = forms.CharField(max_length=60, required=False)


class _PictureForm(forms.Form):
    """A picture is needed once; later it may stay."""

    picture = forms.FileField(label=_("证书照片"), help_text=_("拍清楚四个角。照片或 PDF，不超过 10 MB。"))

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["picture"].required = not has_picture


class CertificateForm(_PictureForm):
    """A national certificate as printed."""

    number = forms.CharField(
        label=_("证书编号"),
        max_length=60,
        help_text=_("新证书22位，字母开头；老的职业资格证书16位数字。"),
        widget=forms.TextInput(
            attrs={
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
                "hx-get": reverse_lazy("evaluation:my_certificate_number"),
                "hx-trigger": "input changed delay:400ms, load",
                "hx-target": "#number-parts",
            }
        ),
    )
    holder_name = forms.CharField(label=_("证书上的姓名"), max_length=100)
    occupation_name = forms.CharField(label=_("证书上的职业"), max_length=100, help_text=_("例如：焊工"))
    level = forms.ChoiceField(label=_("证书等级"), choices=LEVELS, widget=forms.RadioSelect)
    issued_on = forms.DateField(label=_("发证日期"), widget=DATE)
    issuing_body = forms.CharField(label=_("发证机构"), max_length=100, help_text=_("证书上盖章的单位。"))
    field_order = ("number", "holder_name", "occupation_name", "level", "issued_on", "issuing_body", "picture")


class AwardForm(_PictureForm):
    """The best award."""

    contest = forms.CharField(label=_("竞赛名称"), max_length=120, help_text=_("照获奖证书填写全称。"))
    contest_class = forms.ChoiceField(
        label=_("竞赛级别"),
        choices=ContestClass.choices,
        widget=forms.RadioSelect,
        help_text=_("看主办单位：人社部、省、市、区，还是本企业或院校。"),
    )
    prize = forms.ChoiceField(label=_("奖项"), choices=Prize.choices, widget=forms.RadioSelect)
    rank = forms.IntegerField(label=_("第几名"), min_value=1, max_value=100_000)
    participants = forms.IntegerField(
        label=_("一共多少人参赛"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        help_text=_("企业或院校竞赛必填，其他竞赛可不填。"),
    )
    awarded_on = forms.DateField(label=_("获奖日期"), widget=DATE)
    picture = forms.FileField(label=_("获奖证书照片"), help_text=_("拍清楚四个角。照片或 PDF，不超过 10 MB。"))
    field_order = ("contest", "contest_class", "prize", "rank", "participants", "awarded_on", "picture")


class LookUpForm(forms.Form):
    """What the officer found at the national site."""

    found = forms.TypedChoiceField(
        label=_("查询结果"),
        choices=[("yes", _("查到，姓名、职业、等级都相符")), ("no", _("没有查到，或有不符"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    looked_up_on = forms.DateField(label=_("查询日期"), widget=DATE)
    screenshot = forms.FileField(label=_("查询结果截图"), help_text=_("图片或 PDF，不超过 10 MB。"))
    note = forms.CharField(
        label=_("说明"), max_length=300, required=False, help_text=_("没有查到或不符的，写明哪里不符；申请人会看到。")
    )
