"""Names of the district's streets and towns."""

from django.conf import settings

from juxian.catalogue.models import Division


def street_names() -> dict[str, str]:
    """Return {nine digits: name} of the streets, towns and farms of this district."""
    rows = Division.objects.filter(code__startswith=settings.DISTRICT_DIVISION, code__regex=r"^\d{9}$")
    return dict(rows.values_list("code", "name"))
