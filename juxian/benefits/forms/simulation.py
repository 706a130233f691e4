"""The sandbox's form: one field for each value of a policy's law, as it stands today. A GET form: a question about law
is no personal data, and its address can be sent to a colleague."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.language import for_the_reader
from juxian.policy import Rulebook
from juxian.policy.dates import month_start
from juxian.policy.definition import Policy
from juxian.policy.parameters import OTHERWISE, Parameter
from juxian.policy.proposal import Change

MONTHS = [(3, _("3个月")), (6, _("6个月")), (12, _("12个月")), (24, _("24个月")), (36, _("36个月"))]
LARGEST_YUAN, LARGEST_NUMBER = 10_000_000, 1_000_000


@dataclass(frozen=True)
class Value:
    """One number of the law: of a parameter, and of a level where it has a table."""

    parameter: Parameter
    level: str
    now: Any

    @property
    def field(self) -> str:
        return "__".join(["value", self.parameter.name.split(".")[1], *([self.level] if self.level else [])])

    @property
    def is_money(self) -> bool:
        return self.parameter.kind.unit == "fen"


def values_of(rulebook: Rulebook, policy: Policy, on: dt.date) -> list[Value]:
    """Return every whole number of a policy's law on a day, in the order of its file."""
    own = [parameter for name, parameter in rulebook.parameters.items() if name.split(".")[0] == policy.id]
    return [value for parameter in own if parameter.kind.name == "number" for value in _values(parameter, on)]


def _values(parameter: Parameter, on: dt.date) -> Iterable[Value]:
    version = parameter.on(on)
    if version is None:
        return []
    table = version.value
    return (
        [Value(parameter, level, now) for level, now in table.items() if level != OTHERWISE]
        if isinstance(table, Mapping)
        else [Value(parameter, "", table)]
    )


class SimulationForm(forms.Form):
    """What would change, from when, and how far to look."""

    from_on = forms.DateField(label=_("从哪天起"), widget=forms.DateInput({"type": "date"}))
    months = forms.TypedChoiceField(label=_("看多久"), choices=MONTHS, coerce=int, initial=12)

    def __init__(self, data: Any = None, *, rulebook: Rulebook, policy: Policy, today: dt.date):
        self.first = month_start(today)
        self.asked = values_of(rulebook, policy, today)
        super().__init__(data and self._completed(data))
        self.fields["from_on"].initial = self.first
        for value in self.asked:
            self.fields[value.field] = _field(rulebook, value)

    def _completed(self, data: Any) -> dict[str, Any]:
        """What the address leaves out is as the law says today, and is shown so."""
        today = {value.field: f"{value.now / 100:.2f}" if value.is_money else value.now for value in self.asked}
        return today | data.dict()

    @property
    def law_fields(self) -> list[Any]:
        return [self[value.field] for value in self.asked]

    def clean_from_on(self) -> dt.date:
        """Facts are those of today: what has gone by is judged again by a run, not by a guess."""
        day: dt.date = self.cleaned_data["from_on"]
        if day < self.first:
            raise forms.ValidationError(_t("测算用的是现在的数据，只能从本月起。请选本月或以后的日期。"))
        if day.year > self.first.year + 5:
            raise forms.ValidationError(_t("太远了，最多往后五年。请改近一些。"))
        return day

    def changes(self) -> list[Change]:
        """Return what differs from the law of today."""
        from_on = self.cleaned_data["from_on"]
        return [
            Change(value.parameter.name, new, from_on, value.level)
            for value in self.asked
            if (new := self._new(value)) is not None and new != value.now
        ]

    def _new(self, value: Value) -> int | None:
        answer = self.cleaned_data[value.field]
        return answer if answer is None or not value.is_money else int(answer * 100)


def _field(rulebook: Rulebook, value: Value) -> forms.Field:
    label = for_the_reader({"zh": value.parameter.label.zh, "en": value.parameter.label.en})
    if value.level:
        version = value.parameter.versions[-1].value
        levels = [level for level in version if level != OTHERWISE] if isinstance(version, Mapping) else []
        level = rulebook.vocabulary.level_label(value.level, levels)
        label = f"{label} · {for_the_reader({'zh': level.zh, 'en': level.en})}"
    if value.is_money:
        return forms.DecimalField(
            label=label,
            help_text=_t("单位：元"),
            initial=value.now / 100,
            required=False,
            min_value=0,
            max_value=LARGEST_YUAN,
            decimal_places=2,
        )
    return forms.IntegerField(label=label, initial=value.now, required=False, min_value=0, max_value=LARGEST_NUMBER)
