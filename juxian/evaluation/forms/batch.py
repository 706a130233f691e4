"""The sheet of workers: its columns, its lists, and reading it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED_CHOICES
from juxian.catalogue.queries.current import current_items
from juxian.evaluation.models import Channel
from juxian.evaluation.models.scheme import Part
from juxian.evaluation.states import BatchRowState
from juxian.kit import clock
from juxian.kit.excel import Column, Reading, read_rows
from juxian.kit.views import PageForm

MOST_ROWS = 5_000
# A contest is shown by its award, which only the worker has: it is no channel of a batch.
CHANNELS = [(channel.value, channel.label) for channel in Channel if channel != Channel.COMPETITION]
IDENTITY_KINDS = [
    ("citizen_id", _("居民身份证")),
    ("hk_mo_permit", _("港澳居民来往内地通行证")),
    ("tw_permit", _("台湾居民来往大陆通行证")),
    ("hmt_residence", _("港澳台居民居住证")),
    ("foreign_pr", _("外国人永久居留身份证")),
    ("passport", _("护照")),
]
SCORE_HELP = _("企业自主评价填写，满分一百，六十合格。")


def batch_columns() -> list[Column]:
    """The columns of the template and of the import."""
    scores = [
        Column(f"score_{part.value}", _("%(part)s成绩") % {"part": part.label}, "integer", help=SCORE_HELP)
        for part in Part
    ]
    return [
        Column("name", _("姓名"), required=True, longest=60, help=_("与证件一致。")),
        Column("identity_kind", _("证件类型"), "choice", choices=IDENTITY_KINDS, help=_("不填按居民身份证。")),
        Column("identity_number", _("证件号码"), required=True, longest=30, width=22),
        Column("phone", _("手机号"), "mobile", required=True, help=_("本人的手机号，用来收确认短信。")),
        Column("occupation", _("职业"), required=True, longest=120, help=_("从今年的紧缺工种目录里选。"), width=24),
        Column("level", _("申报等级"), "choice", required=True, choices=RECOGNISED_CHOICES),
        Column("channel", _("认定渠道"), "choice", required=True, choices=CHANNELS),
        Column("certificate_number", _("证书编号"), longest=40, help=_("证书认定填写。"), width=26),
        Column("plan_number", _("备案号"), longest=20, help=_("企业自主评价填写，例如 BA20250001。")),
        *scores,
        Column("published_from_on", _("厂内公示起"), "date", help=_("企业自主评价填写。")),
        Column("published_until_on", _("厂内公示止"), "date", help=_("企业自主评价填写。")),
        Column("post", _("岗位"), required=True, longest=100),
        Column("contract_from_on", _("劳动合同起"), "date", required=True),
        Column("contract_until_on", _("劳动合同止"), "date", help=_("无固定期限合同不填。")),
        Column("insured_since_on", _("本单位连续参保起"), "date", required=True),
        Column("monthly_pay_fen", _("月工资"), "money", required=True),
    ]


def batch_lists() -> dict[str, list[str]]:
    """The lists of the template that depend on the year: the trades of the catalogue in force."""
    return {"occupation": sorted({item.name for item in current_items(clock.today())})}


def read_batch(file: Any) -> Reading:
    """Read a sheet. Raises `RuleBroken` where the file as a whole cannot be used."""
    return read_rows(file, batch_columns(), max_rows=MOST_ROWS)


class BatchFileForm(forms.Form):
    """The sheet."""

    file = forms.FileField(label=_("填好的 Excel 表格"), help_text=_("每次最多 5,000 行，不超过 10 MB。"))


class BatchImportForm(forms.Form):
    """What to do where some rows are wrong."""

    mode = forms.ChoiceField(
        label=_("有问题的行怎么办"),
        choices=[("right", _("先导入没有问题的行")), ("whole", _("全部没有问题才导入"))],
        initial="right",
        widget=forms.RadioSelect,
    )


class BatchRowQuery(PageForm):
    """The filter of a batch's rows."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *BatchRowState.choices], required=False, label=_("状态"))


class AnswerForm(forms.Form):
    """What the worker adds to what the employer wrote."""

    portrait = forms.FileField(
        label=_("本人照片"),
        help_text=_("正面免冠，证书上要用。可以现在拍。"),
        error_messages={"required": _("请上传或现在拍一张本人照片，证书上要用。")},
    )
    has_pledged = forms.BooleanField(
        label=_("我承诺所填内容属实，没有犯罪记录，不在失信名单，并同意核对相关数据。"),
        error_messages={"required": _("请阅读并勾选承诺，否则不能继续。")},
    )

    def __init__(self, *args: Any, has_portrait: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["portrait"].required = not has_portrait


class RefusalForm(forms.Form):
    """Why a worker does not agree; the employer reads it."""

    reason = forms.CharField(
        label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("单位会看到。")
    )
