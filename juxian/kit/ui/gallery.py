"""What the gallery shows: sample data that is plainly a sample."""

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.kit.ui.components import COMPONENTS
from juxian.kit.ui.icons import ICONS

LAYOUTS = {
    "public": "kit/gallery/layout_public.html",
    "workbench": "kit/gallery/layout_workbench.html",
    "print": "kit/gallery/layout_print.html",
    "screen": "kit/gallery/layout_screen.html",
}
LEVELS = [("3", _("高级工")), ("2", _("技师")), ("1", _("高级技师"))]

WRONG = {"wrong-born_on": "2025-02-30", "wrong-level": "9", "wrong-contribution": _("带徒三人。")}


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("姓名"), help_text=_("与身份证一致。"), max_length=30)
    born_on = forms.DateField(label=_("出生日期"))
    level = forms.ChoiceField(label=_("申报等级"), choices=LEVELS, widget=forms.RadioSelect)
    street = forms.ChoiceField(
        label=_("所在街道"), choices=[("", _("请选择")), ("a", _("杏林街道")), ("b", _("侨英街道"))]
    )
    contribution = forms.CharField(
        label=_("主要贡献"), widget=forms.Textarea(attrs={"rows": 4}), max_length=500, required=False
    )
    agreed = forms.BooleanField(label=_("我确认所填内容真实，并同意核对社保缴纳记录。"))


class UploadForm(forms.Form):
    """A file from a phone."""

    photo = forms.FileField(label=_("工作现场照片"), help_text=_("手机拍摄即可，支持 JPG、PNG、PDF，不超过 10 MB。"))


class SampleFilters(forms.Form):
    """Filters of a list."""

    q = forms.CharField(label=_("姓名或编号"), required=False)
    level = forms.ChoiceField(label=_("等级"), choices=[("", _("全部")), *LEVELS], required=False)
    since_on = forms.DateField(label=_("提交起始日"), required=False)


def context() -> dict[str, Any]:
    """Return everything the examples need."""
    now = timezone.now()
    return {
        "components": COMPONENTS,
        "icons": sorted(ICONS),
        "layouts": list(LAYOUTS),
        "form": SampleForm(),
        "wrong_form": SampleForm(WRONG, prefix="wrong"),
        "upload_form": UploadForm(),
        "dialog_form": UploadForm(prefix="dialog"),
        "filter_form": SampleFilters({"level": "2"}, auto_id="filter_%s"),
        "page": Paginator(range(1, 641), 20).page(7),
        "step_labels": [_("选择职业"), _("填写贡献"), _("上传佐证"), _("确认提交")],
        "events": _events(now),
        "rows": _rows(now),
        "now": now,
        "soon": now + dt.timedelta(days=1),
        "later": now + dt.timedelta(days=12),
        "past": now - dt.timedelta(days=2),
    }


def _events(now: dt.datetime) -> list[dict[str, Any]]:
    steps = [
        (6, _("提交申报"), _("吕师傅"), "", "ok"),
        (5, _("受理"), _("窗口 · 陈女士"), "", "ok"),
        (4, _("退回补正"), _("初审 · 赵科长"), _("第二张照片看不清焊缝，请重拍一张近景。"), "stop"),
        (3, _("重新提交"), _("吕师傅"), "", "ok"),
        (1, _("等待复审"), _("复审 · 林老师"), _("应在 3 个工作日内办结。"), "wait"),
    ]
    return [
        {
            "at": now - dt.timedelta(days=days),
            "label": label,
            "by": by,
            "text": text,
            "tone": tone,
            "current": tone == "wait",
        }
        for days, label, by, text, tone in steps
    ]


def _rows(now: dt.datetime) -> list[dict[str, Any]]:
    people = [
        ("吕*强", "电焊工", _("高级技师"), _("待复审"), "wait", 1, 1_200_000),
        ("林*华", "数控车工", _("技师"), _("公示中"), "plain", 5, 800_000),
        ("陈*明", "工业机器人系统操作员", _("高级工"), _("已认定"), "gold", 12, 500_000),
        ("黄*娟", "养老护理员", _("技师"), _("退回补正"), "stop", -2, 800_000),
        ("苏*", "电工", _("高级工"), _("已受理"), "ok", 9, 500_000),
    ]
    return [
        {
            "name": name,
            "occupation": occupation,
            "level": level,
            "state": state,
            "tone": tone,
            "deadline_at": now + dt.timedelta(days=days),
            "amount_fen": amount,
        }
        for name, occupation, level, state, tone, days, amount in people
    ]
