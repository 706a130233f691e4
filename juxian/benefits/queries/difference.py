"""What is to be posted: what the law owes for each month of the window, less what stands in the ledger."""

from typing import Any

import polars as pl

from juxian.benefits.models import Entitlement, Run, SampleResult
from juxian.benefits.queries.owed import owed_by_month
from juxian.benefits.queries.window import window_of
from juxian.benefits.states import EntitlementState
from juxian.people.facts import every_row_of, with_kept_person
from juxian.policy import Verdict
from juxian.policy.bulk import VERDICTS

PROMISE: dict[str, Any] = {
    "person": pl.String,
    "entitlement": pl.String,
    "is_granted": pl.Boolean,
    "granted_at": pl.Datetime(time_zone="UTC"),
}
_KEYS = ["person", "month"]
_NOT_MET = VERDICTS[Verdict.NOT_MET]


def people_to_post(run: Run) -> list[str]:
    """Return everybody for whom the run may post: who is granted the benefit, or was owed something under it."""
    promised = _promises(run.policy, None).filter(pl.col("is_granted"))["person"]
    owed = owed_by_month().filter(pl.col("policy") == run.policy)["person"]
    return pl.concat([promised, owed]).unique().sort().to_list()


def differences(run: Run, people: list[str]) -> pl.DataFrame:
    """Return person, month, entitlement, is_granted, granted_at, key (of the person in the snapshot), due_fen,
    posted_fen, was_posted and delta_fen (never 0) for these people.

    A promise that stands is owed every month of the window as the law says. Where none stands any more, what was
    posted is put right and no month is added. A month given up is owed nothing. Where the law cannot tell yet (a
    register is missing) what was posted stands."""
    asked = pl.Series("person", people, dtype=pl.String)
    law = _law_says(run, asked).join(_posted(run, asked), on=_KEYS, how="left")
    rows = law.join(_promises(run.policy, asked), on="person", how="left").join(
        _waived(run, asked), on=_KEYS, how="left"
    )
    posted, is_posted = pl.col("posted_fen").fill_null(0), pl.col("posted_fen").is_not_null()
    counts = is_posted | pl.col("is_granted").fill_null(False)
    due = pl.when(pl.col("is_waived").fill_null(False)).then(0).otherwise(pl.col("amount_fen"))
    due = pl.when(counts & due.is_not_null()).then(due).otherwise(posted)
    return (
        rows.with_columns(due_fen=due, posted_fen=posted, was_posted=is_posted, delta_fen=due - posted)
        .filter((pl.col("delta_fen") != 0) & ~pl.col("person").is_in(_held(run)) & pl.col("entitlement").is_not_null())
        .select(
            *_KEYS, "entitlement", "is_granted", "granted_at", "key", "due_fen", "posted_fen", "was_posted", "delta_fen"
        )
        .sort(_KEYS)
    )


def _law_says(run: Run, people: pl.Series) -> pl.DataFrame:
    """Each person and month of the window with the amount of the law; null while it is open.

    `key` names the person in the frozen facts; whoever was merged since stands under the row that was kept."""
    rows = window_of(run).results.select(*_KEYS, "amount_fen", "verdict").with_columns(key=pl.col("person"))
    is_open = pl.col("amount_fen").is_null() & (pl.col("verdict") != _NOT_MET)
    rows = rows.with_columns(
        pl.when(is_open).then(None).otherwise(pl.col("amount_fen").fill_null(0)).alias("amount_fen")
    )
    named = every_row_of(people)
    rows = rows.filter(pl.col("person").is_in(named)) if named is not None else rows
    kept = with_kept_person(rows).filter(pl.col("person").is_in(people.to_list()))
    return kept.sort("amount_fen", descending=True, nulls_last=True).unique(_KEYS, keep="first", maintain_order=True)


def _posted(run: Run, people: pl.Series) -> pl.DataFrame:
    rows = owed_by_month(people).filter(pl.col("policy") == run.policy)
    return rows.select(*_KEYS, pl.col("amount_fen").alias("posted_fen"))


def _promises(policy: str, people: pl.Series | None) -> pl.DataFrame:
    """One promise a person; of several (rows of one human) the one that stands."""
    rows = Entitlement.objects.current().filter(policy=policy)
    named = None if people is None else every_row_of(people)
    rows = rows if named is None else rows.filter(person__in=named)
    found = [
        (str(person), str(pk), state == EntitlementState.GRANTED, granted_at)
        for pk, person, state, granted_at in rows.values_list("pk", "person_id", "state", "granted_at")
    ]
    frame = with_kept_person(pl.DataFrame(found, schema=PROMISE, orient="row"))
    return frame.sort("person", "is_granted", "entitlement", descending=[False, True, False]).unique(
        "person", keep="first", maintain_order=True
    )


def _waived(run: Run, people: pl.Series) -> pl.DataFrame:
    """The months that somebody gave up: few people, so one at a time."""
    rows = Entitlement.objects.current().filter(policy=run.policy).exclude(waived=[])
    months = window_of(run).months
    found = [
        (str(row.person_id), month, True)
        for row in rows.only("person_id", "waived")
        for month in months
        if row.is_waived(month)
    ]
    schema = {"person": pl.String, "month": pl.Date, "is_waived": pl.Boolean}
    frame = with_kept_person(pl.DataFrame(found, schema=schema, orient="row")).unique(_KEYS)
    return frame.filter(pl.col("person").is_in(people.to_list()))


def _held(run: Run) -> list[str]:
    """Whoever the sampling of this run found doubtful gets nothing from it; the next run looks again."""
    rows = run.findings.filter(sample_result=SampleResult.HELD).values_list("person_id", flat=True)
    return [str(person) for person in rows]
