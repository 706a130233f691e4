"""The seals by day, as the public page shows them: who keeps one line a day can prove a change later."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate
from django.utils import timezone

from juxian.kit.audit.signing import public_key_path
from juxian.kit.models import AuditSeal


@dataclass(frozen=True)
class SealedDay:
    """A day's last seal. Its hash covers every seal before it, so it stands for the whole record until then."""

    day: dt.date
    seals: int
    seal: AuditSeal


def sealed_days(month: dt.date) -> list[SealedDay]:
    """Return the days of a month (given by its first day) on which something was sealed, the newest first."""
    rows = (
        AuditSeal.objects.filter(at__gte=_midnight(month), at__lt=_midnight(next_month(month)))
        .annotate(day=TruncDate("at"))
        .values("day")
        .annotate(last=Max("number"), seals=Count("number"))
        .order_by("-day")
    )
    found = {row["day"]: row for row in rows}
    last = AuditSeal.objects.defer("leaves").in_bulk([row["last"] for row in found.values()])
    return [SealedDay(day, row["seals"], last[row["last"]]) for day, row in found.items()]


def sealed_months() -> tuple[dt.date, dt.date] | None:
    """Return the first days of the first and the last month with a seal, or None before the first seal."""
    edges = AuditSeal.objects.aggregate(first=Min("at"), last=Max("at"))
    if edges["first"] is None:
        return None
    return month_of(timezone.localdate(edges["first"])), month_of(timezone.localdate(edges["last"]))


def month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    return month_of(month + dt.timedelta(days=31))


def previous_month(month: dt.date) -> dt.date:
    return month_of(month - dt.timedelta(days=1))


def public_keys() -> str:
    """Return the public keys (PEM, the newest last) with which anybody checks the signatures, "" before the first."""
    path = public_key_path()
    return path.read_text(encoding="ascii") if path.exists() else ""


def as_public(made: AuditSeal) -> dict[str, Any]:
    """Return a seal for the public: hashes and signature, nothing of what was done."""
    names = ("number", "root", "previous", "hash", "signature", "key_id")
    return {"at": made.at.isoformat(timespec="seconds"), **{name: getattr(made, name) for name in names}}


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
