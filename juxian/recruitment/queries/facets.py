"""The filters of the public list: what may be chosen, how it is written in an address, which rows pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from juxian.catalogue.levels import SkillLevel
from juxian.catalogue.queries.divisions import street_names
from juxian.catalogue.queries.registers import industry_section_names, occupation_group_names
from juxian.kit import clock
from juxian.recruitment import facet_values as v
from juxian.recruitment.models import Degree, Housing, VacancyKind

NONE = "none"  # how "asks for nothing" is written in an address
MOST_STARS = 5


@dataclass(frozen=True)
class Choice:
    """One box to tick."""

    key: str
    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Facet:
    """One filter. `name` is the parameter in the address and the column of the list."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    def values_of(self, keys: Iterable[str]) -> tuple[int, ...]:
        """Return the integers that pass; of nested choices (工资 5,000 以上) the widest decides."""
        wanted = set(keys)
        return tuple(sorted({value for choice in self.choices if choice.key in wanted for value in choice.values}))


def facets() -> list[Facet]:
    """Return the filters in the order of the page; three queries for the names of streets, groups and industries."""
    return [
        Facet("street", _("工作地点"), _streets()),
        Facet("pay", _("月工资不低于"), _pay()),
        Facet("kind", _("用工方式"), _listed(v.KINDS, dict(VacancyKind.choices))),
        Facet("group", _("职业类别"), _groups()),
        Facet("degree", _("学历要求"), _listed(v.DEGREES, dict(Degree.choices), none=_("不限学历"))),
        Facet("level", _("技能等级"), _listed(v.LEVELS, dict(SkillLevel.choices), none=_("不要求等级"))),
        Facet("housing", _("住宿"), _listed(v.HOUSINGS, dict(Housing.choices))),
        Facet("shortage", _("紧缺工种"), _shortage()),
        Facet("graduates", _("面向毕业生"), _graduates()),
        Facet("industry", _("行业"), _industries()),
    ]


def words_of(chosen: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the labels of what is chosen, in the order of the filters."""
    if not chosen:
        return []
    return [
        choice.label for facet in facets() for choice in facet.choices if choice.key in set(chosen.get(facet.name, ()))
    ]


def _listed(words: tuple[str, ...], labels: dict[str, str], none: str = "") -> tuple[Choice, ...]:
    first = (Choice(NONE, none, (0,)),) if none else ()
    return first + tuple(Choice(word, str(labels[word]), (place,)) for place, word in enumerate(words) if word)


def _streets() -> tuple[Choice, ...]:
    names = sorted(street_names().items())
    inside = tuple(Choice(code, name, (v.street_value(code),)) for code, name in names)
    return (*inside, Choice("outside", _("本区以外"), (0,)))


def _pay() -> tuple[Choice, ...]:
    last = len(v.PAY_STEPS)
    return tuple(
        Choice(str(step), _("%(yuan)s 元") % {"yuan": f"{step:,}"}, tuple(range(place, last)))
        for place, step in enumerate(v.PAY_STEPS)
        if step
    )


def _groups() -> tuple[Choice, ...]:
    names = sorted(occupation_group_names().items())
    return tuple(Choice(code, name.removesuffix(_("人员")), (v.group_value(code),)) for code, name in names)


def _industries() -> tuple[Choice, ...]:
    names = sorted(industry_section_names().items())
    return tuple(Choice(letter, name, (v.section_value(letter),)) for letter, name in names)


def _shortage() -> tuple[Choice, ...]:
    every = Choice("yes", _("本区紧缺工种"), tuple(range(1, MOST_STARS + 1)))
    return (every, Choice("most", _("四星、五星紧缺"), (MOST_STARS - 1, MOST_STARS)))


def _graduates() -> tuple[Choice, ...]:
    year = clock.today().year
    return tuple(Choice(str(each), _("%(year)s 届") % {"year": each}, (each,)) for each in range(year - 1, year + 3))
