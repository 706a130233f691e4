"""Lists for forms of floors below, which cannot come up here: they are handed down when the apps are ready."""

from django.conf import settings
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from juxian.catalogue.models import Division, Industry

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
