"""The applicant's forms: one question a screen."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Application, ContributionKind
from juxian.kit.punctuation import listed
from juxian.kit.views import QueryForm
from juxian.people.queries.employers import find_employers

DATE = forms.DateInput(attrs={"type": "date"})


class TradeQuery(QueryForm):
    """The words to search the catalogue with, and the item once chosen."""

    q = forms.CharField(max_length=50, required=False, label=_("您做什么工种"))
    item = forms.UUIDField(required=False, widget=forms.HiddenInput)


class LevelForm(forms.Form):
    """The level, out of those that the item lists."""

    level = forms.ChoiceField(label=_("申报等级"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, levels: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = levels  # type: ignore[attr-defined]


class WorkForm(forms.Form):
    """Employer, contract, insurance and pay, as the applicant knows them."""

    employer = forms.CharField(
        max_length=120,
        label=_("工作单位"),
        help_text=_("填写单位全称或统一社会信用代码；单位须在集美区并已在平台登记。"),
    )
    post = forms.CharField(max_length=100, label=_("岗位"), help_text=_("例如：焊接班班长"))
    trade_since_on = forms.DateField(
        label=_("几时开始干这一行（可不填）"), widget=DATE, required=False, help_text=_("在别的单位干的也算。")
    )
    contract_from_on = forms.DateField(label=_("劳动合同从哪天开始"), widget=DATE)
    contract_until_on = forms.DateField(label=_("到哪天结束"), widget=DATE, required=False)
    is_open_ended = forms.BooleanField(label=_("是无固定期限合同"), required=False)
    insured_since_on = forms.DateField(
        label=_("从哪天起在本单位连续缴社保"), widget=DATE, help_text=_("可在社保卡或“闽政通”里查到。")
    )
    monthly_pay = forms.DecimalField(
        label=_("每月工资（元，税前）"), min_value=Decimal(0), max_value=Decimal(1_000_000), decimal_places=2
    )

    @classmethod
    def initial_of(cls, application: Application) -> dict[str, Any]:
        """Return what was filled in before."""
        pay = application.monthly_pay_fen
        return {
            "employer": application.employer.name if application.employer else "",
            "post": application.post,
            "trade_since_on": application.trade_since_on,
            "contract_from_on": application.contract_from_on,
            "contract_until_on": application.contract_until_on,
            "is_open_ended": application.is_open_ended,
            "insured_since_on": application.insured_since_on,
            "monthly_pay": None if pay is None else Decimal(pay) / 100,
        }

    def clean_employer(self) -> Any:
        text = self.cleaned_data["employer"].strip()
        found = find_employers(text)
        if not found:
            raise forms.ValidationError(_("没有找到这家单位。请核对全称或信用代码；单位还没登记的，请人事先登记。"))
        if len(found) > 1:
            names = listed(employer.name for employer in found[:5])
            raise forms.ValidationError(_("找到多家单位：%(names)s。请填写全称。") % {"names": names})
        return found[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("is_open_ended") and not data.get("contract_until_on") and "contract_until_on" in data:
            self.add_error("contract_until_on", _("请填写合同结束日期；没有结束日期的，勾选“无固定期限合同”。"))
        return data

    def work(self) -> dict[str, Any]:
        """Return the inputs of the action; money in fen."""
        data = dict(self.cleaned_data)
        data["monthly_pay_fen"] = int(data.pop("monthly_pay") * 100)
        if data["is_open_ended"]:
            data["contract_until_on"] = None
        return data


class ContributionForm(forms.Form):
    """One thing done."""

    kind = forms.ChoiceField(label=_("是哪一类"), choices=ContributionKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("叫什么"), max_length=100, help_text=_("例如：薄板焊接变形控制法"))
    done_on = forms.DateField(label=_("什么时候完成"), widget=DATE)
    description = forms.CharField(
        label=_("做了什么，有什么效果"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("说清楚原来怎样、您怎么改、改后好在哪里。有数字更好。"),
    )
    photo = forms.FileField(
        label=_("拍照或上传证明"), required=False, help_text=_("照片或 PDF，不超过 10 MB。可以以后再补。")
    )

    def clean_done_on(self) -> dt.date:
        return self.cleaned_data["done_on"]


class StatementForm(forms.Form):
    """Photo, own words, pledge."""

    portrait = forms.FileField(
        label=_("本人照片"),
        help_text=_("正面免冠，证书上要用。可以现在拍。"),
        error_messages={"required": _("请上传或现在拍一张本人照片，证书上要用。")},
    )
    statement = forms.CharField(
        label=_("用几句话说说您最拿手的本领"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    has_pledged = forms.BooleanField(
        label=_("我承诺所填内容属实，没有犯罪记录，不在失信名单，并同意核对相关数据。"),
        error_messages={"required": _("请阅读并勾选承诺，否则不能继续。")},
    )

    def __init__(self, *args: Any, has_portrait: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["portrait"].required = not has_portrait


class SubmitForm(forms.Form):
    """The last screen: submit as it is, or ask for a person to look."""

    wants_human_check = forms.BooleanField(label=_("我知道有条件看来未满足，仍请人工核对"), required=False)


class WithdrawForm(forms.Form):
    """Why the applicant takes the application back; it need not be said."""

    reason = forms.CharField(label=_("原因（可不填）"), max_length=300, required=False)
