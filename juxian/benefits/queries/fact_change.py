"""What changed since a run looked: for the page of the next one."""

import datetime as dt

from django.db.models import Count

from juxian.benefits.models import Cause, FactChange
from juxian.kit.access import Text


def changes_since(instant: dt.datetime | None) -> list[tuple[Text, int]]:
    """Return what was heard of after that instant, in words, with how often."""
    rows = FactChange.objects.since(instant).order_by().values_list("cause").annotate(count=Count("pk"))
    return [(Cause(cause).label, count) for cause, count in sorted(rows)]
