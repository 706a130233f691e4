"""Person-times in bulk: streams and halls report who was there, often and cheaply."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Event, Visit
from juxian.kit.actions import system_action

CHUNK = 1000


@dataclass(frozen=True)
class Seen:
    """One visitor as a stream or a hall saw them. `minutes` is their whole presence so far; `key` comes from
    `queries.viewer_key` and names nobody."""

    source: str
    key: str
    came_at: dt.datetime
    minutes: int = 0
    booth_id: Any = None


@system_action(_("记录人次"), lock=False, sensitive=("visits",))
def record_visits(event: Event, *, visits: Iterable[Seen]) -> int:
    """Write down who was there: a new visitor is a person-time more, a known one has stayed longer. Return how many
    were reported. Reporting the same again changes nothing."""
    rows = {
        (seen.source, seen.key): Visit(
            event=event,
            booth_id=seen.booth_id,
            source=seen.source,
            viewer_key=seen.key,
            came_at=seen.came_at,
            minutes=seen.minutes,
        )
        for seen in visits
    }
    Visit.objects.bulk_create(
        rows.values(),
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["event", "source", "viewer_key"],
        update_fields=["minutes"],
    )
    return len(rows)
