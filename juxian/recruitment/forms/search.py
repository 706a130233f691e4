"""The address of the public list, read. Whatever stands in it, a page comes: an unknown value filters nothing."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from juxian.kit.views import QueryForm
from juxian.recruitment.queries.facets import words_of
from juxian.recruitment.queries.search import BEST_PAY, NEAREST, NEWEST, Asked, CountedFacet

LONGEST = 60
MOST_CHOSEN = 12  # of one filter
FACETS = ("street", "pay", "kind", "group", "degree", "level", "housing", "shortage", "graduates", "industry")
SORTS = [("", _("最合适的")), (NEWEST, _("最新发布")), (BEST_PAY, _("工资最高")), (NEAREST, _("离我最近"))]


class KeysField(forms.MultipleChoiceField):
    """Several keys of one filter; which of them mean something the filter itself knows."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        """Every word is accepted here."""

    def to_python(self, value: Any) -> list[str]:
        return [str(each)[:20] for each in value or []][:MOST_CHOSEN]


class SearchForm(QueryForm):
    """What is looked for, in which order, from where."""

    q = forms.CharField(label=_("找什么工作"), max_length=LONGEST, required=False, initial="")
    major = forms.CharField(label=_("专业"), max_length=LONGEST, required=False, initial="")
    near = forms.RegexField(r"^\d{9}$", label=_("离哪里近"), required=False, initial="")
    sort = forms.ChoiceField(label=_("排序"), choices=SORTS, required=False, initial="")
    silent = forms.BooleanField(label=_("也显示很少答复的单位"), required=False, initial=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in FACETS:
            self.fields[name] = KeysField(required=False, initial=[])

    def asked(self, campaign_id: Any = None) -> Asked:
        """Return the search that the address means."""
        read = self.values()
        return Asked(
            text=read["q"],
            major=read["major"],
            campaign_id=campaign_id,
            near=read["near"],
            sort=read["sort"],
            shows_silent=read["silent"],
            chosen={name: tuple(read[name]) for name in FACETS if read[name]},
        )


class SaveSearchForm(forms.Form):
    """The search of a list, as its own address says it, and a name for it."""

    query = forms.CharField(max_length=1000, required=False)
    name = forms.CharField(label=_("名称"), max_length=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        """Read the address as the list does and write it in its one spelling; without a name its words are the name."""
        asked = asked_by(self.cleaned_data.get("query", ""))
        name = self.cleaned_data.get("name") or name_of(asked)
        return {"query": address_of(asked), "name": name[:LONGEST]}


class AlertForm(QueryForm):
    """Whether to be told of new vacancies."""

    on = forms.BooleanField(required=False, initial=False)

    def is_on(self) -> bool:
        return bool(self.values()["on"])


class EmployerQuery(QueryForm):
    """Words of the list of employers."""

    q = forms.CharField(label=_("单位名称"), max_length=LONGEST, required=False, initial="")


def asked_by(address: str, campaign_id: Any = None) -> Asked:
    """Return the search of a kept address."""
    return SearchForm(QueryDict(address)).asked(campaign_id)


def address_of(asked: Asked) -> str:
    """Return the one spelling of a search, without order and place: the same search is kept once."""
    pairs = [("q", asked.text), ("major", asked.major), ("silent", "on" if asked.shows_silent else "")]
    pairs += [(name, key) for name in FACETS for key in sorted(set(asked.chosen.get(name, ())))]
    return urlencode([(name, value) for name, value in pairs if value])


def name_of(asked: Asked) -> str:
    """Return a search in words: 焊工 · 杏林街道 · 5,000 元."""
    parts = [asked.text, asked.major, *words_of(asked.chosen)]
    return " · ".join(part for part in parts if part) or str(_("全部职位"))


@dataclass(frozen=True)
class Chip:
    """A condition that is set, and the address of the list without it."""

    label: str
    url: str


def chips_of(asked: Asked, facets: list[CountedFacet]) -> list[Chip]:
    """Return every condition that is set, in the order of the page."""
    chips = [Chip(label, f"?{address_of(without)}") for label, without in _typed(asked) if label]
    for facet in facets:
        for choice in facet.choices:
            if choice.is_chosen:
                chips.append(
                    Chip(f"{facet.label}{_('：')}{choice.label}", f"?{_without(asked, facet.name, choice.key)}")
                )
    return chips


def _typed(asked: Asked) -> list[tuple[str, Asked]]:
    silent = str(_("也显示很少答复的单位")) if asked.shows_silent else ""
    return [
        (asked.text, replace(asked, text="")),
        (asked.major, replace(asked, major="")),
        (silent, replace(asked, shows_silent=False)),
    ]


def _without(asked: Asked, name: str, key: str) -> str:
    rest = tuple(each for each in asked.chosen[name] if each != key)
    return address_of(replace(asked, chosen={**asked.chosen, name: rest}))
