"""Sittings as the exam officers enter them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.forms.officer import REASON, ApplicationsForm
from juxian.evaluation.models import PANEL_PARTS, Duty, Part, Room, SchemePart
from juxian.evaluation.queries.timetable import Request
from juxian.evaluation.states import SittingState
from juxian.kit import clock
from juxian.kit.views import PageForm
from juxian.kit.working_days import is_working_day

MOST_DAYS = 31
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class SittingQuery(PageForm):
    """Filters of the list; they stay in the address."""

    state = forms.ChoiceField(choices=[("", _("全部状态")), *SittingState.choices], required=False, label=_("状态"))
    on = forms.DateField(required=False, label=_("日期"), widget=forms.DateInput)


class RoomField(forms.ModelChoiceField):
    """A room that can be used, with its seats and methods beside its name."""

    def label_from_instance(self, room: Room) -> str:  # type: ignore[override]
        words = {"room": room, "count": room.seat_count, "methods": " ".join(room.method_labels)}
        return _t("%(room)s（%(count)d座，%(methods)s）") % words


class RoomsField(forms.ModelMultipleChoiceField):
    """Several rooms, named in the same way."""

    label_from_instance = RoomField.label_from_instance  # type: ignore[assignment]


class SchemePartField(forms.ModelChoiceField):
    """A part of a scheme: it says occupation, level, method and minutes at once."""

    def label_from_instance(self, part: SchemePart) -> str:  # type: ignore[override]
        words = {"scheme": part.scheme, "part": part, "method": part.get_method_display(), "minutes": part.minutes}
        return _t("%(scheme)s · %(part)s · %(method)s · %(minutes)d分钟") % words


class PlaceForm(forms.Form):
    """Where and when."""

    title = forms.CharField(
        label=_("场次名称"), max_length=100, required=False, help_text=_("不填则按职业、等级和部分取名。")
    )
    room = RoomField(queryset=Room.objects.none(), label=_("考场"), empty_label=_("请选择"))
    starts_at = forms.DateTimeField(label=_("开考时间"), widget=forms.DateTimeInput)
    note = forms.CharField(label=_("备注"), max_length=300, required=False)

    def __init__(self, *args: Any, rooms: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]


class SittingForm(PlaceForm):
    """A new sitting: a part of a scheme, alone or together with others of the same kind."""

    part = SchemePartField(queryset=SchemePart.objects.none(), label=_("考什么"), empty_label=_("请选择"))
    is_mixed = forms.BooleanField(
        label=_("其他职业、等级也可以坐这一场"), required=False, help_text=_("考核部分、方式和时长都相同的才行。")
    )
    field_order = ("part", "is_mixed", "title", "room", "starts_at", "note")

    def __init__(self, *args: Any, parts: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = parts.exclude(part__in=PANEL_PARTS).select_related("scheme__occupation")
        self.fields["part"].queryset = rows  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = self.cleaned_data
        part, mixed = data["part"], data["is_mixed"]
        scheme = part.scheme
        of_one = f"{scheme.occupation.name}{scheme.get_level_display()}{part}"
        name = Part(part.part).label if mixed else of_one
        return {
            "title": data["title"] or str(name)[:100],
            "part": part.part,
            "method": part.method,
            "minutes": part.minutes,
            "occupation": None if mixed else scheme.occupation,
            "level": "" if mixed else scheme.level,
            "starts_at": data["starts_at"],
            "note": data["note"],
        }


class ChangeSittingForm(PlaceForm):
    """Another place or time, with the reason that the candidates read."""

    reason = forms.CharField(
        label=_("改期原因"), max_length=300, required=False, help_text=_("已发布的场次改时间或考场时要写，考生会看到。")
    )

    def clean_title(self) -> str:
        return str(self.cleaned_data["title"] or self.initial.get("title", ""))


class StaffForm(forms.Form):
    """Who serves: one chief, any number of others."""

    chief = forms.TypedChoiceField(label=_("主考"), coerce=UUID)
    invigilators = forms.TypedMultipleChoiceField(
        label=_("监考"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    supervisors = forms.TypedMultipleChoiceField(
        label=_("督导"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["chief"].choices = [("", _("请选择")), *people]  # type: ignore[attr-defined]
        for name in ("invigilators", "supervisors"):
            self.fields[name].choices = people  # type: ignore[attr-defined]

    def staff(self) -> dict[UUID, str]:
        """Return each person with one duty; the weightier duty counts."""
        data = self.cleaned_data
        found = dict.fromkeys(data["invigilators"], Duty.INVIGILATOR.value)
        found |= dict.fromkeys(data["supervisors"], Duty.SUPERVISOR.value)
        return {**found, data["chief"]: Duty.CHIEF.value}


class TimetableForm(ApplicationsForm):
    """A whole timetable: who, where, on which days and hours, with whom."""

    DAYS = [("all", _("每天")), ("working", _("只排工作日")), ("free", _("只排休息日"))]
    rooms = RoomsField(queryset=Room.objects.none(), label=_("考场"), widget=forms.CheckboxSelectMultiple)
    from_on = forms.DateField(label=_("从哪天"), widget=forms.DateInput)
    until_on = forms.DateField(label=_("到哪天（含）"), widget=forms.DateInput)
    days = forms.ChoiceField(label=_("哪些日子"), choices=DAYS, initial="all")
    morning_from = forms.TimeField(label=_("上午从"), initial=dt.time(9), widget=TIME)
    morning_until = forms.TimeField(label=_("上午到"), initial=dt.time(12), widget=TIME)
    afternoon_from = forms.TimeField(label=_("下午从"), initial=dt.time(14), widget=TIME)
    afternoon_until = forms.TimeField(label=_("下午到"), initial=dt.time(17, 30), widget=TIME)
    staff = forms.TypedMultipleChoiceField(
        label=_("考务人员"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("每场从中排一位主考、一位监考，自动回避同单位；一位都不选，就以后再安排。"),
    )
    mixes_groups = forms.BooleanField(label=_("同部分、同方式、同时长的不同职业等级可以合场"), required=False)
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rooms: Any, people: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["rooms"].queryset = rooms  # type: ignore[attr-defined]
        self.fields["staff"].choices = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days in order and not too many; each half of the day begins before it ends."""
        data = super().clean() or {}
        first, last = data.get("from_on"), data.get("until_on")
        if first and first <= clock.today():
            self.add_error("from_on", _t("最早从明天开始排。请改开始日期。"))
        if first and last and not dt.timedelta(0) <= last - first < dt.timedelta(days=MOST_DAYS):
            self.add_error("until_on", _t("结束日期应在开始日期之后，一次最多排三十一天。请改日期。"))
        for half in ("morning", "afternoon"):
            begins, ends = data.get(f"{half}_from"), data.get(f"{half}_until")
            if begins and ends and begins >= ends:
                self.add_error(f"{half}_until", _t("结束时间应晚于开始时间。请改时间。"))
        return data

    def request(self) -> Request:
        """Return what the form asks for."""
        data = self.cleaned_data
        halves = ("morning", "afternoon")
        return Request(
            list(data["applications"]),
            list(data["rooms"]),
            self._days(data),
            [(data[f"{half}_from"], data[f"{half}_until"]) for half in halves],
            tuple(data["staff"]),
            mixes_groups=data["mixes_groups"],
        )

    def _days(self, data: dict[str, Any]) -> list[dt.date]:
        count = (data["until_on"] - data["from_on"]).days + 1
        every = [data["from_on"] + dt.timedelta(days=number) for number in range(count)]
        wanted = {"all": (True, False), "working": (True,), "free": (False,)}[data["days"]]
        return [day for day in every if is_working_day(day) in wanted]


class DateRequestForm(forms.Form):
    """Why the candidate cannot come."""

    reason = forms.CharField(
        label=_("不能参加的原因"), max_length=300, widget=REASON, help_text=_("每份申报只能申请一次。座位会让给别人。")
    )
