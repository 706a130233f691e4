"""Lists for forms of floors below, which cannot come up here: they are handed down when the apps are ready."""

from django.conf import settings
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _

from juxian.catalogue.models import Division, Industry, Major, Occupation

STREET_DIGITS = 9
OUTSIDE = "outside"


def street_choices() -> list[tuple[str, str]]:
    """Return (code, name) of the district's streets, and one line for everywhere else."""
    rows = Division.objects.active().filter(code__startswith=settings.DISTRICT_DIVISION)
    streets = rows.annotate(digits=Length("code")).filter(digits=STREET_DIGITS).values_list("code", "name")
    return [*streets, (OUTSIDE, _("本区以外"))]


def industry_choices() -> list[tuple[str, str]]:
    """Return (code, name) of the divisions (大类) of GB/T 4754."""
    rows = Industry.objects.active().filter(level=Industry.Level.DIVISION)
    return [(code, f"{code} {name}") for code, name in rows.values_list("code", "name")]


def occupation_group_names() -> dict[str, str]:
    """Return {6-18: name} of the middle groups of the classification that have occupations in use."""
    rows = Occupation.objects.active().exclude(middle_group="").order_by()
    return dict(rows.values_list(Substr("code", 1, 4), "middle_group").distinct())


def industry_section_names() -> dict[str, str]:
    """Return {letter: name} of the sections (门类) of GB/T 4754."""
    return dict(Industry.objects.active().filter(level=Industry.Level.SECTION).values_list("code", "name"))


def major_names() -> list[str]:
    """Return the names of the majors in use, for suggestions."""
    return list(Major.objects.active().order_by("name").values_list("name", flat=True).distinct())
