"""What certificates say of people in a month, in bulk: the columns that `policy` and `benefits` read.

Everything follows from what was written down by `known_at`: certificates by their first entry, their state on a day by
the entries of their history. What was learnt later does not exist yet.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl
from django.db.models.functions import TruncDate

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.models import Credential, CredentialEvent
from juxian.people.facts import every_row_of, with_kept_person
from juxian.policy.dates import month_end

NEVER = dt.date(2199, 12, 31)
# What an entry of the history makes of a certificate. A replacement changes nothing: its successor goes on.
STATUS_AFTER = {"suspend": "suspended", "resume": "valid", "revoke": "revoked", "expire": "expired", "renew": "valid"}
_RANKS = {str(level): level.number for level in SkillLevel}
_LEVELS = {rank: level for level, rank in _RANKS.items()}
GOLD_FACTS = (
    "gold_level",
    "gold_recognised_on",
    "is_gold_promoted",
    "gold_previous_level",
    "senior_since_on",
    "gold_certificate_status",
)


def recognised_people(known_at: dt.datetime) -> pl.Series:
    """Return the keys of everybody who ever held a certificate of the district."""
    return _recognitions(known_at)["person"].unique().sort()


def recognition_in(months: Sequence[dt.date], people: pl.Series, known_at: dt.datetime) -> pl.DataFrame:
    """Return one row a person and month with `person`, `month` and GOLD_FACTS, as true on the last day of the month.

    A person counts by the highest recognition whose certificate is valid on that day; where none is, by the latest,
    whose status then tells why. "Not recognised" is a fact too: no level, and the day that never comes."""
    changes = _changes(known_at)
    rows = _with_status(_by_month(_recognitions(known_at, every_row_of(people)), months), changes)
    counting = _counting(rows)
    everybody = pl.DataFrame({"person": people}).join(
        pl.DataFrame({"month": pl.Series(months, dtype=pl.Date)}), how="cross"
    )
    keys = ["person", "month"]
    return (
        everybody.join(counting, on=keys, how="left")
        .join(_before(counting, rows), on=keys, how="left")
        .join(_senior_since(rows), on=keys, how="left")
        .select(
            *keys,
            pl.col("rank").replace_strict(_LEVELS, return_dtype=pl.String).alias("gold_level"),
            pl.col("recognised_on").fill_null(NEVER).alias("gold_recognised_on"),
            pl.col("before").is_not_null().alias("is_gold_promoted"),
            pl.col("before").replace_strict(_LEVELS, return_dtype=pl.String).alias("gold_previous_level"),
            pl.col("senior_since_on").fill_null(NEVER),
            pl.col("gold_certificate_status").fill_null("not_issued"),
        )
        .sort(keys)
    )


def _recognitions(known_at: dt.datetime, holders: Sequence[str] | None = None) -> pl.DataFrame:
    """One row a recognition: a certificate and those issued again in its place are one (`chain`)."""
    rows = Credential.objects.filter(history__event="issue", history__happened_at__lte=known_at)
    rows = rows if holders is None else rows.filter(holder__in=holders)
    found = pl.DataFrame(
        [
            (str(holder), str(chain), _RANKS[level], issued_on)
            for holder, chain, level, issued_on in rows.order_by("history__happened_at", "pk").values_list(
                "holder_id", "origin_id", "level", "issued_on"
            )
        ],
        schema={"person": pl.String, "chain": pl.String, "rank": pl.Int64, "recognised_on": pl.Date},
        orient="row",
    )
    # The last certificate of a chain says whose and which level; the first says since when.
    one = found.group_by("chain", maintain_order=True).agg(
        pl.col("person").last(), pl.col("rank").last(), pl.col("recognised_on").min()
    )
    return with_kept_person(one)


def _counting(rows: pl.DataFrame) -> pl.DataFrame:
    """The recognition that counts for each person and month: of the valid ones the highest, and its first; where none
    is valid, the latest."""
    is_valid = pl.col("gold_certificate_status") == "valid"
    day = pl.col("recognised_on").to_physical()
    order = [pl.when(is_valid).then(pl.col("rank")), pl.when(is_valid).then(-day).otherwise(day), pl.col("rank")]
    descending = [False, False, True, True, True, False]
    rows = rows.sort("person", "month", *order, "chain", descending=descending, nulls_last=True)
    return rows.unique(["person", "month"], keep="first", maintain_order=True)


def _changes(known_at: dt.datetime) -> pl.DataFrame:
    """Every change of a certificate's state: its day here, and what it became; of several on a day the last."""
    rows = (
        CredentialEvent.objects.filter(event__in=STATUS_AFTER, happened_at__lte=known_at)
        .order_by("happened_at", "id")
        .annotate(on=TruncDate("happened_at"))
        .values_list("credential__origin_id", "on", "event")
    )
    found = pl.DataFrame(
        [(str(chain), on, STATUS_AFTER[event]) for chain, on, event in rows],
        schema={"chain": pl.String, "on": pl.Date, "status": pl.String},
        orient="row",
    )
    return found.unique(["chain", "on"], keep="last", maintain_order=True).sort("on", maintain_order=True)


def _by_month(recognitions: pl.DataFrame, months: Sequence[dt.date]) -> pl.DataFrame:
    """Each recognition in each month by whose last day it was decided."""
    ends = pl.DataFrame(
        {"month": list(months), "on": [month_end(month) for month in months]}, schema={"month": pl.Date, "on": pl.Date}
    )
    return recognitions.join(ends, how="cross").filter(pl.col("recognised_on") <= pl.col("on"))


def _with_status(rows: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """The state of each certificate on the last day of the month; without any entry it is valid."""
    return (
        rows.sort("on")
        .join_asof(changes, on="on", by="chain", strategy="backward", check_sortedness=False)
        .with_columns(pl.col("status").fill_null("valid").alias("gold_certificate_status"))
    )


def _before(counting: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The highest lower level at which somebody had been recognised before the recognition that counts."""
    earlier = rows.select(
        "person", "month", pl.col("rank").alias("before"), pl.col("recognised_on").alias("earlier_on")
    )
    return (
        counting.join(earlier, on=["person", "month"])
        .filter((pl.col("before") < pl.col("rank")) & (pl.col("earlier_on") < pl.col("recognised_on")))
        .group_by("person", "month")
        .agg(pl.col("before").max())
    )


def _senior_since(rows: pl.DataFrame) -> pl.DataFrame:
    """The first recognition as 高级工: the year of waiting counts from it, once in a life."""
    senior = rows.filter(pl.col("rank") == SkillLevel.SENIOR.number)
    return senior.group_by("person", "month").agg(pl.col("recognised_on").min().alias("senior_since_on"))
