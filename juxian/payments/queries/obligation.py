"""Obligations in bulk, for whoever computes what is owed."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import polars as pl
from django.db.models import Count, Sum

from juxian.payments.models import Obligation

_SCHEMA = {"person": pl.String, "policy": pl.String, "month": pl.Date, "amount_fen": pl.Int64}


class PostedByRun(NamedTuple):
    """How many differences a run put into the ledger, and their sum."""

    count: int
    total_fen: int


def obligations_by_month(people: Sequence[str] | None = None) -> pl.DataFrame:
    """Return person, policy, month and the net amount in fen, of these rows of people or of everybody. A month whose
    obligations cancel each other stands there with 0: it was computed."""
    rows = Obligation.objects.all() if people is None else Obligation.objects.filter(person__in=people)
    sums = rows.order_by().values_list("person_id", "policy", "month").annotate(total=Sum("amount_fen"))
    found = [(str(person), policy, month, int(total)) for person, policy, month, total in sums]
    return pl.DataFrame(found, schema=_SCHEMA, orient="row")


def posted_of(run_id: UUID) -> PostedByRun:
    """Return what stands in the ledger from one run."""
    sums = Obligation.objects.filter(run_id=run_id).aggregate(count=Count("pk"), total=Sum("amount_fen"))
    return PostedByRun(sums["count"], int(sums["total"] or 0))
