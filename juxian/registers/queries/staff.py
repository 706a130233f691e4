"""Who works where, as the insurance register says it."""

import datetime as dt
from uuid import UUID

import polars as pl

from juxian.kit import clock
from juxian.people.facts import holders_of
from juxian.registers.kinds import INSURED
from juxian.registers.models import InsuranceMonth, Subject

MONTHS_LATE = 3  # the file of a month arrives in the months after it


def staff_of(uscc: str, month: dt.date) -> list[UUID]:
    """Return the registered people insured at an employer in a month, or, while its file has not come, in the last
    month before it that has one."""
    rows = InsuranceMonth.objects.known_at(clock.now())
    earliest = (month - dt.timedelta(days=31 * MONTHS_LATE)).replace(day=1)
    last = rows.filter(month__range=(earliest, month)).order_by("-month").values_list("month", flat=True).first()
    if last is None:
        return []
    latest = rows.filter(month=last).newest().values("pk")
    here = InsuranceMonth.objects.filter(pk__in=latest, employer=uscc, status__in=INSURED, is_void=False)
    indexes = Subject.objects.filter(pk__in=here.values("subject")).values_list("identity_index", flat=True)
    return [UUID(key) for key in holders_of(pl.Series("identity_index", list(indexes), dtype=pl.String))]
