"""The district's groups of industries."""

from django.db.models import QuerySet

from juxian.catalogue.models import IndustryGroup


def active_industry_groups() -> QuerySet[IndustryGroup]:
    """The groups in use, in the district's order."""
    return IndustryGroup.objects.filter(is_active=True).order_by("position", "name")
