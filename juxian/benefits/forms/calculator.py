"""The calculator's form: one field a fact that the law asks about, made from the district's own words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.asking import MOST_MONTHS, Question, fact_of
from juxian.kit.language import for_the_reader
from juxian.kit.views import QueryForm
from juxian.policy import Rulebook

UNKNOWN = ("", _("不知道"))
MONTHS_BACK, MONTHS_AHEAD = 36, 24


class MonthForm(QueryForm):
    """Which month is judged. It stands in the address: it says nothing about anybody."""

    month = forms.ChoiceField(label=_("按哪个月计算"), required=False)

    def __init__(self, data: Any, *, today: dt.date):
        super().__init__(data)
        self.fields["month"].choices = month_choices(today)  # type: ignore[attr-defined]
        self.fields["month"].initial = today.replace(day=1).isoformat()

    def first_day(self) -> dt.date:
        return dt.date.fromisoformat(self.values()["month"])


class CalculatorForm(forms.Form):
    """Answers of somebody whose name is not asked. Nothing of it is kept."""

    def __init__(self, data: Any = None, *, asked: Sequence[Question], rulebook: Rulebook, known: Mapping[str, Any]):
        super().__init__(data)
        self.asked = asked
        for question in asked:
            field = _field(question, rulebook)
            field.initial = known.get(question.name, question.typical)
            self.fields[question.name] = field

    @property
    def usual(self) -> list[Any]:
        return [self[question.name] for question in self.asked if not question.is_unusual]

    @property
    def unusual(self) -> list[Any]:
        return [self[question.name] for question in self.asked if question.is_unusual]

    def facts(self, month: dt.date) -> dict[str, Any]:
        """Return what the engine is told; what was left open is left out."""
        known = {
            question.declaration.name: fact_of(question, self.cleaned_data[question.name], month)
            for question in self.asked
        }
        return {name: value for name, value in known.items() if value is not None}


def month_choices(today: dt.date) -> list[tuple[str, str]]:
    """The months that one may ask about, the latest first."""
    now = today.year * 12 + today.month - 1
    months = [dt.date(at // 12, at % 12 + 1, 1) for at in range(now + MONTHS_AHEAD, now - MONTHS_BACK, -1)]
    return [(month.isoformat(), date_format(month, "Y-m")) for month in months]


def _field(question: Question, rulebook: Rulebook) -> forms.Field:
    declaration = question.declaration
    label = for_the_reader({"zh": declaration.label.zh, "en": declaration.label.en})
    options: dict[str, Any] = {"label": label, "required": False}
    if question.kind == "bool":
        return forms.ChoiceField(choices=[("yes", _("是")), ("no", _("否")), UNKNOWN], **options)
    if question.kind == "enum":
        members = rulebook.vocabulary.enums[declaration.kind.enum]
        words = [(key, for_the_reader({"zh": word.zh, "en": word.en})) for key, word in members.items()]
        return forms.ChoiceField(choices=[*words, UNKNOWN], **options)
    if question.kind == "months":
        help_text = _t("到所算的月份为止连续几个月，最多填%(most)d") % {"most": MOST_MONTHS}
        return forms.IntegerField(min_value=0, max_value=MOST_MONTHS, help_text=help_text, **options)
    if question.kind == "date":
        help_text = _t("没有就空着") if question.is_unusual else ""
        return forms.DateField(widget=forms.DateInput({"type": "date"}), help_text=help_text, **options)
    if declaration.kind.unit == "fen":
        return YuanField(min_value=0, max_value=10_000_000, decimal_places=2, help_text=_t("单位：元"), **options)
    return forms.IntegerField(min_value=0, max_value=1_000_000, **options)


class YuanField(forms.DecimalField):
    """Yuan on the screen, fen in the law."""

    def clean(self, value: Any) -> Any:
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * 100)

    def prepare_value(self, value: Any) -> Any:
        return value / 100 if isinstance(value, int) else value
