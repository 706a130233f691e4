"""What the timetable of interviews reads: its terms, and the preferences of both sides."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import BoothSide, Entrant, Timetable

WHEN = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
RANKS = 10
REFUSED = "no"


class TimetableForm(forms.Form):
    """The terms of a timetable."""

    first_at = forms.DateTimeField(label=_("第一段开始时间"), widget=WHEN)
    preferences_until_at = forms.DateTimeField(label=_("意向截止时间"), widget=WHEN)
    slot_minutes = forms.IntegerField(label=_("每段时长（分钟）"), min_value=5, max_value=60, initial=15)
    slot_count = forms.IntegerField(label=_("时段数"), min_value=1, max_value=60, initial=24)
    break_slots = forms.CharField(
        label=_("休息的时段"), max_length=100, required=False, help_text=_("第几段休息，用逗号分开，例如：12,13。")
    )
    floor = forms.IntegerField(
        label=_("保底场数"),
        min_value=0,
        max_value=3,
        initial=1,
        help_text=_("双方互选的人，先保证每人这么多场，再给别人更多。"),
    )

    def clean_break_slots(self) -> list[int]:
        """People count from one, the solver from zero."""
        parts = [part.strip() for part in self.cleaned_data["break_slots"].replace("，", ",").split(",")]
        wrong = [part for part in parts if part and not part.isdecimal()]
        if wrong:
            raise forms.ValidationError(_("“%(part)s”不是第几段。请填数字，用逗号分开。") % {"part": wrong[0]})
        return [int(part) - 1 for part in parts if part and int(part) > 0]


class ReopenForm(forms.Form):
    """A new end of collecting."""

    preferences_until_at = forms.DateTimeField(label=_("意向截止时间"), widget=WHEN)


class ChangeForm(forms.Form):
    """Why the timetable is made again."""

    reason = forms.CharField(label=_("原因"), max_length=300, initial=_("有人未到，时间空出。"))
    may_move = forms.BooleanField(
        label=_("必要时可以请少数人改时间"), required=False, initial=True, help_text=_("只为了让一场都没有的人排上。")
    )


class RankedForm(forms.Form):
    """A form with one place in the order for each of many rows. Sub-classes say how rows and fields are called."""

    def add_ranks(self, rows: list[tuple[str, Any]], chosen: list[str], *, refused: list[str] | None = None) -> None:
        """Give each row (key, label) a field; `refused`: rows may also be turned away."""
        choices = [("", _("不选")), *((str(place), _("第%d") % place) for place in range(1, RANKS + 1))]
        if refused is not None:
            choices.append((REFUSED, _("不见")))
        self.keys = [key for key, _label in rows]
        for key, label in rows:
            initial = str(chosen.index(key) + 1) if key in chosen else REFUSED if key in (refused or ()) else ""
            self.fields[f"rank_{key}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=initial
            )

    def ranked(self) -> list[str]:
        """Return the chosen keys in order; two with the same place stand as they stood on the page."""
        places = {key: self.cleaned_data.get(f"rank_{key}", "") for key in self.keys}
        chosen = [key for key in self.keys if places[key].isdecimal()]
        return sorted(chosen, key=lambda key: int(places[key]))

    def refused(self) -> list[str]:
        return [key for key in self.keys if self.cleaned_data.get(f"rank_{key}") == REFUSED]


class PreferencesForm(RankedForm):
    """A person's side: booths in order, when they can come, how many interviews they want."""

    def __init__(self, data: Any, *, timetable: Timetable, rows: list[tuple[str, Any]], mine: Entrant | None):
        super().__init__(data)
        self.add_ranks(rows, mine.booths if mine else [])
        slots = [(str(slot), timezone.localtime(at).strftime("%H:%M")) for slot, at in timetable.slots()]
        self.fields["slots"] = forms.MultipleChoiceField(
            label=_("能来的时段"),
            choices=slots,
            initial=[str(slot) for slot in mine.slots] if mine else [slot for slot, _label in slots],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["limit"] = forms.IntegerField(
            label=_("最多几场"), min_value=1, max_value=10, initial=mine.limit if mine else 4
        )

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        slots = [int(slot) for slot in self.cleaned_data["slots"]]
        return {"booths": self.ranked(), "slots": slots, "limit": self.cleaned_data["limit"]}


class BoothSideForm(RankedForm):
    """A booth's side: interviewers, when nobody is there, and applicants in order."""

    def __init__(self, data: Any, *, side: BoothSide, rows: list[tuple[str, Any]]):
        super().__init__(data)
        self.side = side
        self.fields["interviewers"] = forms.IntegerField(
            label=_("同时面谈的面试官人数"), min_value=1, max_value=20, initial=max([1, *side.seats])
        )
        slots = [(str(slot), timezone.localtime(at).strftime("%H:%M")) for slot, at in side.timetable.slots()]
        self.fields["closed"] = forms.MultipleChoiceField(
            label=_("不接待的时段"),
            choices=slots,
            required=False,
            initial=[str(slot) for slot, count in enumerate(side.seats) if not count],
            widget=forms.CheckboxSelectMultiple,
        )
        self.add_ranks(rows, side.entrants, refused=side.refused)

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        closed = {int(slot) for slot in self.cleaned_data["closed"]}
        count = self.cleaned_data["interviewers"]
        seats = [0 if slot in closed else count for slot in range(self.side.timetable.slot_count)]
        return {"seats": seats, "entrants": self.ranked(), "refused": self.refused()}
