"""Booths: asking for one, adding one, moving one, what it shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Spot
from juxian.people.queries.employers import find_employers


class SpotField(forms.ModelChoiceField):
    """A free booth of the floor plan."""

    def __init__(self, **options: Any):
        super().__init__(queryset=Spot.objects.none(), required=False, empty_label=_("由主办单位安排"), **options)

    def label_from_instance(self, spot: Spot) -> str:  # type: ignore[override]
        return spot.label


class _WithSpots(forms.Form):
    """A form that offers the free booths of one event."""

    def __init__(self, *args: Any, spots: Any = (), **options: Any):
        super().__init__(*args, **options)
        keys = [spot.pk for spot in spots]
        self.fields["spot"].queryset = Spot.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        if not keys:
            del self.fields["spot"]


class RequestForm(_WithSpots):
    """What an employer tells the organiser, and visitors later."""

    spot = SpotField(label=_("展位"), help_text=_("可以在展位图上选一个空位。"))
    intro = forms.CharField(
        label=_("展位介绍"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    representatives = forms.CharField(
        label=_("到场人员"), max_length=120, required=False, help_text=_("姓名即可，只有主办单位看得到。")
    )


class MoveForm(_WithSpots):
    """Another spot of the plan."""

    spot = SpotField(label=_("展位"))


class DescribeForm(forms.Form):
    """What visitors find at the booth."""

    intro = forms.CharField(
        label=_("展位介绍"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    representatives = forms.CharField(label=_("到场人员"), max_length=120, required=False)


class AddForm(forms.Form):
    """An employer by name or credit code."""

    employer = forms.CharField(label=_("单位名称或统一社会信用代码"), max_length=120)

    def clean_employer(self) -> Any:
        found = find_employers(self.cleaned_data["employer"].strip())
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_t("没有找到通过核验的这家单位。请核对名称，或输入统一社会信用代码。"))
        names = "、".join(each.name for each in found)
        raise forms.ValidationError(_t("找到多家单位：%(names)s。请输入全称或统一社会信用代码。") % {"names": names})


class VacanciesForm(forms.Form):
    """Which of one's open vacancies the booth shows."""

    vacancies = forms.ModelMultipleChoiceField(
        label=_("展出的职位"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["vacancies"].queryset = choices  # type: ignore[attr-defined]
