"""Deliveries: what stands, what is missing, and how fresh a register is."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q, QuerySet, Sum

from juxian.kit import clock
from juxian.registers.kinds import REGISTERS, Register
from juxian.registers.models import Delivery
from juxian.registers.states import DeliveryState

Counts = dict[str, int]
DAYS_TO_KEEP_FILES = 30  # assumption, as for the sheets of employers
MONTHS_SHOWN = 24


@dataclass(frozen=True)
class Freshness:
    """How a register stands: the last file, the months that are there and those that are missing between."""

    register: Register
    file_count: int = 0
    row_count: int = 0
    last_at: dt.datetime | None = None
    months: list[dt.date] = field(default_factory=list)
    gaps: list[dt.date] = field(default_factory=list)

    @property
    def latest_month(self) -> dt.date | None:
        return self.months[-1] if self.months else None


def standing_same_file(register: str, sha256: str) -> Delivery | None:
    """Return the delivery that brought the same bytes and still counts (or is being taken in), or None."""
    states = [DeliveryState.TAKING_IN, DeliveryState.TAKEN_IN]
    return Delivery.objects.filter(register=register, sha256=sha256, state__in=states).first()


def overview() -> list[Freshness]:
    """Return how every register stands today, in two queries."""
    counting = Delivery.objects.counting().order_by()
    totals = {
        row["register"]: row
        for row in counting.values("register").annotate(
            file_count=Count("pk"),
            row_count=Sum("new_count") + Sum("changed_count") + Sum("same_count"),
            last_at=Max("taken_in_at"),
        )
    }
    months: dict[str, set[dt.date]] = {}
    for register, month in counting.exclude(month=None).values_list("register", "month").distinct():
        months.setdefault(register, set()).add(month)
    return [_freshness(register, totals.get(register.key), months) for register in REGISTERS.values()]


def missing_months(months: Iterable[dt.date], until: dt.date) -> list[dt.date]:
    """Return the months between the first one and `until` (both included) that are not there."""
    present = set(months)
    if not present:
        return []
    found, month = [], min(present)
    while month <= until:
        if month not in present:
            found.append(month)
        month = next_month(month)
    return found


def next_month(month: dt.date) -> dt.date:
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)


def previous_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def files_before(instant: dt.datetime) -> QuerySet[Delivery]:
    """Deliveries whose file has been kept long enough."""
    ended = [DeliveryState.TAKEN_IN, DeliveryState.UNREADABLE, DeliveryState.WITHDRAWN]
    return Delivery.objects.filter(state__in=ended, state_since_at__lt=instant).exclude(upload=None)


def in_force(known_at: dt.datetime) -> QuerySet[Delivery]:
    """Deliveries that counted at an instant, the last one first."""
    still = Q(withdrawn_at=None) | Q(withdrawn_at__gt=known_at)
    return Delivery.objects.filter(still, taken_in_at__lte=known_at).order_by("-taken_in_at", "-pk")


def _freshness(register: Register, totals: dict | None, months: dict[str, set[dt.date]]) -> Freshness:
    present = sorted(months.get(register.key, ()))
    if totals is None:
        return Freshness(register)
    return Freshness(
        register,
        totals["file_count"],
        totals["row_count"],
        totals["last_at"],
        present,
        missing_months(present, previous_month(clock.today()))[-MONTHS_SHOWN:],
    )
