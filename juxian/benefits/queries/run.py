"""Runs as the pages and the steps need them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import QuerySet

from juxian.benefits.models import Run, RunChunk
from juxian.benefits.queries.window import window_of
from juxian.benefits.states import RunState


@dataclass(frozen=True)
class Found:
    """Somebody whom a run found: what its last month is worth (fen), and the first month of the window that pays."""

    person_id: UUID
    amount_fen: int
    from_month: dt.date


def found_people(run: Run) -> list[Found]:
    """Return everybody whom the law pays for the last month of the run."""
    window = window_of(run)
    paying = window.results.filter(pl.col("amount_fen") > 0)
    first = paying.group_by("person").agg(pl.col("month").min())
    last = paying.filter(pl.col("month") == run.month).select("person", "amount_fen")
    rows = last.join(first, on="person").sort("person").iter_rows()
    return [Found(UUID(person), amount, month) for person, amount, month in rows]


@dataclass(frozen=True)
class Progress:
    """How far the work of a step is, in people's chunks of 200."""

    done: int
    total: int

    @property
    def is_busy(self) -> bool:
        return self.done < self.total


def progress_of(run: Run, step: str) -> Progress:
    rows = RunChunk.objects.filter(run=run, step=step)
    return Progress(rows.exclude(done_at=None).count(), rows.count())


def filtered(rows: QuerySet[Run], values: dict[str, Any]) -> QuerySet[Run]:
    """Narrow the list by what its form says."""
    for name in ("policy", "state"):
        if values.get(name):
            rows = rows.filter(**{name: values[name]})
    if values.get("year"):
        rows = rows.filter(month__year=values["year"])
    return rows.select_related("started_by", "reviewed_by", "posted_by", "rulebook", "snapshot")


def month_to_run(policy: str, today: dt.date) -> dt.date | None:
    """Return last month, unless it was begun already; None as well while another run of the policy is open."""
    month = (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    rows = Run.objects.filter(policy=policy)
    if rows.open().exists() or rows.filter(month=month, state=RunState.POSTED).exists():
        return None
    return month
