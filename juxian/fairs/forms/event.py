"""Events as people look for them, and as whoever runs them writes them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import EventKind
from juxian.fairs.queries.calendar import months_with_events, schools_with_events
from juxian.fairs.states import EventState
from juxian.kit.views import PageForm

REASON = {"max_length": 500, "widget": forms.Textarea(attrs={"rows": 3})}
WHEN = [("upcoming", _("即将举行")), ("past", _("往期回顾"))]


class CalendarQuery(PageForm):
    """Filters of the public calendar; they stay in the address."""

    q = forms.CharField(max_length=60, required=False, label=_("名称、单位或拼音"))
    when = forms.ChoiceField(choices=WHEN, required=False, initial="upcoming", label=_("时间"))
    kind = forms.ChoiceField(choices=[("", _("全部形式")), *EventKind.choices], required=False, label=_("形式"))
    school = forms.ChoiceField(required=False, label=_("院校"))
    month = forms.ChoiceField(required=False, label=_("月份"))

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["school"].choices = [("", _("全部院校")), *schools_with_events()]  # type: ignore[attr-defined]
        months = [(month, month) for month in months_with_events()]
        self.fields["month"].choices = [("", _("全部月份")), *months]  # type: ignore[attr-defined]


class EventQuery(PageForm):
    """Filters of the desk's list."""

    q = forms.CharField(max_length=60, required=False, label=_("名称、单位或拼音"))
    kind = forms.ChoiceField(choices=[("", _("全部形式")), *EventKind.choices], required=False, label=_("形式"))
    state = forms.ChoiceField(choices=[("", _("全部状态")), *EventState.choices], required=False, label=_("状态"))


def _instant(label: Any, **options: Any) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, widget=forms.DateTimeInput, **options)


class EventForm(forms.Form):
    """An event as it is written. Times that are left open come from the district's rules."""

    kind = forms.ChoiceField(label=_("形式"), choices=EventKind.choices)
    title = forms.CharField(label=_("名称"), max_length=80)
    summary = forms.CharField(
        label=_("一句话介绍"), max_length=160, help_text=_("面向谁、有什么，日历里就显示这一句。")
    )
    starts_at = _instant(_("开始时间"))
    ends_at = _instant(_("结束时间"))
    place = forms.CharField(label=_("地点"), max_length=120, required=False, help_text=_("现场招聘会必填，写到门牌。"))
    organisers = forms.CharField(label=_("主办、承办单位"), max_length=300, required=False)
    seats = forms.IntegerField(
        label=_("预约名额"), min_value=1, max_value=100_000, required=False, help_text=_("先到先得。不填表示不用预约。")
    )
    booth_limit = forms.IntegerField(
        label=_("展位上限"), min_value=1, max_value=2000, required=False, help_text=_("不填表示不限。")
    )
    rules = forms.CharField(
        label=_("参加须知"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    booths_until_at = _instant(_("展位申请截止"), required=False, help_text=_("以下时间不填的，按本区规定自动确定。"))
    reserve_from_at = _instant(_("预约开放"), required=False)
    reserve_until_at = _instant(_("预约截止"), required=False)
    cancel_until_at = _instant(_("免费取消截止"), required=False)
    check_in_until_at = _instant(_("签到截止"), required=False)

    usual = ("kind", "title", "summary", "starts_at", "ends_at", "place", "organisers", "seats", "booth_limit", "rules")

    @property
    def usual_fields(self) -> list[Any]:
        return [self[name] for name in self.usual]

    @property
    def time_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.usual]


class RescheduleForm(forms.Form):
    """A new time or place, and why."""

    starts_at = forms.DateTimeField(label=_("新的开始时间"), widget=forms.DateTimeInput)
    ends_at = forms.DateTimeField(label=_("新的结束时间"), widget=forms.DateTimeInput)
    place = forms.CharField(label=_("地点"), max_length=120, required=False)
    reason = forms.CharField(label=_("原因"), help_text=_("已预约的人和参会单位会逐字看到。"), **REASON)


class ReasonForm(forms.Form):
    """Why something is returned, refused, closed or called off; the others read it word for word."""

    reason = forms.CharField(label=_("原因"), help_text=_("对方会逐字看到。"), **REASON)
