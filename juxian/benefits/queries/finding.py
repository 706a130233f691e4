"""Findings: what a run says of people for its last month, and how they are counted and filtered."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import polars as pl
from django.db.models import Count, QuerySet

from juxian.benefits.models import Finding, Run
from juxian.benefits.queries.window import Window, window_of
from juxian.benefits.states import RunState
from juxian.kit.text import search_filter
from juxian.people.queries import same_human
from juxian.policy import Verdict

LOOKED_AT = (RunState.REVIEWED, RunState.POSTED)


def rows_of_run(run: Run, people: Iterable[str]) -> list[dict[str, Any]]:
    """Return person, verdict, amount_fen and reasons of the run's last month, of these people."""
    window = window_of(run)
    places = window.places_of(people)
    return list(_of_last_month(window)[places].iter_rows(named=True)) if places else []


@lru_cache(maxsize=2)
def _of_last_month(window: Window) -> pl.DataFrame:
    return window.reasons(window.months[-1])


def candidates(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Whom the law pays for the month."""
    return rows.filter(verdict=Verdict.MET, amount_fen__gt=0)


def latest_finding(person_id: Any, policy: str) -> Finding | None:
    """Return what the last run that an officer has looked at says of one human, whichever row of theirs it names."""
    rows = Finding.objects.filter(person__in=same_human(person_id), run__policy=policy, run__state__in=LOOKED_AT)
    return rows.select_related("run").order_by("-run__month", "-run__created_at").first()


def next_to_sample(run: Run) -> Finding | None:
    """Return the next drawn candidate whom nobody has looked at."""
    return run.findings.sampled().filter(sample_result="").order_by("person__search_key", "pk").first()


def filtered(rows: Any, values: dict[str, Any]) -> QuerySet[Finding]:
    """Narrow the list by what its form says."""
    rows = rows.select_related("person")
    if values.get("verdict"):
        rows = rows.filter(verdict=values["verdict"])
    if values.get("reason"):
        rows = rows.filter(reasons__contains=[values["reason"]])
    if values.get("sample") == "all":
        rows = rows.sampled()
    elif values.get("sample") == "open":
        rows = rows.sampled().filter(sample_result="")
    if text := (values.get("q") or "").strip():
        rows = rows.filter(search_filter("person__search_key", text))
    found: QuerySet[Finding] = rows.order_by("person__search_key", "pk")
    return found


def counts_by_verdict(run: Run) -> dict[str, int]:
    """Return how many people have each verdict, in the order of the engine."""
    counts = dict(run.findings.order_by().values_list("verdict").annotate(count=Count("pk")))
    return {verdict.value: counts[verdict.value] for verdict in Verdict if verdict.value in counts}


def counts_by_reason(run: Run) -> dict[str, int]:
    """Return how many people each clause keeps out, most first. Somebody may stand under several."""
    rows = run.findings.exclude(reasons=[]).values_list("reasons", flat=True)
    counts: dict[str, int] = {}
    for reasons in rows.iterator(chunk_size=5_000):
        for reason in reasons:
            counts[reason] = counts.get(reason, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
