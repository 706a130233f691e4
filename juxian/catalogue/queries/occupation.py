"""From a code or a title, in use or historical, to the occupation."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from juxian.catalogue.models import Occupation, OccupationAlias
from juxian.kit import clock


def resolve_occupation(code: str = "", *, title: str = "", on: date | None = None) -> Occupation | None:
    """Return the occupation that a code or a title meant on that day (today where none is given).

    An alias valid on the day goes first: a code of an old standard may since have been given to somebody else. Then the
    classification itself, newest version first. Where the two disagree with the title, the title decides.
    """
    day = on or clock.today()
    found = _by_alias(day, code=code) or _by_code(code) if code else None
    if title and (found is None or title not in _names(found)):
        found = _by_title(day, title) or found
    return found


def _by_alias(day: date, **words: str) -> Occupation | None:
    alias = OccupationAlias.objects.valid_on(day).filter(**words).select_related("occupation").first()
    return alias.occupation if alias else None


def _by_code(code: str) -> Occupation | None:
    return Occupation.objects.filter(code=code).order_by("-is_active", "-version").first()


def _by_title(day: date, title: str) -> Occupation | None:
    exact = Occupation.objects.filter(name=title).order_by("-is_active", "-version").first()
    return exact or _by_alias(day, title=title)


def _names(occupation: Occupation) -> set[str]:
    return {occupation.name, *occupation.aliases.values_list("title", flat=True)}


def occupations_like(parts: Collection[str]) -> QuerySet[Occupation]:
    """Return the occupations in use whose name has any of these parts."""
    condition = Q(pk__in=[])
    for part in parts:
        condition |= Q(name__contains=part)
    return Occupation.objects.active().filter(condition)


def active_occupations() -> QuerySet[Occupation]:
    """Every occupation that may be chosen, by code: for forms of upper domains."""
    return Occupation.objects.active().order_by("code")
